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
