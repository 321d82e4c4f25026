"""How common each class is in the whole corpus, with intervals, the most common first."""

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from analysis.plots import theme
from analysis.sampling.frequencies.frequencies import Frequencies

HEIGHT = 440
OWN_SYMBOL = "diamond-open"
_ALARM = {"color": theme.REJECT, "symbol": theme.REJECT_SYMBOL, "size": 10}
# A logarithmic axis has no place for less than a document.
_LEAST = 0.5


def frequencies_figure(frequencies: Frequencies, chosen: int | None = None) -> go.Figure:
    """Draw one mark a class: documents upwards on a logarithmic axis, rank to the right.

    Parameters
    ----------
    frequencies : Frequencies
    chosen : int, optional
        Code of a class to mark by a ring.

    Returns
    -------
    Figure
        Each mark's `customdata` is the code of its class.
    """
    figure = theme.blank_figure(HEIGHT)
    order = np.lexsort((np.array(frequencies.classes), -frequencies.best.share))
    name = "stratified" if frequencies.model_based is None else "labels and model"
    figure.add_trace(_shares_of_labels(frequencies, order))
    if frequencies.own is not None:
        figure.add_trace(_own(frequencies, order, frequencies.own))
    found = np.array(frequencies.disagreements(), dtype=object)[order]
    figure.add_trace(_estimates(frequencies, order, found, found == "", f"{name}, 95 %"))
    if found.any():
        alarming = _estimates(frequencies, order, found, found != "", "differs beyond chance")
        figure.add_trace(alarming.update(marker=_ALARM))
    if chosen is not None:
        figure.add_trace(_ring(frequencies, order, chosen))
    figure.update_xaxes(title="rank of the class")
    figure.update_yaxes(
        title="documents", type="log", tickformat=",d", tickvals=_ticks(frequencies)
    )
    return figure


def _ticks(frequencies: Frequencies) -> list[int]:
    best, n = frequencies.best, frequencies.n_documents
    return theme.count_ticks(max(best.low.min() * n, _LEAST), best.high.max() * n)


def _estimates(
    frequencies: Frequencies,
    order: NDArray[np.intp],
    disagreements: NDArray[np.object_],
    drawn: NDArray[np.bool_],
    name: str,
) -> go.Scatter:
    """Marks of some of the classes with their intervals, at their rank among all of them."""
    best, n, codes = frequencies.best, frequencies.n_documents, order[drawn]
    y, low, high = (
        np.maximum(values[codes] * n, _LEAST) for values in (best.share, best.low, best.high)
    )
    return go.Scatter(
        x=np.flatnonzero(drawn) + 1,
        y=y,
        error_y={
            "array": high - y,
            "arrayminus": y - low,
            "color": theme.translucent(theme.CURRENT, 0.6),
            "thickness": 1.5,
            "width": 0,
        },
        mode="markers",
        name=name,
        marker={"color": theme.CURRENT, "symbol": theme.CURRENT_SYMBOL, "size": 7},
        customdata=codes,
        text=[
            _hover(frequencies, code, disagreement)
            for code, disagreement in zip(codes, disagreements[drawn], strict=True)
        ],
        hovertemplate="%{text}<extra></extra>",
    )


def _shares_of_labels(frequencies: Frequencies, order: NDArray[np.intp]) -> go.Scatter:
    return go.Scatter(
        x=np.arange(1, len(order) + 1),
        y=np.maximum(frequencies.labelled.share[order] * frequencies.n_documents, _LEAST),
        mode="markers",
        name="share among the labels",
        marker={"color": theme.BASELINE, "symbol": theme.BASELINE_SYMBOL, "size": 9},
        customdata=order,
        hoverinfo="skip",
    )


def _own(frequencies: Frequencies, order: NDArray[np.intp], own: NDArray[np.float64]) -> go.Scatter:
    return go.Scatter(
        x=np.arange(1, len(order) + 1),
        y=np.maximum(own[order] * frequencies.n_documents, _LEAST),
        mode="markers",
        name="your own figure",
        marker={"color": theme.CHOSEN, "symbol": OWN_SYMBOL, "size": 12},
        customdata=order,
        hovertemplate="your own figure: %{y:,.0f}<extra></extra>",
    )


def _ring(frequencies: Frequencies, order: NDArray[np.intp], code: int) -> go.Scatter:
    y = max(float(frequencies.best.share[code]) * frequencies.n_documents, _LEAST)
    return go.Scatter(
        x=np.flatnonzero(order == code) + 1,
        y=[y],
        mode="markers",
        name=theme.plain(frequencies.classes[code]),
        marker={"color": theme.CHOSEN, "symbol": "circle-open", "size": 18, "line": {"width": 2}},
        customdata=[code],
        hoverinfo="skip",
    )


def _hover(frequencies: Frequencies, code: int, disagreement: str) -> str:
    best, n = frequencies.best, frequencies.n_documents
    share, low, high = (float(values[code]) * n for values in (best.share, best.low, best.high))
    lines = [
        theme.plain(frequencies.classes[code]),
        f"{share:,.0f} documents ({low:,.0f} to {high:,.0f})",
        f"{frequencies.support[code]:,} labels, which alone say "
        f"{frequencies.labelled.share[code] * n:,.0f}",
    ]
    return "<br>".join([*lines, f"beyond chance: {disagreement}"] if disagreement else lines)
