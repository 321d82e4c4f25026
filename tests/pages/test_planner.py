"""What to draw next, on the page Coverage."""

import io
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.corpus.corpus import LabelledCorpus, make_corpus
from analysis.sampling.coverage.strata import stratify
from analysis.study.store import open_study
from tests.pages.test_coverage import PAGE, texts_of
from tests.sampling.populations import draw, population, sample

HOSTILE = ("<b>bad</b>", "$x$", ":red[x]", "=1+1")


@pytest.fixture
def study(make_study):
    corpus, codes = population()
    labelled = sample(corpus, codes, draw(corpus, 0.2, np.random.default_rng(0)))
    return make_study(labelled, corpus)


def side_by_side(app):
    return next(t.value for t in app.dataframe if "worth" in t.value)


def planned(app):
    """Open the documents drawn, and return them as the file to be filled."""
    app.session_state["drawn"] = True
    app.run()
    return next(t.value for t in app.dataframe if "planned_on" in t.value)


def test_the_answer_and_the_table_say_what_labels_would_bring(study, open_app):
    app = open_app(study, PAGE, draw="100", allocation="Neyman").run()
    assert not app.exception
    assert "With 100 more labels drawn by Neyman's allocation" in texts_of(app).replace("\\", "")
    frame = side_by_side(app)
    assert frame["allocation"].tolist() == [
        "Today",
        "In proportion",
        "Square root",
        "Neyman",
        "Equal",
    ]
    assert frame["few"].iloc[0] == (study.labelled.support < 10).sum()
    assert frame["worth"].iloc[1] == 1


def test_documents_are_drawn_from_what_bears_no_label(study, open_app):
    app = open_app(study, PAGE, draw="60", allocation="Equal", floor="2")
    frame = planned(app)
    assert not app.exception
    assert len(frame) == 60
    assert not set(frame["id"]) & set(study.labelled.ids)
    assert frame["cluster"].value_counts().min() >= 2
    assert set(study.unlabelled.clusters) == set(frame["cluster"])
    other = planned(open_app(study, PAGE, draw="60", allocation="Equal", floor="2", seed="1"))
    assert set(other["id"]) != set(frame["id"])


def test_more_labels_than_there_are_texts_get_a_message(study, open_app):
    app = open_app(study, PAGE, draw="100000")
    assert not app.exception
    assert "100,000 cannot be drawn" in app.error[0].value.replace("\\", "")


@pytest.fixture
def without_clusters(make_study):
    corpus, codes = population()
    labelled = sample(corpus, codes, draw(corpus, 0.2, np.random.default_rng(0)))
    return make_study(replace(labelled, clusters=None), replace(corpus, clusters=None))


def test_without_clusters_documents_are_drawn_at_random_and_brought_back(
    without_clusters, open_app, home
):
    app = open_app(without_clusters, PAGE, draw="60", allocation="Equal", floor="2")
    assert "has no clusters" in app.info[0].value
    assert "With 60 more labels drawn at random from all documents" in texts_of(app)
    assert "holds only if they speak for the corpus" in texts_of(app)
    assert side_by_side_names(app) == ["Today", "At random"]
    assert any("at_least_1" in table.value for table in app.dataframe)
    frame = planned(app)
    free = without_clusters.unlabelled.n_documents - without_clusters.labelled.n_documents
    np.testing.assert_allclose(frame["selection_probability"], 60 / free)
    assert not set(frame["id"]) & set(without_clusters.labelled.ids)
    bring_back(app, filled(frame))
    assert not app.exception
    assert "60 labels added" in app.success[0].value


def side_by_side_names(app):
    return next(t.value for t in app.dataframe if "few" in t.value)["allocation"].tolist()


def test_a_floor_that_does_not_fit_gets_a_message(study, open_app):
    app = open_app(study, PAGE, draw="20", floor="10")
    assert not app.exception
    assert "floor: 10 from each cluster" in app.error[0].value.replace("\\", "")


def bring_back(app, content, name="plan.csv"):
    app.session_state["bring"] = True
    app.run()
    upload = next(u for u in app.file_uploader if u.label == "Labelled documents of a plan")
    upload.upload(name, content, "text/csv")
    app.run()
    next(b for b in app.button if b.label == "Make a study of old and new labels").click()
    return app.run()


def filled(frame, **changes):
    text = io.StringIO()
    frame.assign(label=["bolt", "washer"] * (len(frame) // 2)).assign(**changes).to_csv(
        text, index=False
    )
    return text.getvalue().encode()


def test_labels_brought_back_become_a_study_of_both(study, open_app, home):
    app = open_app(study, PAGE, draw="20", allocation="Square root")
    frame = planned(app)
    bring_back(app, filled(frame))
    assert not app.exception
    assert "20 labels added" in app.success[0].value
    opens = next(b for b in app.button if b.label == "Open the new study")
    opens.click()
    app.run()
    assert not app.exception
    added = open_study(home, app.query_params["study"])
    assert added.id != study.id
    assert added.labelled.n_documents == study.labelled.n_documents + 20
    known = np.isfinite(added.labelled.selection_probabilities)
    assert known.sum() == 20
    np.testing.assert_allclose(
        sorted(added.labelled.selection_probabilities[known]),
        sorted(frame["selection_probability"]),
    )
    assert "washer" in added.labelled.classes
    assert open_study(home, study.id).labelled.fingerprint == study.labelled.fingerprint


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"planned_on": "corpus-of-another"}, "drawn from another corpus"),
        ({"selection_probability": 1.5}, "are no selection probability"),
        ({"label": ""}, "has a label"),
    ],
)
def test_a_wrong_file_is_refused_and_nothing_is_lost(study, open_app, home, changes, message):
    app = open_app(study, PAGE, draw="20")
    bring_back(app, filled(planned(app), **changes))
    assert not app.exception
    assert message in app.error[0].value.replace("\\", "")
    assert not app.success
    assert [folder.name for folder in home.iterdir() if len(folder.name) == 32] == [study.id]


def test_hostile_names_and_no_reject_class_are_shown_as_they_are(make_study, open_app):
    corpus, codes = population(n=300)
    corpus = make_corpus(
        [f"{HOSTILE[row % 4]} {text}" for row, text in enumerate(corpus.texts)],
        clusters=[HOSTILE[int(name[1:]) % 4] for name in corpus.clusters],
    )
    rows = np.arange(0, 300, 3)
    labelled = LabelledCorpus(
        texts=corpus.texts[rows],
        codes=codes[rows].astype(np.int32),
        classes=HOSTILE,
        fingerprint="hostile",
    )
    app = open_app(make_study(labelled, corpus), PAGE, draw="30")
    frame = planned(app)
    assert not app.exception
    assert set(frame["cluster"]) <= set(HOSTILE)
    assert isinstance(frame, pd.DataFrame)
    strata = stratify(labelled, corpus)
    assert set(frame["cluster"]) == set(strata.clusters)


def test_selection_probabilities_are_recognised_where_files_are_opened(study, open_app, home):
    app = open_app(study, "pages/data/corpora.py")
    rows = [f"text number {row},{'ab'[row % 2]},{'0.5' if row else ''}" for row in range(12)]
    content = "\n".join(["text,label,selection_probability", *rows]).encode()
    uploader = app.file_uploader(key="corpora_upload_labelled")
    uploader.set_value(("drawn.csv", content, "text/csv")).run()
    chosen = next(box for box in app.selectbox if box.label == "Selection probability column")
    assert chosen.value == "selection_probability"
    next(button for button in app.button if button.label == "Open this study").click()
    app.run()
    assert not app.exception
    kept = open_study(home, app.query_params["study"]).labelled.selection_probabilities
    np.testing.assert_array_equal(kept, [np.nan, *[0.5] * 11])


def test_every_class_shows_what_is_to_be_expected(study, open_app):
    app = open_app(study, PAGE, draw="60")
    app.session_state["coverage_every_class"] = True
    app.run()
    assert not app.exception
    frame = next(t.value for t in app.dataframe if "expected" in t.value and "class" in t.value)
    assert frame["expected"].sum() == pytest.approx(study.labelled.n_documents + 60)


def test_a_corpus_that_is_labelled_throughout_says_that_nothing_is_left(make_study, open_app):
    corpus, codes = population(n=60)
    app = open_app(make_study(sample(corpus, codes, np.arange(60)), corpus), PAGE)
    assert not app.exception
    assert "Nothing is left to draw" in app.error[0].value.replace("\\", "")
