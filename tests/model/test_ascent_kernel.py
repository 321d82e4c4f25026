import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.special import lambertw, rel_entr, softmax

from analysis.model.ascent_kernel import MIN_DUAL, divergence, exp32, log32, solve


def solved(logits, curvature, dual):
    new, step, slope = (np.empty_like(dual) for _ in range(3))
    solve(logits, np.float32(curvature), dual, new, np.log(dual), step, slope)
    return new.astype(np.float64)


def reference(logits, curvature, dual):
    """Bisection for lambda, Lambert's W for each class, in float64."""
    u = logits.astype(np.float64) + curvature * dual.astype(np.float64)

    def duals(level):
        t = np.log(curvature) + u - level
        # W(exp t), by its asymptote where exp overflows.
        y = np.where(t < 500, lambertw(np.exp(np.minimum(t, 500))).real, t - np.log(abs(t) + 1e-9))
        return y / curvature

    lowest, highest = u.max() - curvature - 1, u.max() + np.log(len(u)) + 1
    return duals(brentq(lambda level: duals(level).sum() - 1, lowest, highest, xtol=1e-12))


def kl(p, logits):
    return rel_entr(p.astype(np.float64), softmax(logits.astype(np.float64))).sum()


@pytest.mark.parametrize("n_classes", [2, 17, 133])
@pytest.mark.parametrize("curvature", [1e-4, 0.1, 1, 10, 300])
@pytest.mark.parametrize("spread", [0.1, 3, 20])
@pytest.mark.parametrize("concentration", [0.02, 1])
def test_the_solution_is_that_of_bisection(n_classes, curvature, spread, concentration):
    rng = np.random.default_rng(0)
    for _ in range(5):
        logits = rng.normal(0, spread, n_classes).astype(np.float32)
        dual = rng.dirichlet(np.full(n_classes, concentration)).astype(np.float32)
        dual = np.maximum(dual, MIN_DUAL)
        np.testing.assert_allclose(
            solved(logits, curvature, dual), reference(logits, curvature, dual), atol=3e-5
        )


@pytest.mark.parametrize("curvature", [0.01, 1, 100, 10_000])
def test_a_document_is_solved_from_certainty_of_a_wrong_class(curvature):
    logits = np.array([0, 30, 1, 2], dtype=np.float32)
    dual = np.array([1, MIN_DUAL, MIN_DUAL, MIN_DUAL], dtype=np.float32)
    new = solved(logits, curvature, dual)
    np.testing.assert_allclose(new, reference(logits, curvature, dual), atol=3e-5)


def test_the_posterior_is_the_only_fixed_point():
    logits = np.random.default_rng(0).normal(0, 3, 50).astype(np.float32)
    posterior = softmax(logits.astype(np.float64)).astype(np.float32)
    for curvature in (0.1, 10, 1000):
        np.testing.assert_allclose(solved(logits, curvature, posterior), posterior, rtol=1e-4)
        other = np.roll(posterior, 1)
        assert np.abs(solved(logits, curvature, other) - other).max() > 1e-5


@pytest.mark.parametrize("noise", [1e-3, 0.3, 5])
def test_divergence_is_kl_between_duals_and_posterior(noise):
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 3, 133).astype(np.float32)
    dual = softmax(logits + rng.normal(0, noise, 133)).astype(np.float32)
    apart, entropy, mean_logit = divergence(logits, dual, np.empty_like(dual), np.empty_like(dual))
    expected = kl(dual, logits)
    # To second order, where no class is further than a factor e from its posterior.
    assert apart == pytest.approx(expected, rel=0.3 if noise < 1 else 1e-4, abs=1e-7)
    assert entropy == pytest.approx(-(dual * np.log(dual)).sum(), rel=1e-5)
    assert mean_logit == pytest.approx((dual * logits).sum(), rel=1e-4)


def test_a_dual_of_nearly_zero_does_not_hide_a_divergence():
    logits = np.zeros(3, dtype=np.float32)
    dual = np.array([0.5, 0.5, MIN_DUAL], dtype=np.float32)
    apart, _, _ = divergence(logits, dual, np.empty_like(dual), np.empty_like(dual))
    assert apart == pytest.approx(np.log(1.5), rel=1e-4)


def test_exp32_is_exact_to_float32():
    arguments = np.linspace(-87, 87, 20_001).astype(np.float32)
    values = np.array([exp32(x) for x in arguments], dtype=np.float64)
    np.testing.assert_allclose(values, np.exp(arguments.astype(np.float64)), rtol=3e-7)


def test_exp32_stays_within_the_normal_numbers_of_float32():
    values = np.array([exp32(np.float32(x)) for x in (-1e4, 1e4)])
    assert np.isfinite(values).all()
    assert (values >= np.finfo(np.float32).tiny).all()


def test_log32_is_exact_to_float32():
    arguments = np.exp(np.linspace(-87, 87, 20_001)).astype(np.float32)
    values = np.array([log32(x) for x in arguments], dtype=np.float64)
    np.testing.assert_allclose(values, np.log(arguments.astype(np.float64)), rtol=3e-7, atol=1e-7)
