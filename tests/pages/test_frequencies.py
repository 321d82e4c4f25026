import numpy as np
import pytest

from analysis.corpus.corpus import make_corpus
from analysis.model.settings import TrainingSettings
from analysis.progress import Cancelled
from analysis.sampling.coverage.strata import stratify
from analysis.study.settings import read_setting
from pages.parts.frequencies import corpus_scoring
from pages.shared.cache.home import computations, trainings
from pages.shared.own_figures import KEY
from tests.corpora import labelled, long_tailed
from tests.pages.test_classes import HOSTILE, texts_of

PAGE = "pages/estimates/frequencies.py"


def whole(given, times=4):
    """A corpus that holds the labelled documents and others like them."""
    texts = [*given.texts, *(f"{text} more{i}" for i in range(times - 1) for text in given.texts)]
    return make_corpus(texts, clusters=[f"c{row % 3}" for row in range(len(texts))])


def score(study):
    """Score the corpus as the button does, and wait for it."""
    settings = TrainingSettings()
    training = trainings().find(study, settings)
    name = corpus_scoring._name(study, settings)
    work = corpus_scoring._begin(study, settings, training)
    computations().start(study.id, name, *work).future.result()


def table_of(app):
    return next(each.value for each in app.dataframe if "share_labelled" in each.value)


def test_the_answer_is_the_share_times_the_corpus(make_study, open_app):
    given = long_tailed()
    study = make_study(given, whole(given))
    app = open_app(study, PAGE)
    assert not app.exception
    assert app.title[0].value == "How common is each class in the whole corpus?"
    shares = np.zeros(given.n_classes)
    strata = stratify(given, study.unlabelled)
    for h in range(strata.n_strata):
        here = given.codes[strata.stratum_of_label == h]
        shares += strata.shares[h] * np.bincount(here, minlength=given.n_classes) / len(here)
    documents = shares.max() * study.unlabelled.n_documents
    assert f"About {documents:,.0f} (" in texts_of(app).replace("\\", "")
    assert "How the labels were drawn is not known" in texts_of(app).replace("\\", "")
    assert table_of(app)["share_stratified"].iloc[0] == pytest.approx(shares.max())


def test_scoring_adds_the_model_to_the_table(make_study, open_app):
    given = long_tailed()
    study = make_study(given, whole(given))
    app = open_app(study, PAGE)
    assert "share_difference" not in table_of(app)
    assert app.button(key="frequencies_score").label == "Score all 900 documents"
    score(study)
    app.run()
    assert not app.exception
    assert table_of(app)["share_difference"].sum() == pytest.approx(1)
    assert not [button for button in app.button if button.key == "frequencies_score"]


def test_a_scoring_that_stopped_is_offered_to_go_on(make_study, open_app):
    given = long_tailed()
    study = make_study(given, whole(given))
    settings = TrainingSettings()
    begun = corpus_scoring._begin(study, settings, trainings().find(study, settings))
    name = corpus_scoring._name(study, settings)
    begun[0].cancel()
    computations().parts(study.id, name).keep("counts-0-1", {"n": np.array(1)}, 0.37)
    with pytest.raises(Cancelled):
        computations().start(study.id, name, *begun).future.result()
    app = open_app(study, PAGE)
    assert not app.exception
    button = app.button(key="frequencies_score")
    assert button.label == "Go on scoring 900 documents: 37 % are done"
    assert "was cancelled" in app.info[0].value
    score(study)
    app.run()
    assert "share_difference" in table_of(app)
    assert computations().parts(study.id, name).share == 0


def test_a_chosen_class_shows_its_closest_decisions(make_study, open_app):
    given = long_tailed()
    study = make_study(given, whole(given))
    open_app(study, PAGE)
    score(study)
    app = open_app(study, PAGE)
    app.session_state["class"] = "bad"
    app.run()
    assert not app.exception
    documents = next(each.value for each in app.dataframe if "margin" in each.value)
    assert documents["margin"].is_monotonic_increasing


def test_own_figures_are_kept_shown_and_removed(home, make_study, open_app):
    given = long_tailed()
    study = make_study(given, whole(given))
    app = open_app(study, PAGE)
    rows = [f"{name},{1 / given.n_classes}" for name in given.classes]
    content = "\n".join(["class,share", *rows]).encode()
    app.file_uploader(key="frequencies_own").upload("own.csv", content).run()
    app.button(key="frequencies_use_own").click().run()
    assert not app.exception
    assert "share_own" in table_of(app)
    assert "own figure and labels" in table_of(app)["disagreement"].iloc[0]
    assert any("differ by more than chance" in each.value for each in app.warning)
    app.button(key="frequencies_remove_own").click().run()
    assert "share_own" not in table_of(app)
    assert read_setting(home, study.id, KEY) == "null"


def test_own_figures_that_are_refused_leave_the_page_as_it_was(make_study, open_app):
    given = long_tailed()
    app = open_app(make_study(given, whole(given)), PAGE)
    app.file_uploader(key="frequencies_own").upload("own.csv", b"class,share\nbad,2\n").run()
    app.button(key="frequencies_use_own").click().run()
    assert not app.exception
    assert "a number from 0 to 1" in app.error[0].value.replace("\\", "")
    assert "share_own" not in table_of(app)


def test_a_chosen_class_leads_to_its_documents(make_study, open_app):
    given, label = long_tailed(), "Its documents, and what it is taken for"
    app = open_app(make_study(given, whole(given)), PAGE)
    assert label not in [link.proto.label for link in app.get("page_link")]
    app.session_state["class"] = given.classes[0]
    app.run()
    assert not app.exception
    assert label in [link.proto.label for link in app.get("page_link")]


@pytest.mark.parametrize(
    ("drawing", "warning"),
    [
        ("by-class", "no estimate here can be trusted"),
        ("other", "hold only if chance drew"),
        ("by-cluster", ""),
    ],
)
def test_labels_that_chance_may_not_have_drawn_are_warned_of(
    make_study, open_app, drawing, warning
):
    given = long_tailed()
    app = open_app(make_study(given, whole(given), drawing=drawing), PAGE)
    assert not app.exception
    assert [warning in each.value for each in app.warning] == ([True] if warning else [])


def test_a_study_without_the_whole_corpus_says_what_is_missing(make_study, open_app):
    study = make_study()
    app = open_app(study, PAGE)
    assert not app.exception
    assert "labelled documents only" in app.info[0].value
    assert not app.dataframe
    link = app.get("page_link")[0].proto
    assert link.page == "corpora"
    assert link.query_string == f"study={study.id}&part=Open+your+own+files"


def test_class_and_cluster_names_are_shown_as_they_are(make_study, open_app):
    corpus = long_tailed()
    names = [HOSTILE[code % len(HOSTILE)] + str(code) for code in corpus.codes]
    given = labelled(corpus.texts, names)
    texts = [*given.texts, "never drawn"]
    unlabelled = make_corpus(texts, clusters=[*["$c$"] * len(given.texts), ":red[empty]"])
    app = open_app(make_study(given, unlabelled), PAGE)
    assert not app.exception
    assert any("\\:red\\[empty\\]" in each.value for each in app.warning)
    assert set(table_of(app)["class"]) == set(names)


def test_clusters_made_after_the_drawing_are_asked_for(make_study, open_app):
    given = long_tailed()
    app = open_app(make_study(given, whole(given)), PAGE)
    before = table_of(app)
    app.toggle(key="clusters_after").set_value(True).run()
    assert not app.exception
    width = table_of(app)["stratified_high"] - table_of(app)["stratified_low"]
    assert (width >= before["stratified_high"] - before["stratified_low"]).all()


def test_a_corpus_without_clusters_is_not_asked_when_they_were_made(make_study, open_app):
    given = long_tailed()
    app = open_app(make_study(given, make_corpus(whole(given).texts)), PAGE)
    assert not app.exception
    assert not [toggle for toggle in app.toggle if toggle.key == "clusters_after"]
    assert "The corpus has no clusters" in texts_of(app)
