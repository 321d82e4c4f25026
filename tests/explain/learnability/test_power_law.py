import numpy as np
import pytest

from analysis.explain.learnability.power_law import EXPONENTS, HORIZON, PowerLaws, fit_power_laws

SIZES = np.array([100.0, 150, 200, 300, 400, 600, 800])


def law(a, b, c):
    return PowerLaws(np.array(a), np.array(b), np.array(c))


@pytest.mark.parametrize(
    ("a", "b", "c"), [(0.1, 3.0, 0.5), (0.0, 5.0, 0.3), (0.2, 40.0, 1.0), (1.0, -1e-4, -1.0)]
)
def test_a_law_without_noise_is_found(a, b, c):
    found = fit_power_laws(SIZES, (a + b * SIZES**-c)[None])
    np.testing.assert_allclose(
        [found.a[0], found.b[0], found.c[0]], [a, b, c], rtol=1e-6, atol=1e-9
    )


def test_many_curves_are_fitted_at_once_each_as_if_alone():
    curves = 0.1 + np.random.default_rng(0).random((5, 2, len(SIZES)))
    together = fit_power_laws(SIZES, curves)
    alone = fit_power_laws(SIZES, curves[3, 1][None])
    assert together.a.shape == (5, 2)
    for name in ("a", "b", "c"):
        assert getattr(together, name)[3, 1] == pytest.approx(getattr(alone, name)[0], abs=1e-9)


def test_the_fit_is_the_best_of_all_exponents_by_an_independent_search():
    curve = np.array([0.9, 0.7, 0.6, 0.5, 0.47, 0.4, 0.37])
    found = fit_power_laws(SIZES, curve[None])
    left = ((found.errors(SIZES) - curve) ** 2).sum()
    others = []
    for c in EXPONENTS[EXPONENTS > 0]:
        x = np.column_stack([np.ones(len(SIZES)), SIZES**-c])
        solution, residual, *_ = np.linalg.lstsq(x, curve, rcond=None)
        others.append(residual[0] if (solution >= 0).all() else np.inf)
    assert left == pytest.approx(min(others))


def test_errors_never_rise_with_the_number_of_labels():
    rising = np.linspace(0.2, 0.5, len(SIZES))
    found = fit_power_laws(SIZES, rising[None])
    assert found.b[0] == 0
    assert found.errors(np.array([5000.0]))[0] == pytest.approx(rising.mean())


@pytest.mark.parametrize("seed", range(20))
def test_no_law_falls_below_zero_within_its_horizon(seed):
    curve = np.sort(np.random.default_rng(seed).random(len(SIZES)))[::-1]
    found = fit_power_laws(SIZES, curve[None])
    n = np.linspace(SIZES[0], HORIZON * SIZES[-1], 50)
    assert (found.a + found.b * n**-found.c >= -1e-9).all()


def test_labels_needed_is_the_inverse_of_errors():
    laws = law([0.1, 1.0], [3.0, -1e-4], [0.5, -1.0])
    needed = laws.labels_needed(0.3)
    np.testing.assert_allclose(laws.errors(needed), 0.3)


def test_an_error_below_the_limit_is_never_reached():
    assert law(0.2, 3.0, 0.5).labels_needed(0.1) == np.inf


@pytest.mark.parametrize(("error", "labels"), [(0.4, 0), (0.2, np.inf)])
def test_a_constant_is_reached_at_once_or_never(error, labels):
    assert law(0.3, 0.0, 0.5).labels_needed(error) == labels
