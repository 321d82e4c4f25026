import numpy as np
import pytest

from analysis.evaluation.class_order import confusable_order, neighbours
from analysis.evaluation.confusion import ConfusionCounts


def planted(n_blocks=5, size=4, seed=0):
    """Blocks of classes confused among themselves, in a random order, the reject class first."""
    n = 1 + n_blocks * size
    rng = np.random.default_rng(seed)
    block = rng.permutation(np.repeat(np.arange(n_blocks), size))
    counts = np.where(block[:, None] == block, 10, rng.integers(0, 2, size=(n - 1, n - 1)))
    whole = np.full((n, n), 5)
    whole[1:, 1:] = counts + np.diag(np.full(n - 1, 50))
    return ConfusionCounts(whole, tuple(f"c{k}" for k in range(n)), 0), np.array([-1, *block])


@pytest.mark.parametrize("seed", range(5))
def test_confused_classes_are_neighbours(seed):
    confusion, block = planted(seed=seed)
    ordered = block[confusable_order(confusion)]
    assert (np.diff(ordered[:-1]) != 0).sum() == 4


def test_every_class_has_one_place_and_the_reject_class_the_last():
    confusion, _ = planted()
    order = confusable_order(confusion)
    np.testing.assert_array_equal(np.sort(order), np.arange(confusion.n_classes))
    assert order[-1] == 0


def test_the_neighbourhood_does_not_depend_on_the_order_of_classes():
    confusion, _ = planted()
    shuffled = np.random.default_rng(9).permutation(confusion.n_classes)
    permuted = ConfusionCounts(
        confusion.counts[np.ix_(shuffled, shuffled)],
        tuple(confusion.classes[k] for k in shuffled),
        int(np.flatnonzero(shuffled == 0)[0]),
    )
    blocks = [
        {frozenset(names[i : i + 4]) for i in range(0, 20, 4)}
        for c in (confusion, permuted)
        for names in [[c.classes[k] for k in confusable_order(c)]]
    ]
    assert blocks[0] == blocks[1]


def test_classes_confused_with_none_follow_by_support_before_the_reject_class():
    counts = np.diag([7, 3, 9, 5, 20])
    counts[1, 3] = 1
    counts[0, 4] = 1
    order = confusable_order(ConfusionCounts(counts, tuple("abcde"), reject_code=4))
    np.testing.assert_array_equal(order, [1, 3, 2, 0, 4])


@pytest.mark.parametrize("reject_code", [None, 0])
@pytest.mark.parametrize("counts", [np.diag([3, 4]), np.array([[3, 1], [2, 4]]), np.zeros((2, 2))])
def test_two_classes_have_an_order(counts, reject_code):
    confusion = ConfusionCounts(counts.astype(np.int64), ("a", "b"), reject_code)
    assert sorted(confusable_order(confusion)) == [0, 1]


@pytest.mark.parametrize(
    ("code", "n_classes", "window"),
    [(5, 3, [4, 5, 6]), (0, 3, [0, 1, 2]), (9, 4, [6, 7, 8, 9]), (3, 50, list(range(10)))],
)
def test_neighbours_surround_a_class(code, n_classes, window):
    np.testing.assert_array_equal(neighbours(np.arange(10), code, n_classes), window)
