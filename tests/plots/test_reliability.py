import numpy as np

from analysis.decision.calibration import calibrate
from analysis.plots.reliability import reliability_figure


def test_before_and_after_are_drawn_where_there_are_documents():
    rng = np.random.default_rng(0)
    logits = rng.normal(scale=3, size=(400, 3))
    codes = rng.integers(3, size=400)
    calibration = calibrate(logits, codes, np.full(3, 1 / 3), np.arange(400) % 5)
    diagonal, before, after = reliability_figure(calibration).data
    assert tuple(diagonal.x) == tuple(diagonal.y) == (0, 1)
    for drawn, bins in ((before, calibration.before), (after, calibration.after)):
        assert sum(drawn.customdata) == bins.documents.sum() == 400
        np.testing.assert_array_equal(drawn.x, bins.frame()["posterior"])
