import re
import threading

import pytest

from analysis.corpus.corpus import make_corpus
from analysis.explain.learnability.determined import how_much_is_determined
from analysis.model.settings import TrainingSettings
from analysis.progress import Cancelled
from pages.parts.learnability import computed
from pages.shared.cache.home import computations, trainings
from tests.corpora import labelled, long_tailed
from tests.pages.test_classes import HOSTILE, texts_of

PAGE = "pages/estimates/learnability.py"
SUPPORT = (110, 70, 60, 30, 25, 5)


@pytest.fixture(autouse=True)
def two_repeats(monkeypatch):
    """Enough to draw a curve."""
    monkeypatch.setattr(computed, "N_REPEATS", 2)


def wait_for_all():
    """Let everything that the page began come to its end."""
    for computation in list(computations()._running.values()):
        computation.future.result()


def measured(study, open_app):
    """The page after what it began is done."""
    open_app(study, PAGE)
    wait_for_all()
    return open_app(study, PAGE)


def with_state(app, **held):
    """The page once widgets of the frame hold something else."""
    for key, value in held.items():
        app.session_state[key] = value
    return app.run()


def table_of(app):
    return next(e.value for e in app.dataframe if list(e.value)[:2] == ["class", "labels"])


def plain(app):
    return texts_of(app).replace("\\", "")


def test_the_first_answer_is_there_before_anything_is_measured(make_study, open_app, monkeypatch):
    study, drawn = make_study(long_tailed(0, SUPPORT)), threading.Event()
    compute = computed.compute_yardsticks

    def wait_and_compute(*inputs):
        assert drawn.wait(60)
        return compute(*inputs)

    monkeypatch.setattr(computed, "compute_yardsticks", wait_and_compute)
    app = open_app(study, PAGE)
    drawn.set()
    assert not app.exception
    assert app.title[0].value == "How far can this go, and what would more labels buy?"
    settings = TrainingSettings()
    scored = [(settings, trainings().find(study, settings).out_of_fold)]
    found = how_much_is_determined(study.labelled, scored)
    assert f"The words determine at least {100 * found.overall.value:.0f} % (" in plain(app)
    assert "as soon as the curves are measured" in plain(app)
    wait_for_all()


def test_after_cancelling_the_page_says_so_and_offers_to_begin_again(
    make_study, open_app, monkeypatch
):
    def cancelled(*_):
        raise Cancelled

    monkeypatch.setattr(computed, "measure_curve", cancelled)
    study = make_study(long_tailed(0, SUPPORT))
    open_app(study, PAGE)
    with pytest.raises(Cancelled):
        wait_for_all()
    app = open_app(study, PAGE)
    assert not app.exception
    assert "was cancelled" in app.info[0].value
    assert app.button(key="learnability_curves").label == "Measure the learning curves"


def test_both_answers_and_the_table_are_there_once_everything_is_measured(make_study, open_app):
    study = make_study(long_tailed(0, SUPPORT))
    app = measured(study, open_app)
    assert not app.exception
    text = plain(app)
    assert re.search(r"The words determine at least \d+ % \(\d+ to \d+ %\) of what", text)
    told = re.search(
        r"expected to add (−?\d\.\d\d) \((−?\d\.\d\d) to (−?\d\.\d\d)\) to macro-F1", text
    )
    low, high = (float(told[i].replace("−", "-")) for i in (2, 3))
    assert low <= float(told[1].replace("−", "-")) <= high
    frame = table_of(app)
    assert set(frame["class"]) == set(study.labelled.classes)
    assert frame["gain"].dropna().is_monotonic_decreasing
    assert frame.set_index("class").loc["class 5", "curve"].endswith("50 needed")
    assert "Drawn: 3 classes along a curve of their own" in text
    assert "Left out, because nothing can be carried on: 1 (" in text


@pytest.mark.parametrize(
    ("told", "first", "ascending"),
    [
        ("Twice the labels", "doubled", False),
        ("Labels needed", "needed", True),
        ("Share determined", "determined", False),
    ],
)
def test_the_table_tells_and_is_sorted_by_what_is_asked_for(
    make_study, open_app, told, first, ascending
):
    study = make_study(long_tailed(0, SUPPORT))
    app = measured(study, open_app)
    app.segmented_control(key="gains").set_value(told).run()
    assert not app.exception
    frame = table_of(app)
    assert len(frame.columns) <= 6
    values = frame[first].dropna()
    assert values.is_monotonic_increasing if ascending else values.is_monotonic_decreasing
    assert set(frame["class"]) == set(study.labelled.classes)


def test_the_way_to_the_planner_is_there_only_with_documents_to_draw_from(make_study, open_app):
    corpus = long_tailed(0, SUPPORT)
    leads = [
        "coverage" in [link.proto.page for link in measured(study, open_app).get("page_link")]
        for study in (make_study(corpus, make_corpus(corpus.texts)), make_study(corpus))
    ]
    assert leads == [True, False]


def test_what_was_measured_is_found_again_without_a_new_computation(make_study, open_app, home):
    study = make_study(long_tailed(0, SUPPORT))
    measured(study, open_app)
    begun = len(computations()._running)
    open_app(study, PAGE)
    assert len(computations()._running) == begun


def test_the_decision_moves_the_curves_without_a_new_measurement(make_study, open_app):
    study = make_study(long_tailed(0, SUPPORT))
    app = measured(study, open_app)
    begun = set(computations()._running)
    app = with_state(app, balance="in the decision", tau=0.6)
    assert not app.exception
    assert "at tau 0.5, the measured strength nearest to 0.6" in plain(app)
    assert set(computations()._running) == begun


def test_curves_of_balanced_trainings_say_so(make_study, open_app):
    study = make_study(long_tailed(0, SUPPORT))
    app = measured(study, open_app)
    assert "Decided with priors as learned." in plain(app)
    with_state(app, balance="in the training")
    wait_for_all()
    app.run()
    assert not app.exception
    assert "Trained with every class weighing the same." in plain(app)


@pytest.mark.parametrize("code", [1, 3, 5])
def test_a_chosen_class_says_what_more_labels_would_add(make_study, open_app, code):
    study = make_study(long_tailed(0, SUPPORT))
    app = with_state(measured(study, open_app), **{"class": f"class {code}"})
    assert not app.exception
    begins = {
        1: "class 1: 50 more labels would add",
        3: "if it does as the mean of",
        5: "What more labels would add to class 5 cannot be said",
    }
    assert begins[code] in plain(app)


def test_what_identical_texts_cannot_tell_is_not_shown_as_none(make_study, open_app):
    corpus = long_tailed(0, (60, 40, 20))
    assert len(set(corpus.texts)) == corpus.n_documents
    app = open_app(make_study(corpus), PAGE)
    assert not app.exception
    assert {each.label: each.value for each in app.metric}["Undecidable"] == "–"
    assert "No text occurs twice" in plain(app)
    wait_for_all()


def test_other_labels_needed_for_another_f1(make_study, open_app):
    study = make_study(long_tailed(0, SUPPORT))
    app = measured(study, open_app)
    assert app.select_slider(key="target").disabled
    app.segmented_control(key="gains").set_value("Labels needed").run()
    assert not app.select_slider(key="target").disabled
    before = table_of(app)["needed_interval"].tolist()
    app.select_slider(key="target").set_value(0.9).run()
    assert not app.exception
    assert table_of(app)["needed_interval"].tolist() != before


@pytest.mark.parametrize("kind", ["F1 by class size", "Recall by class size", "Log loss"])
def test_every_kind_of_curve_is_drawn(make_study, open_app, kind):
    study = make_study(long_tailed(0, SUPPORT))
    app = measured(study, open_app)
    app.segmented_control(key="curves").set_value(kind).run()
    assert not app.exception


def test_too_few_texts_give_the_reason_and_no_invented_figure(make_study, open_app):
    study = make_study(long_tailed(0, (60, 40, 20)))
    app = measured(study, open_app)
    assert not app.exception
    assert "A learning curve needs 200 at least" in app.info[0].value
    assert "120 documents only" in app.warning[0].value
    assert "gain" not in table_of(app)
    assert "Doubling" not in plain(app)


def test_tiny_classes_are_warned_of(make_study, open_app):
    texts = [f"word{i % 30} own{i}" for i in range(230)]
    names = ["big"] * 220 + [f"tiny {i // 2}" for i in range(8)] + ["once", "twice"]
    study = make_study(labelled(texts, names))
    app = measured(study, open_app)
    assert not app.exception
    warnings = " ".join(each.value for each in app.warning)
    assert "2 classes have a single text" in warnings
    assert "96 % of the documents are big" in warnings
    app.segmented_control(key="gains").set_value("Share determined").run()
    shares = table_of(app).set_index("class")["determined"]
    assert shares[["once", "twice"]].isna().all()
    assert shares[["big", "tiny 0"]].notna().all()


def test_class_names_are_shown_as_they_are(make_study, open_app):
    corpus = long_tailed(0, SUPPORT)
    names = [HOSTILE[code % len(HOSTILE)] + str(code) for code in corpus.codes]
    study = make_study(labelled(corpus.texts, names))
    app = with_state(measured(study, open_app), **{"class": names[0]})
    assert not app.exception
    assert set(table_of(app)["class"]) == set(names)
    assert names[0] in plain(app)


def test_the_page_classes_says_what_more_labels_add_once_the_curves_are_measured(
    make_study, open_app
):
    study = make_study(long_tailed(0, SUPPORT))
    before = with_state(open_app(study), **{"class": "class 3"})
    assert not before.exception
    assert "More labels:" not in plain(before)
    measured(study, open_app)
    after = with_state(open_app(study), **{"class": "class 3"})
    assert not after.exception
    assert "More labels: class 3: " in plain(after)
    assert "if it does as the mean of" in plain(after)
