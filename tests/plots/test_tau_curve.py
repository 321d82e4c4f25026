import numpy as np

from analysis.evaluation.tau_curve import TauCurve
from analysis.plots.tau_curve import tau_curve_figure

CURVE = TauCurve(np.arange(31) * 0.05, np.linspace(0.8, 0.6, 31), np.linspace(0.2, 0.4, 31))


def test_the_curve_has_a_mark_for_each_tau_and_one_for_now():
    line, now = tau_curve_figure(CURVE, (0.75, 0.25)).data
    np.testing.assert_array_equal(line.y, CURVE.micro_f1)
    np.testing.assert_array_equal(line.x, CURVE.macro_f1)
    np.testing.assert_array_equal(line.customdata, CURVE.taus)
    assert (now.y[0], now.x[0]) == (0.75, 0.25)


def test_some_taus_are_named():
    named = [text for text in tau_curve_figure(CURVE, (0.7, 0.3)).data[0].text if text]
    assert named == ["tau 0", "tau 0.5", "tau 1", "tau 1.5"]
