import warnings

import numpy as np
import pytest
from scipy import stats

from analysis.evaluation.intervals import (
    effective_counts,
    f1_interval,
    paired_difference,
    wilson,
)


@pytest.mark.parametrize(("s", "n"), [(0, 10), (1, 10), (5, 10), (10, 10), (90, 3000)])
def test_wilson_agrees_with_scipy(s, n):
    expected = stats.binomtest(s, n).proportion_ci(0.95, method="wilson")
    np.testing.assert_allclose(wilson(s, n), (expected.low, expected.high), atol=1e-12)


def test_nothing_counted_has_no_interval_and_warns_of_nothing():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        low, high = wilson([0, 3], [0, 7])
    assert np.isnan([low[0], high[0]]).all()
    assert 0 < low[1] < 3 / 7 < high[1] < 1


def test_wilson_at_the_ends_is_exact():
    n = np.arange(1, 4000)
    assert (wilson(np.zeros_like(n), n)[0] == 0).all()
    assert (wilson(n, n)[1] == 1).all()


def coverage(bounds, truth):
    low, high = bounds
    return np.mean((low <= truth) & (truth <= high))


@pytest.mark.parametrize("share", [0.05, 0.2, 0.5, 0.9])
def test_wilson_covers_the_share(share):
    s = np.random.default_rng(0).binomial(30, share, size=20_000)
    assert 0.92 <= coverage(wilson(s, np.full(s.shape, 30)), share) <= 0.99


@pytest.mark.parametrize(("recall", "false_alarms"), [(0.2, 4), (0.5, 2), (0.8, 3), (0.05, 1)])
def test_f1_interval_covers_at_support_10(recall, false_alarms):
    """10 labels on average, in a corpus of 2,000 documents that is drawn anew each time."""
    shares = np.array([10 * recall, 10 * (1 - recall), false_alarms, 1990 - false_alarms])
    draws = np.random.default_rng(1).multinomial(2000, shares / shares.sum(), size=20_000)
    tp, fn, fp = draws[:, 0], draws[:, 1], draws[:, 2]
    truth = 2 * shares[0] / (2 * shares[0] + shares[1] + shares[2])
    assert coverage(f1_interval(tp, fp, fn), truth) >= 0.93


def test_f1_interval_holds_f1():
    tp, fp, fn = np.random.default_rng(2).integers(0, 30, size=(3, 500))
    low, high = f1_interval(tp, fp, fn)
    counted = tp + fp + fn > 0
    f1 = (2 * tp / np.maximum(2 * tp + fp + fn, 1))[counted]
    assert ((low[counted] <= f1) & (f1 <= high[counted])).all()


def test_a_class_never_predicted_still_has_an_interval_of_f1():
    low, high = f1_interval(0, 0, 10)
    assert low == 0
    assert 0.3 < high < 0.5


def test_f1_interval_of_a_class_that_does_not_occur_is_undefined():
    assert np.isnan(f1_interval(0, 0, 0)).all()


@pytest.mark.parametrize("shares", [(0.02, 0.02), (0.1, 0.02), (0.0, 0.05), (0.2, 0.3)])
def test_paired_difference_covers(shares):
    up, down = shares
    draws = np.random.default_rng(3).multinomial(200, [up, down, 1 - up - down], size=20_000)
    bounds = paired_difference(draws[:, 0], draws[:, 1], np.full(20_000, 200))
    assert coverage(bounds, up - down) >= 0.94


def test_paired_difference_changes_sign_with_the_order():
    low, high = paired_difference([5, 40], [20, 0], [100, 40])
    swapped_low, swapped_high = paired_difference([20, 0], [5, 40], [100, 40])
    np.testing.assert_allclose((low, high), (-swapped_high, -swapped_low))


def test_paired_difference_of_no_document_is_undefined():
    assert np.isnan(paired_difference(0, 0, 0)).all()


def test_counts_stay_as_they_are_and_unequal_weights_count_as_fewer():
    counts, n = np.array([1, 49, 0]), np.array([49, 49, 0])
    np.testing.assert_array_equal(effective_counts(counts, n, n), counts)
    weights = np.array([1.0, 1.0, 8.0])
    whole, squares = weights.sum(), (weights**2).sum()
    assert effective_counts(whole, whole, squares) == pytest.approx(100 / 66)
    assert effective_counts(8.0, whole, squares) == pytest.approx(0.8 * 100 / 66)
