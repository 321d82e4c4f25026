import numpy as np
import pytest

from analysis.explain.learnability.curve_figures import CurveFigure
from analysis.explain.learnability.extrapolation import extrapolate

SIZES = 800 * np.array([1 / 8, 3 / 16, 1 / 4, 3 / 8, 1 / 2, 3 / 4, 1])


def curve(a, b, c, noise=0.0, seed=0, *, rises=True):
    errors = a + b * SIZES**-c
    errors = errors + noise * np.random.default_rng(seed).standard_normal(len(SIZES))
    return CurveFigure(
        sizes=SIZES,
        values=1 - errors if rises else errors,
        covariance=noise**2 * np.eye(len(SIZES)),
        labels=1000.0,
    )


def test_a_known_law_is_recovered_without_noise():
    law = extrapolate(curve(0.1, 3.0, 0.5))
    for estimate, truth in (
        (law.at(3000), 0.9 - 3 * 3000**-0.5),
        (law.at(1000), 0.9 - 3 * 1000**-0.5),
    ):
        assert estimate.value == pytest.approx(truth, abs=1e-6)
        assert estimate.high - estimate.low < 1e-6


@pytest.mark.parametrize(("a", "b", "c"), [(0.1, 3.0, 0.5), (0.3, 60.0, 1.0), (1.1, -0.05, -0.3)])
def test_noisy_laws_are_covered_by_their_intervals(a, b, c):
    """The 90 % intervals of the law's numbers and of the figure ahead, over 60 curves."""
    truth = 1 - a - b * 2400**-c
    covered = []
    for seed in range(60):
        law = extrapolate(curve(a, b, c, noise=0.004, seed=seed), seed=seed)
        ahead = law.at(2400, confidence=0.9)
        numbers = zip((law.laws.a, law.laws.b, law.laws.c), (a, b, c), strict=True)
        within = [
            np.quantile(d, 0.05) - 1e-9 <= v <= np.quantile(d, 0.95) + 1e-9 for d, v in numbers
        ]
        covered.append([ahead.low <= truth <= ahead.high, *within])
    assert (np.mean(covered, axis=0) >= 0.8).all()


def test_nothing_is_said_beyond_four_times_the_labels_of_the_largest_models():
    law = extrapolate(curve(0.1, 3.0, 0.5))
    assert law.most_labels == 3200
    assert np.isfinite(law.at(3200).value)
    assert np.isnan(law.at(3201).value)
    assert np.isnan(law.gain(3201).value)


def test_the_fan_gets_wider_with_the_distance():
    law = extrapolate(curve(0.1, 3.0, 0.5, noise=0.01))
    widths = [law.at(n).high - law.at(n).low for n in (800, 1600, 3200)]
    assert widths == sorted(widths)


def test_a_figure_that_obeys_no_law_is_uncertain_beyond_its_noise():
    straight, bent = curve(0.1, 3.0, 0.5), curve(0.1, 3.0, 0.5)
    bent.values[:] = np.array([0.05, 0.06, 0.2, 0.5, 0.7, 0.72, 0.73])
    widths = [law.at(1600).high - law.at(1600).low for law in map(extrapolate, (straight, bent))]
    assert widths[1] > 100 * widths[0]


def test_a_falling_figure_gains_what_it_falls_by():
    law = extrapolate(curve(0.5, 30.0, 0.5, rises=False), rises=False)
    assert law.gain(2000).value == pytest.approx(30 * (1000**-0.5 - 2000**-0.5), abs=1e-6)


def test_labels_needed_are_found_or_more_than_can_be_said():
    law = extrapolate(curve(0.1, 3.0, 0.5, noise=0.002))
    needed = law.labels_needed(0.9 - 3 * 1600**-0.5)
    assert needed.low <= 1600 <= needed.high
    assert law.labels_needed(0.89).value == np.inf
    assert law.labels_needed(0.5).high < law.figure.labels


def test_a_class_that_is_never_found_is_not_expected_to_be():
    flat = CurveFigure(sizes=SIZES, values=np.zeros(7), covariance=np.zeros((7, 7)), labels=1000.0)
    law = extrapolate(flat)
    assert law.gain(2000).value == pytest.approx(0, abs=1e-9)
    assert law.labels_needed(0.1).low == np.inf


def test_a_class_that_begins_to_be_found_is_expected_to_go_on():
    """However exactly it is known that small models never find it."""
    values = np.array([0, 0, 0, 0.003, 0.011, 0.034, 0.076])
    errors = np.array([0, 0, 0, 0.001, 0.003, 0.006, 0.009])
    rising = CurveFigure(sizes=SIZES, values=values, covariance=np.diag(errors**2), labels=1000.0)
    assert extrapolate(rising).gain(2000).value > 0.05
