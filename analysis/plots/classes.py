"""F1 of every class against its support, with intervals, and what it was in a baseline."""

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from analysis.evaluation.per_class import PerClass
from analysis.plots import theme

HEIGHT = 460
_HOVER = "%{text}<extra></extra>"
# Of lines that stand behind the marks, and of marks beside a selected one.
_FAINT = 0.45
# Of intervals: side by side, those of many classes must not look like a bar.
_FAINTER = 0.35
# Classes with equally many labels lie side by side within this factor of their number.
_SPREAD = 1.08


def class_scores_figure(
    figures: PerClass, baseline: PerClass | None = None, chosen: int | None = None
) -> go.Figure:
    """Draw one mark a class: F1 upwards, labels to the right on a logarithmic axis.

    Parameters
    ----------
    figures : PerClass
    baseline : PerClass, optional
        Of the same classes; drawn as pale marks that a line connects with the current ones.
    chosen : int, optional
        Code of a class to mark by a ring.

    Returns
    -------
    Figure
        Each mark's `customdata` is the code of its class. Classes with equally many labels
        lie side by side, in the order of their F1, so that each can be clicked. A class without
        labels has no place on the logarithmic axis and is not drawn.
    """
    figure = theme.blank_figure(HEIGHT)
    drawn = np.flatnonzero(figures.support > 0)
    x = _positions(figures)
    rejects = drawn == (-1 if figures.reject_code is None else figures.reject_code)
    if baseline is not None:
        figure.add_trace(_connections(figures, baseline, x, drawn))
        figure.add_trace(_baseline_marks(baseline, x, drawn))
    figure.add_trace(
        _marks(figures, x, drawn[~rejects], "classes", theme.CURRENT, theme.CURRENT_SYMBOL)
    )
    if rejects.any():
        name = f"{theme.plain(figures.classes[drawn[rejects][0]])} (reject class)"
        figure.add_trace(
            _marks(figures, x, drawn[rejects], name, theme.REJECT, theme.REJECT_SYMBOL, size=12)
        )
    if chosen is not None and figures.support[chosen] > 0:
        figure.add_trace(_ring(figures, x, chosen))
    figure.update_xaxes(
        title="labels of the class", type="log", tickvals=theme.COUNT_TICKS, tickformat=",d"
    )
    figure.update_yaxes(title="F1", range=[-0.03, 1.03])
    return figure


def _positions(figures: PerClass) -> NDArray[np.float64]:
    """Where each class lies on the axis of labels, shape (n_classes,)."""
    support = figures.support
    order = np.lexsort((figures.f1, support))
    _, first, size = np.unique(support[order], return_index=True, return_counts=True)
    rank = np.arange(len(support)) - np.repeat(first, size)
    middle = (np.repeat(size, size) - 1) / 2
    positions = np.empty(len(support))
    positions[order] = support[order] * _SPREAD ** ((rank - middle) / np.maximum(middle, 4))
    return positions


def _marks(
    figures: PerClass,
    x: NDArray[np.float64],
    codes: NDArray[np.intp],
    name: str,
    colour: str,
    symbol: str,
    size: int = 8,
) -> go.Scatter:
    """Marks with their intervals."""
    f1 = figures.f1[codes]
    return go.Scatter(
        x=x[codes],
        y=f1,
        mode="markers",
        name=name,
        marker={"color": colour, "symbol": symbol, "size": size},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": figures.f1_high[codes] - f1,
            "arrayminus": f1 - figures.f1_low[codes],
            "thickness": 1,
            "width": 0,
            "color": theme.translucent(colour, _FAINTER),
        },
        unselected={"marker": {"opacity": _FAINT}},
        customdata=codes,
        text=[_hover_text(figures, code) for code in codes],
        hovertemplate=_HOVER,
    )


def _baseline_marks(
    baseline: PerClass, x: NDArray[np.float64], codes: NDArray[np.intp]
) -> go.Scatter:
    return go.Scatter(
        x=x[codes],
        y=baseline.f1[codes],
        mode="markers",
        name="baseline",
        marker={"color": theme.BASELINE, "symbol": theme.BASELINE_SYMBOL, "size": 7},
        unselected={"marker": {"opacity": _FAINT}},
        customdata=codes,
        text=[f"{_hover_text(baseline, code)}<br>in the baseline" for code in codes],
        hovertemplate=_HOVER,
    )


def _connections(
    figures: PerClass, baseline: PerClass, x: NDArray[np.float64], codes: NDArray[np.intp]
) -> go.Scatter:
    """One line a class in a single trace; gaps keep the classes apart."""
    gap = np.full(len(codes), np.nan)
    return go.Scatter(
        x=np.column_stack([x[codes], x[codes], gap]).ravel(),
        y=np.column_stack([baseline.f1[codes], figures.f1[codes], gap]).ravel(),
        mode="lines",
        line={"color": theme.translucent(theme.BASELINE, _FAINT), "width": 1},
        hoverinfo="skip",
        showlegend=False,
    )


def _ring(figures: PerClass, x: NDArray[np.float64], code: int) -> go.Scatter:
    return go.Scatter(
        x=[x[code]],
        y=[figures.f1[code]],
        mode="markers",
        name=theme.plain(figures.classes[code]),
        marker={"color": theme.CHOSEN, "symbol": "circle-open", "size": 18, "line": {"width": 2}},
        customdata=[code],
        hoverinfo="skip",
    )


def _hover_text(figures: PerClass, code: int) -> str:
    low, high = figures.f1_low[code], figures.f1_high[code]
    return (
        f"{theme.plain(figures.classes[code])}<br>"
        f"F1 {figures.f1[code]:.2f} ({low:.2f} to {high:.2f})<br>"
        f"labels {figures.support[code]:,}, decided for it {figures.predicted[code]:,}, "
        f"rightly {figures.correct[code]:,}"
    )
