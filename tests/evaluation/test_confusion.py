import numpy as np
import pytest
from scipy import stats
from sklearn.metrics import confusion_matrix

from analysis.evaluation.confusion import ConfusionCounts, confusion_counts

CLASSES = ("bad", "bolt", "flange", "nut")
COUNTS = np.array([[90, 4, 0, 6], [5, 10, 5, 0], [8, 2, 0, 0], [0, 0, 0, 0]])


@pytest.fixture
def confusion():
    return ConfusionCounts(COUNTS, CLASSES, reject_code=0)


def test_counts_agree_with_sklearn():
    codes, decided = np.random.default_rng(0).integers(0, 4, size=(2, 300)).astype(np.int32)
    counts = confusion_counts(codes, decided, CLASSES).counts
    np.testing.assert_array_equal(counts, confusion_matrix(codes, decided, labels=range(4)))


def test_rows_sum_to_the_support_and_columns_to_what_was_predicted(confusion):
    np.testing.assert_array_equal(confusion.support, [100, 20, 10, 0])
    np.testing.assert_array_equal(confusion.predicted, [103, 16, 5, 6])
    np.testing.assert_array_equal(confusion.correct, [90, 10, 0, 0])


def test_wrong_has_an_empty_diagonal_and_leaves_the_counts_alone(confusion):
    assert not np.diagonal(confusion.wrong).any()
    assert confusion.wrong.sum() + confusion.correct.sum() == confusion.counts.sum()


def test_row_shares_sum_to_one_or_are_undefined(confusion):
    np.testing.assert_allclose(confusion.row_shares().sum(axis=1), [1, 1, 1, np.nan])


def test_leaving_out_reject_documents_keeps_decisions_for_the_reject_class(confusion):
    without = confusion.without_reject_documents()
    np.testing.assert_array_equal(without.support, [0, 20, 10, 0])
    np.testing.assert_array_equal(without.counts[1:], COUNTS[1:])


def test_without_a_reject_class_nothing_is_left_out():
    confusion = ConfusionCounts(COUNTS, CLASSES)
    assert confusion.without_reject_documents() is confusion


def test_pairs_come_most_frequent_first_and_equal_counts_by_share(confusion):
    pairs = confusion.pairs_frame()[["true", "decided", "count"]].to_numpy().tolist()
    assert pairs == [
        ["flange", "bad", 8],
        ["bad", "nut", 6],
        ["bolt", "bad", 5],
        ["bolt", "flange", 5],
        ["bad", "bolt", 4],
        ["flange", "bolt", 2],
    ]


def test_a_pair_knows_its_share_and_the_other_direction(confusion):
    pair = confusion.pairs_frame().iloc[2]
    expected = stats.binomtest(5, 20).proportion_ci(0.95, method="wilson")
    assert (pair["support"], pair["share"], pair["reverse"]) == (20, 0.25, 4)
    assert (pair["share_low"], pair["share_high"]) == pytest.approx((expected.low, expected.high))
    assert (pair["true_code"], pair["decided_code"]) == (1, 0)


def test_pairs_hold_every_error_once(confusion):
    assert confusion.pairs_frame()["count"].sum() == confusion.wrong.sum()


def test_no_error_no_pair():
    confusion = ConfusionCounts(np.diag([3, 0, 2, 1]), CLASSES)
    assert confusion.pairs_frame().empty


def test_documents_not_decided_count_for_their_class_and_for_no_decision():
    codes, decided = np.array([0, 0, 1, 2]), np.array([0, -1, -1, 1])
    confusion = confusion_counts(codes, decided, CLASSES, reject_code=0)
    assert confusion.counts.sum() == 2
    np.testing.assert_array_equal(confusion.support[:3], [2, 1, 1])
    np.testing.assert_array_equal(confusion.abstained[:3], [1, 1, 0])
    assert confusion.without_reject_documents().support[0] == 0
