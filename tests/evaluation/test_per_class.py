import numpy as np
import pytest
from sklearn.metrics import precision_recall_fscore_support

from analysis.evaluation.confusion import ConfusionCounts, confusion_counts
from analysis.evaluation.per_class import per_class

CLASSES = ("bad", "bolt", "flange", "nut", "pipe")
COUNTS = np.array(
    [[90, 4, 0, 6, 0], [5, 10, 5, 0, 0], [8, 2, 0, 0, 0], [0, 0, 0, 7, 0], [0, 0, 0, 0, 0]]
)
FIGURES = ("precision", "recall", "f1")


@pytest.fixture
def figures():
    return per_class(ConfusionCounts(COUNTS, CLASSES, reject_code=0))


@pytest.mark.parametrize("seed", range(3))
def test_figures_agree_with_sklearn(seed):
    codes, decided = np.random.default_rng(seed).integers(0, 12, size=(2, 400))
    found = per_class(confusion_counts(codes, decided, tuple("abcdefghijkl")))
    expected = precision_recall_fscore_support(codes, decided)
    for name, values in zip((*FIGURES, "support"), expected, strict=True):
        np.testing.assert_allclose(getattr(found, name), values)


@pytest.mark.parametrize("name", FIGURES)
def test_intervals_hold_their_figure_and_are_undefined_with_it(figures, name):
    value, low, high = (getattr(figures, name + end) for end in ("", "_low", "_high"))
    defined = ~np.isnan(value)
    assert ((low <= value) & (value <= high))[defined].all()
    np.testing.assert_array_equal(np.isnan(low), ~defined)
    np.testing.assert_array_equal(np.isnan(high), ~defined)


def test_f1_of_a_class_that_is_predicted_but_never_rightly_is_0(figures):
    assert (figures.precision[2], figures.recall[2], figures.f1[2]) == (0, 0, 0)


def test_a_class_never_predicted_has_f1_0_and_no_precision():
    found = per_class(ConfusionCounts(np.array([[9, 0], [3, 0]]), ("a", "b")))
    assert np.isnan(found.precision[1])
    assert (found.recall[1], found.f1[1]) == (0, 0)
    assert found.reasons() == ["", "never predicted"]


def test_a_class_without_labels_and_decisions_is_undefined_throughout(figures):
    assert np.isnan([figures.precision[4], figures.recall[4], figures.f1[4]]).all()
    assert figures.reasons() == ["", "", "", "", "no labels, never predicted"]


def test_a_class_with_decisions_but_no_labels_has_no_recall():
    found = per_class(ConfusionCounts(np.array([[9, 2], [0, 0]]), ("a", "b")))
    assert np.isnan(found.recall[1])
    assert (found.precision[1], found.f1[1]) == (0, 0)
    assert found.reasons()[1] == "no labels"


def test_documents_lost_to_the_reject_class(figures):
    np.testing.assert_array_equal(figures.lost_to_reject, [0, 5, 8, 0, 0])


def test_without_a_reject_class_nothing_is_said_to_be_lost_to_it():
    found = per_class(ConfusionCounts(COUNTS, CLASSES))
    assert found.lost_to_reject is None
    assert found.frame()["lost_to_reject"].isna().all()


def test_the_most_frequent_wrong_class_is_named_or_missing(figures):
    np.testing.assert_array_equal(figures.most_confused_with, [3, 0, 0, -1, -1])
    np.testing.assert_array_equal(figures.lost_to_it, [6, 5, 8, 0, 0])
    names = figures.frame()["most_confused_with"]
    assert names[:3].tolist() == ["nut", "bad", "bad"]
    assert names[3:].isna().all()


def test_the_frame_has_a_row_a_class_in_their_order(figures):
    frame = figures.frame()
    assert tuple(frame["class"]) == CLASSES
    np.testing.assert_array_equal(frame["f1"], figures.f1)
    np.testing.assert_array_equal(frame["support"], COUNTS.sum(axis=1))


def test_permuting_the_classes_permutes_the_figures(figures):
    order = np.array([3, 0, 4, 2, 1])
    permuted = per_class(
        ConfusionCounts(COUNTS[np.ix_(order, order)], tuple(CLASSES[k] for k in order), 1)
    )
    for name in (*FIGURES, "f1_low", "f1_high", "support", "lost_to_reject", "lost_to_it"):
        np.testing.assert_array_equal(getattr(permuted, name), getattr(figures, name)[order])
