import pytest

from analysis.evaluation.aim import Aim
from analysis.explain.remedies.recommendation import recommend
from analysis.plots.waterfall import waterfall_figure
from tests.explain.planted_remedies import only_tokens


@pytest.fixture(scope="module")
def recommended():
    return recommend(only_tokens(), Aim(), 60)


def bars(figure):
    """Name, start and length of every bar."""
    return {
        name: (start, length)
        for trace in figure.data
        for name, start, length in zip(trace.y, trace.base, trace.x, strict=True)
    }


def test_the_first_bar_is_the_baseline_and_the_last_the_nested_figure(recommended):
    drawn = bars(waterfall_figure(recommended))
    assert drawn["Baseline"] == (0, recommended.baseline.macro_f1.value)
    assert drawn["Nested"] == (0, recommended.nested.macro_f1.value)


def test_steps_that_were_kept_lead_from_one_figure_to_the_next(recommended):
    drawn = bars(waterfall_figure(recommended))
    before = [recommended.baseline, *(step.figures for step in recommended.steps[:-1])]
    expected = {
        step.rung: pytest.approx((figures.macro_f1.value, step.gain.macro_f1.value))
        for figures, step in zip(before, recommended.steps, strict=True)
        if step.tried
    }
    assert {rung: drawn[rung] for rung in expected} == expected


def test_steps_that_bring_nothing_are_hollow_and_those_not_tried_are_not_drawn(recommended):
    figure = waterfall_figure(recommended)
    hollow = next(trace for trace in figure.data if trace.name == "step that brings nothing")
    tried = {step.rung: step.kept for step in recommended.steps if step.tried}
    assert hollow.marker.color == "rgba(0,0,0,0)"
    assert set(hollow.y) == {rung for rung, kept in tried.items() if not kept}
    assert not {step.rung for step in recommended.steps if not step.tried} & set(bars(figure))


def test_rows_run_from_the_top(recommended):
    assert waterfall_figure(recommended).layout.yaxis.categoryarray[-1] == "Baseline"
