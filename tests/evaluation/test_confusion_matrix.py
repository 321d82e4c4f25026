import numpy as np
import pytest

from analysis.evaluation.confusion import ConfusionCounts
from analysis.evaluation.confusion_matrix import confusion_matrix

CLASSES = ("bad", "bolt", "flange", "nut")
COUNTS = np.array([[90, 4, 0, 6], [5, 10, 5, 0], [8, 2, 0, 0], [0, 0, 0, 7]])
ORDER = np.array([2, 1, 3, 0])


@pytest.fixture
def confusion():
    return ConfusionCounts(COUNTS, CLASSES, reject_code=0)


def test_rows_and_columns_come_in_the_order_given(confusion):
    matrix = confusion_matrix(confusion, ORDER)
    assert matrix.classes == ("flange", "bolt", "nut", "bad")
    np.testing.assert_array_equal(matrix.counts, COUNTS[np.ix_(ORDER, ORDER)])
    np.testing.assert_array_equal(matrix.support, [10, 20, 7, 100])


@pytest.mark.parametrize(("scale", "value"), [("count", 8), ("share", 0.8)])
def test_values_are_counts_or_shares_of_the_true_class(confusion, scale, value):
    matrix = confusion_matrix(confusion, ORDER, scale)
    assert matrix.values[0, 3] == value


def test_the_diagonal_and_empty_cells_have_no_value(confusion):
    values = confusion_matrix(confusion, np.arange(4)).values
    np.testing.assert_array_equal(~np.isnan(values), (COUNTS > 0) & ~np.eye(4, dtype=bool))


def test_the_scale_ends_at_the_99th_percentile():
    counts = np.ones((40, 40), dtype=np.int64)
    counts[0, 1:] = 1000
    matrix = confusion_matrix(
        ConfusionCounts(counts, tuple(map(str, range(40)))), np.arange(40), "count"
    )
    off_diagonal = counts[~np.eye(40, dtype=bool)]
    assert matrix.cap == np.percentile(off_diagonal, 99)


def test_small_classes_are_left_out_and_what_they_hide_is_counted(confusion):
    matrix = confusion_matrix(confusion, ORDER, minimum_support=15)
    assert matrix.classes == ("bolt", "bad")
    assert np.nansum(confusion_matrix(confusion, ORDER, "count", 15).values) == 9
    assert matrix.not_shown == confusion.wrong.sum() - 9


def test_a_window_keeps_the_order_and_the_shares(confusion):
    matrix = confusion_matrix(confusion, ORDER, window=[0, 2])
    assert matrix.classes == ("flange", "bad")
    assert matrix.values[0, 1] == 0.8


def test_nothing_confused_has_no_scale():
    matrix = confusion_matrix(ConfusionCounts(np.diag([3, 4]), ("a", "b")), np.arange(2))
    assert np.isnan(matrix.cap)
    assert matrix.not_shown == 0


def test_no_class_is_left_above_a_large_minimum(confusion):
    matrix = confusion_matrix(confusion, ORDER, minimum_support=1000)
    assert (matrix.classes, matrix.not_shown) == ((), confusion.wrong.sum())
