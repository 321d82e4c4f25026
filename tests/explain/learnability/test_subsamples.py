import numpy as np
import pytest

from analysis.explain.learnability.subsamples import nested_positions


def test_a_share_holds_that_share_of_every_class():
    codes = np.repeat([0, 1, 2], [80, 40, 8])
    positions = nested_positions(codes, np.arange(len(codes)), seed=0)
    for share in (1 / 8, 1 / 4, 1 / 2, 3 / 4):
        np.testing.assert_array_equal(
            np.bincount(codes[positions < share]), share * np.array([80, 40, 8])
        )


def test_all_documents_are_below_one_and_none_below_zero():
    positions = nested_positions(np.zeros(7, dtype=int), np.arange(7), seed=3)
    assert positions.min() >= 0
    assert positions.max() < 1


def test_identical_documents_are_never_separated():
    groups = np.repeat(np.arange(30), 3)
    positions = nested_positions(np.repeat([0, 1], 45), groups, seed=1)
    assert len(np.unique(positions)) == 30
    assert (positions.reshape(30, 3) == positions[::3, None]).all()


def test_a_rare_class_is_rounded_up_as_often_as_its_share_asks():
    codes = np.repeat([0, 1], [97, 3])
    held = [
        (nested_positions(codes, np.arange(100), seed)[97:] < 1 / 8).sum() for seed in range(400)
    ]
    assert set(held) == {0, 1}
    assert np.mean(held) == pytest.approx(3 / 8, abs=0.08)


def test_another_seed_gives_another_subsample():
    codes = np.zeros(50, dtype=int)
    first, second = (nested_positions(codes, np.arange(50), seed) < 0.5 for seed in (0, 1))
    assert (first != second).any()
