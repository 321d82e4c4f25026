import numpy as np
import pytest

from analysis.explain.vocabulary.contributions import Contributions
from analysis.plots.contributions import contribution_waterfall
from tests.plots.term_rows import TERMS


def parts(shift=0.0):
    return Contributions(
        prior=-5.7,
        intercept=1.2,
        shift=shift,
        terms=TERMS,
        features=np.array([0.5, 0.5, 0.1]),
        differences=np.array([8.0, -2.0, 1.0]),
    )


@pytest.mark.parametrize("shift", [0.0, 2.0])
@pytest.mark.parametrize("n_terms", [1, 15])
def test_the_steps_of_the_waterfall_end_in_the_log_odds(shift, n_terms):
    waterfall = contribution_waterfall(parts(shift), "a", "b", n_terms).data[0]
    assert list(waterfall.measure) == ["relative"] * (len(waterfall.x) - 1) + ["total"]
    assert sum(waterfall.x[:-1]) == pytest.approx(parts(shift).log_odds, abs=1e-12)
    assert waterfall.x[-1] == pytest.approx(parts(shift).log_odds, abs=1e-12)


def test_the_waterfall_names_its_steps():
    figure = contribution_waterfall(parts(2.0), "a", "b", n_terms=1)
    assert list(figure.layout.yaxis.ticktext) == [
        "prior",
        "intercept beyond the prior",
        "flange",
        "2 other terms",
        "shift of the decision",
        "log-odds",
    ]
    assert list(figure.data[0].customdata) == [None, None, "flange", None, None, None]
    assert figure.layout.xaxis.title.text == "log-odds of a<br>against b"


def test_the_numbers_beside_the_steps_have_room():
    figure = contribution_waterfall(parts(), "a", "b")
    levels = np.cumsum(figure.data[0].x[:-1])
    low, high = figure.layout.xaxis.range
    assert low < levels.min() < 0
    assert high > max(0, levels.max())
