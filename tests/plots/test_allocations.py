import numpy as np
import pytest

from analysis.plots.allocations import allocations_figure
from analysis.sampling.plan.outlook import compare_allocations
from tests.sampling.plan.test_outlook import NEW, first_rows, long_tailed_population, pilot_of

CLASSES = tuple(f"<b>class</b> $x$ {code}" for code in range(12))


@pytest.fixture(scope="module")
def outlooks():
    corpus, codes = long_tailed_population(0.5)
    pilot = pilot_of(corpus, codes, first_rows(corpus))
    return pilot, compare_allocations(pilot, NEW)


def test_every_class_has_a_mark_for_each_of_two_allocations(outlooks):
    pilot, side_by_side = outlooks
    figure = allocations_figure(side_by_side, "neyman", CLASSES, pilot.support)
    assert [trace.name for trace in figure.data] == [
        "drawn in proportion",
        "by Neyman's allocation",
    ]
    for trace in figure.data:
        np.testing.assert_array_equal(trace.customdata, range(12))
        np.testing.assert_allclose(sum(trace.y), NEW)
        assert "<b>" not in str(trace.text)
        assert "$" not in str(trace.text)
    assert (figure.layout.xaxis.type, figure.layout.yaxis.type) == ("log", "log")


def test_the_proportional_allocation_stands_alone(outlooks):
    pilot, side_by_side = outlooks
    figure = allocations_figure(side_by_side, "proportional", CLASSES, pilot.support)
    assert [trace.name for trace in figure.data] == ["drawn in proportion"]
