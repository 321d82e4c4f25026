"""Clusters made on the page Coverage, and used on the others."""

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from analysis.corpus.corpus import make_corpus, make_labelled_corpus
from analysis.study.made_clusters import ClusterChoice, read_cluster_choice, write_cluster_choice
from pages.parts.coverage import make_clusters
from pages.shared.cache.clusters import clustering_name
from pages.shared.cache.home import computations
from pages.shared.cache.sampling import strata_of
from pages.shared.cache.studies import drawing_guess_of, given_study, opened_study
from tests.sampling.clusters.test_clustering import sentences
from tests.sampling.clusters.test_embedding import SUBJECTS

PAGE = "pages/data/coverage.py"
TEXTS, OF_TEXT = sentences(400)
FOUR = ClusterChoice(4, 0)


def corpora(clusters=None):
    """Documents of four subjects, and a tenth of them with the subject as label."""
    rows = np.random.default_rng(0).choice(400, size=100, replace=False)
    names = [SUBJECTS[subject] for subject in OF_TEXT[rows]]
    given = None if clusters is None else np.array(clusters)[rows]
    labelled = make_labelled_corpus([TEXTS[row] for row in rows], names, clusters=given)
    return labelled, make_corpus(TEXTS, clusters=clusters)


def make(study, choice=FOUR):
    """Make clusters as the button does, and wait for them."""
    given = given_study(study.id)
    work = make_clusters._begin(given, choice)
    computations().start(given.id, clustering_name(given, choice), *work).future.result()


def texts_of(app):
    shown = [*app.markdown, *app.caption, *app.info, *app.warning, *app.error]
    return " ".join(element.value for element in shown).replace("\\", "")


def test_without_clusters_the_page_offers_to_make_some_and_uses_them(home, make_study, open_app):
    study = make_study(*corpora())
    app = open_app(study, PAGE)
    assert "make clusters here" in texts_of(app)
    app.number_input(key="coverage_n_clusters").set_value(4).run()
    app.button(key="coverage_make_clusters").click().run()
    assert not app.exception
    name = clustering_name(given_study(study.id), FOUR)
    computations().running(study.id, name).future.result()
    app.run()
    assert not app.exception
    assert read_cluster_choice(home, study.id) == FOUR
    assert "These 4 clusters were made here (seed 0) after the labels" in texts_of(app)
    assert "100 labels from 4 clusters" in texts_of(app)
    assert sorted(app.dataframe[0].value["words"].str.split(", ").str[0]) == sorted(SUBJECTS)


def test_the_number_begins_with_a_guess_that_is_explained(make_study, open_app):
    app = open_app(make_study(*corpora()), PAGE)
    assert app.number_input(key="coverage_n_clusters").value == 3
    assert "30 of the 100 labels" in texts_of(app)


def test_given_clusters_come_back(home, make_study, open_app):
    given = [f"given{row % 2}" for row in range(400)]
    study = make_study(*corpora(given))
    make(study)
    app = open_app(study, PAGE)
    assert "made here" in texts_of(app)
    app.button(key="coverage_give_up_clusters").click().run()
    assert not app.exception
    assert read_cluster_choice(home, study.id) is None
    assert set(app.dataframe[0].value["cluster"]) == {"given0", "given1"}
    app.number_input(key="coverage_n_clusters").set_value(4).run()
    app.button(key="coverage_use_clusters").click().run()
    assert set(app.dataframe[0].value["cluster"]) == {"c001", "c002", "c003", "c004"}


def test_made_clusters_are_used_wherever_clusters_are(make_study):
    study = make_study(*corpora(["given"] * 400), trained=False)
    make(study)
    opened = opened_study(study.id)
    strata = strata_of(opened)
    assert adjusted_rand_score(OF_TEXT, opened.unlabelled.clusters) == 1
    assert adjusted_rand_score(opened.labelled.codes, strata.cluster_of_label) == 1
    assert opened.labelled.fingerprint == study.labelled.fingerprint
    assert strata_of(given_study(study.id)).clusters.tolist() == ["given"]


def test_how_the_labels_were_drawn_is_guessed_by_the_given_clusters(make_study):
    study = make_study(*corpora(), trained=False)
    make(study)
    assert "has no clusters" in drawing_guess_of(opened_study(study.id)).reason


def test_labels_of_another_corpus_lie_in_clusters_too(make_study):
    labelled, unlabelled = corpora()
    others = make_labelled_corpus([f"{text} valveaa" for text in labelled.texts], ["x", "y"] * 50)
    study = make_study(others, unlabelled, trained=False)
    make(study)
    assert strata_of(opened_study(study.id)).n_outside == 0


def test_frequencies_say_post_stratification(make_study, open_app):
    study = make_study(*corpora())
    make(study)
    app = open_app(study, "pages/estimates/frequencies.py")
    assert not app.exception
    assert "Post-stratification" in texts_of(app)
    assert not [toggle for toggle in app.toggle if toggle.key == "clusters_after"]


def test_more_clusters_than_texts_share_words_are_refused_and_nothing_is_lost(make_study, open_app):
    texts = [*TEXTS[:20], *(f"alone{chr(97 + i)}" for i in range(20))]
    labelled = make_labelled_corpus(TEXTS[:4], ["a", "b"] * 2)
    study = make_study(labelled, make_corpus(texts, clusters=["given"] * 40))
    choice = ClusterChoice(40, 0)
    with pytest.raises(ValueError, match="40 are more than the 20 different texts"):
        make(study, choice)
    app = open_app(study, PAGE)
    app.number_input(key="coverage_n_clusters").set_value(40).run()
    assert "Ask for at most 20" in texts_of(app)
    assert set(app.dataframe[0].value["cluster"]) == {"given"}


def test_clusters_that_are_no_longer_kept_give_way_to_the_given_ones(home, make_study, open_app):
    study = make_study(*corpora(["given"] * 400))
    write_cluster_choice(home, study.id, FOUR)
    app = open_app(study, PAGE)
    assert not app.exception
    assert set(app.dataframe[0].value["cluster"]) == {"given"}
