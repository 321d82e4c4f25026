import numpy as np

from analysis.decision.calibration import calibrate
from analysis.plots.reliability import reliability_figure


def calibrated(weights=None):
    rng = np.random.default_rng(0)
    logits = rng.normal(scale=3, size=(400, 3))
    codes = rng.integers(3, size=400)
    return calibrate(logits, codes, np.full(3, 1 / 3), np.arange(400) % 5, weights)


def test_before_and_after_are_drawn_where_there_are_documents():
    calibration = calibrated()
    figure = reliability_figure(calibration)
    diagonal, before, after = figure.data
    assert figure.layout.yaxis.title.text == "share decided rightly"
    assert set(before.text) == {""}
    assert tuple(diagonal.x) == tuple(diagonal.y) == (0, 1)
    for drawn, bins in ((before, calibration.before), (after, calibration.after)):
        assert sum(drawn.customdata) == bins.documents.sum() == 400
        np.testing.assert_array_equal(drawn.x, bins.frame()["posterior"])


def test_shares_of_weight_are_called_so_and_say_what_their_documents_are_worth():
    calibration = calibrated(np.random.default_rng(1).lognormal(size=400))
    figure = reliability_figure(calibration)
    assert figure.layout.yaxis.title.text == "share decided rightly, by weight"
    before = figure.data[1]
    np.testing.assert_array_equal(before.y, calibration.before.frame()["share_right"])
    assert sum(before.customdata) == 400
    worth = [f" (worth {each:,.0f})" for each in calibration.before.frame()["effective"]]
    assert list(before.text) == worth
