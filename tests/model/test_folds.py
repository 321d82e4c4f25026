import numpy as np
import pytest

from analysis.model.folds import stratified_group_folds

CODES = np.repeat([0, 1, 2, 3], [500, 83, 10, 2])
SINGLE = np.arange(len(CODES))


@pytest.mark.parametrize("n_folds", [2, 5, 10])
def test_every_class_and_the_whole_are_dealt_evenly(n_folds):
    folds = stratified_group_folds(CODES, SINGLE, n_folds, seed=0)
    for k in range(4):
        counts = np.bincount(folds[CODES == k], minlength=n_folds)
        assert counts.max() - counts.min() <= 1
    whole = np.bincount(folds)
    assert whole.max() - whole.min() <= 1


def test_identical_documents_are_never_separated():
    groups = np.random.default_rng(0).integers(0, 100, size=len(CODES))
    folds = stratified_group_folds(CODES, groups, 5, seed=0)
    for group in np.unique(groups):
        assert len(set(folds[groups == group])) == 1


def test_big_groups_are_spread_over_the_folds():
    sizes = [50, 50, 50, 50, 50] + [1] * 20
    groups = np.repeat(np.arange(25), sizes)
    folds = stratified_group_folds(np.zeros(len(groups), dtype=int), groups, 5, seed=0)
    np.testing.assert_array_equal(np.bincount(folds), [54] * 5)


def test_the_seed_decides():
    first, again, other = (stratified_group_folds(CODES, SINGLE, 5, seed=s) for s in (0, 0, 1))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_a_class_smaller_than_the_folds_keeps_documents_to_train_on():
    folds = stratified_group_folds(CODES, SINGLE, 5, seed=0)
    assert len(set(folds[CODES == 3])) == 2
