"""From the baseline to the recommended scenario, step by step."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from analysis.evaluation.intervals import Estimate
from analysis.explain.remedies.recommendation import Recommendation, Step
from analysis.explain.remedies.recommendation_wording import FIGURE_NAMES, sought, step_remark
from analysis.plots import theme

LEVEL, KEPT, NOT_KEPT = "figure", "step kept", "step that brings nothing"
# Let the whiskers show through.
_COLOURS = {
    LEVEL: theme.translucent(theme.BASELINE, 0.4),
    KEPT: theme.translucent(theme.FOR, 0.5),
    NOT_KEPT: theme.TRANSPARENT,
}
_LINES = {LEVEL: theme.BASELINE, KEPT: theme.FOR, NOT_KEPT: theme.AGAINST}
_ROOM = 1.1


@dataclass(frozen=True)
class _Row:
    """A bar: a figure from 0 on, or a gain from the figure that it is added to."""

    name: str
    kind: str
    start: float
    length: Estimate
    words: str


def waterfall_figure(recommended: Recommendation) -> go.Figure:
    """Draw each step's gain between the figures before and after it, and the nested figure last.

    Parameters
    ----------
    recommended : Recommendation

    Returns
    -------
    Figure
        A row a step, from the baseline at the top. The bar of a step that was not kept is
        hollow: it shows what the best that was tried would have changed. Whiskers are
        intervals.
    """
    rows = _rows(recommended)
    figure = theme.blank_figure(theme.rows_height(len(rows)))
    for kind in (LEVEL, KEPT, NOT_KEPT):
        figure.add_trace(_bars(kind, [row for row in rows if row.kind == kind]))
    reach = max(row.start + max(row.length.value, _or_0(row.length.high)) for row in rows)
    figure.update_layout(barmode="overlay", bargap=0.35)
    figure.update_xaxes(title=FIGURE_NAMES[recommended.aim], range=[0, _ROOM * reach])
    figure.update_yaxes(
        categoryorder="array", categoryarray=[row.name for row in rows][::-1], ticksuffix=" "
    )
    return figure


def _rows(recommended: Recommendation) -> list[_Row]:
    aim = recommended.aim
    level = sought(aim, recommended.baseline)
    rows = [_level("Baseline", level)]
    at = level.value
    for step in recommended.steps:
        if step.tried:
            rows.append(_gain(step, at, recommended))
        at = sought(aim, step.figures).value
    return [*rows, _level("Nested", sought(aim, recommended.nested))]


def _level(name: str, level: Estimate) -> _Row:
    words = f"{level.value:.3f} ({level.low:.3f} to {level.high:.3f})"
    return _Row(name, LEVEL, 0.0, level, words)


def _gain(step: Step, at: float, recommended: Recommendation) -> _Row:
    gain = sought(recommended.aim, step.gain)
    words = (
        f"{theme.plain(step.best)}: {gain.value:+.3f} ({gain.low:+.3f} to {gain.high:+.3f}), "
        f"{step_remark(step, recommended.aim)}"
    )
    return _Row(step.rung, KEPT if step.kept else NOT_KEPT, at, gain, words)


def _bars(kind: str, rows: Sequence[_Row]) -> go.Bar:
    return go.Bar(
        name=kind,
        orientation="h",
        y=[row.name for row in rows],
        x=[row.length.value for row in rows],
        base=[row.start for row in rows],
        marker={"color": _COLOURS[kind], "line": {"color": _LINES[kind], "width": 1}},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [_or_0(row.length.high - row.length.value) for row in rows],
            "arrayminus": [_or_0(row.length.value - row.length.low) for row in rows],
            "color": theme.NEUTRAL,
            "thickness": 1.5,
            "width": 3,
        },
        customdata=[row.words for row in rows],
        hovertemplate="%{y}<br>%{customdata}<extra></extra>",
        showlegend=bool(rows),
    )


def _or_0(value: float) -> float:
    return 0.0 if math.isnan(value) else value
