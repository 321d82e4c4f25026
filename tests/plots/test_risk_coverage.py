"""One mark a way, and a curve for each way that has a threshold."""

import pytest

from analysis.decision.settings import DecisionSettings
from analysis.evaluation.reject_figures import reject_figures
from analysis.evaluation.reject_ways import LEFT_OUT, reject_ways
from analysis.plots.risk_coverage import risk_coverage_figure
from tests.evaluation.test_reject_ways import two_trainings


@pytest.fixture(scope="module")
def drawn():
    corpus, *scores = two_trainings()
    figures = reject_figures(corpus, reject_ways(corpus, *scores, DecisionSettings()))
    return figures, risk_coverage_figure(figures, 0.6)


def test_every_way_is_marked_where_it_decides(drawn):
    figures, figure = drawn
    marks = [trace for trace in figure.data if trace.mode == "markers"]
    assert [mark.name for mark in marks] == [each.name for each in figures]
    for mark, each in zip(marks, figures, strict=True):
        assert (mark.x[0], mark.y[0]) == (each.coverage, each.risk)


def test_without_a_threshold_there_is_no_curve(drawn):
    figures, figure = drawn
    lines = {trace.legendgroup for trace in figure.data if trace.mode == "lines"}
    assert lines == {each.name for each in figures} - {LEFT_OUT}


def test_ways_are_told_apart_by_symbol_as_well_as_by_colour(drawn):
    marks = [trace.marker for trace in drawn[1].data if trace.mode == "markers"]
    assert len({mark.symbol for mark in marks}) == len({mark.color for mark in marks}) == 4
