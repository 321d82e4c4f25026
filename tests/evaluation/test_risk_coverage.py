"""The risk-coverage curve against counting document by document."""

import numpy as np
import pytest

from analysis.evaluation.risk_coverage import N_POINTS, risk_coverage


@pytest.mark.parametrize("seed", range(5))
def test_the_curve_is_that_of_counting(seed):
    rng = np.random.default_rng(seed)
    evidence, right = rng.normal(size=40).round(1), rng.random(40) < 0.6
    curve = risk_coverage(evidence, right)
    assert len(curve.coverage) == len(np.unique(evidence))
    for coverage, risk, bound in zip(
        curve.coverage, curve.risk, np.unique(evidence)[::-1], strict=True
    ):
        taken = evidence >= bound
        assert coverage == pytest.approx(taken.mean())
        assert risk == pytest.approx((~right[taken]).mean())


def test_perfect_evidence_has_no_risk_until_only_errors_are_left():
    right = np.array([True] * 7 + [False] * 3)
    curve = risk_coverage(np.arange(10.0)[::-1], right)
    assert curve.at(0.7) == 0
    assert curve.at(1.0) == pytest.approx(0.3)


def test_risk_is_undefined_without_documents():
    assert np.isnan(risk_coverage(np.empty(0), np.empty(0, dtype=bool)).at(0.5))


def test_a_long_curve_is_thinned_and_keeps_its_end():
    rng = np.random.default_rng(0)
    curve = risk_coverage(rng.normal(size=5000), rng.random(5000) < 0.5)
    thin = curve.thinned()
    assert len(thin.coverage) == N_POINTS
    assert (thin.coverage[-1], thin.risk[-1]) == (curve.coverage[-1], curve.risk[-1])
    assert np.isin(thin.coverage, curve.coverage).all()


def drawn_curve(seed=0, n=60):
    rng = np.random.default_rng(seed)
    return rng, rng.normal(size=n).round(1), rng.random(n) < 0.6


def test_weights_of_one_change_no_point():
    _, evidence, right = drawn_curve()
    plain, ones = (risk_coverage(evidence, right, w) for w in (None, np.ones(60)))
    np.testing.assert_array_equal(ones.coverage, plain.coverage)
    np.testing.assert_array_equal(ones.risk, plain.risk)


def test_whole_weights_are_repeated_documents():
    rng, evidence, right = drawn_curve()
    times = rng.integers(1, 5, size=60)
    rows = np.repeat(np.arange(60), times)
    weighed = risk_coverage(evidence, right, times.astype(float))
    copied = risk_coverage(evidence[rows], right[rows])
    np.testing.assert_allclose(weighed.coverage, copied.coverage)
    np.testing.assert_allclose(weighed.risk, copied.risk)
    assert weighed.coverage[-1] == 1


def test_weights_bring_the_curve_of_a_sample_nearer_to_that_of_the_whole():
    """A tenth of the documents is hard, and half of the labels are drawn from it."""
    rng = np.random.default_rng(1)
    n = 20_000
    hard = rng.random(n) < 0.1
    evidence = rng.normal(size=n)
    right = rng.random(n) < 1 / (1 + np.exp(-(np.where(hard, -1.5, 2.0) + evidence)))
    chance = np.where(hard, 0.25, 0.25 / 9)
    levels = [0.2, 0.5, 0.8, 1.0]
    truth = np.array([risk_coverage(evidence, right).at(level) for level in levels])
    errors = np.zeros(2)
    for _ in range(20):
        rows = rng.random(n) < chance
        for i, weights in enumerate((None, 1 / chance[rows])):
            curve = risk_coverage(evidence[rows], right[rows], weights)
            errors[i] += np.abs([curve.at(level) for level in levels] - truth).mean()
    assert errors[1] < errors[0] / 4
