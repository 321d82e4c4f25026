import numpy as np
import pytest

from analysis.evaluation.confused_pairs import pairs_beside, pairs_of_class, pairs_with_words
from analysis.evaluation.confusion import ConfusionCounts

CLASSES = ("bad", "socket screw", "hex bolt (M8)", "ẞtahl+")
CURRENT = ConfusionCounts(
    np.array([[50, 1, 0, 0], [7, 90, 3, 0], [2, 4, 9, 0], [0, 0, 5, 5]]), CLASSES, 0
)
BASELINE = ConfusionCounts(
    np.array([[51, 0, 0, 0], [9, 91, 0, 0], [8, 1, 6, 0], [2, 0, 0, 8]]), CLASSES, 0
)


@pytest.fixture
def pairs():
    return pairs_beside(CURRENT, BASELINE)


def test_every_pair_has_its_count_under_the_baseline(pairs):
    for row in pairs.itertuples():
        true, decided = CLASSES.index(row.true), CLASSES.index(row.decided)
        assert row.count == CURRENT.counts[true, decided] > 0
        assert row.baseline == BASELINE.counts[true, decided]


def test_pairs_beside_themselves_differ_nowhere():
    pairs = pairs_beside(CURRENT, CURRENT)
    assert (pairs["baseline"] == pairs["count"]).all()


def test_without_any_confusion_the_list_is_empty_and_can_be_searched():
    right = ConfusionCounts(np.diag([3, 2]), ("a", "b"))
    pairs = pairs_beside(right, right)
    assert pairs.empty
    assert pairs_with_words(pairs, "a").empty


@pytest.mark.parametrize("code", range(4))
def test_pairs_of_class_are_those_with_the_class_on_either_side(pairs, code):
    found = pairs_of_class(pairs, code)
    left_out = pairs.drop(found.index)
    assert (found[["true", "decided"]] == CLASSES[code]).any(axis=1).all()
    assert not (left_out[["true", "decided"]] == CLASSES[code]).any(axis=None)


@pytest.mark.parametrize("wanted", ["", "   "])
def test_no_word_keeps_all_pairs(pairs, wanted):
    assert pairs_with_words(pairs, wanted).equals(pairs)


@pytest.mark.parametrize(
    ("wanted", "n_found"),
    [
        ("socket", 4),
        ("SCREW bolt", 2),
        ("bolt screw", 2),
        ("ssTAHL", 1),
        ("socket nowhere", 0),
        # The two names are not one text.
        ("screwhex", 0),
    ],
)
def test_all_words_are_wanted_in_any_order_and_case(pairs, wanted, n_found):
    assert len(pairs_with_words(pairs, wanted)) == n_found


@pytest.mark.parametrize(("wanted", "n_found"), [("(M8)", 4), ("+", 1), (".*", 0), ("[", 0)])
def test_no_sign_has_a_meaning_of_its_own(pairs, wanted, n_found):
    assert len(pairs_with_words(pairs, wanted)) == n_found


def test_searches_keep_the_order(pairs):
    assert pairs_with_words(pairs, "bad").index.is_monotonic_increasing
    assert pairs_of_class(pairs, 0).index.is_monotonic_increasing
