"""A class's words under the plain and the balanced fit, side by side."""

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from analysis.explain.vocabulary.side_by_side import SideBySide
from analysis.explain.vocabulary.stability import TermStability
from analysis.plots.term_rows import opacity, row_figure, stability_told
from analysis.plots.theme import BASELINE, BASELINE_SYMBOL, CURRENT, CURRENT_SYMBOL, plain

_MASKED_SYMBOL = "star"
_MARKER_SIZE = 11
_LINE_WIDTH = 2


def fits_dumbbell(
    shown: SideBySide, stabilities: tuple[TermStability, TermStability] | None = None
) -> go.Figure:
    """Coefficients of the plain and of the balanced fit, joined by a line for each term.

    Parameters
    ----------
    shown : SideBySide
    stabilities : tuple of (TermStability, TermStability), optional
        Of the same terms in the plain and in the balanced fit; points whose sign flips are pale.

    Returns
    -------
    Figure
        Words that the plain fit masks bear a star. A fit that does not know a term has no
        point for it.
    """
    rows = np.arange(len(shown.terms))
    figure = row_figure(shown.terms, "coefficient, centred across classes")
    figure.add_trace(_joining_lines(rows, shown))
    figure.add_trace(
        _points(shown, rows, shown.plain, "plain fit", _marker(BASELINE, BASELINE_SYMBOL))
    )
    for flag, name, symbol in (
        (False, "balanced fit", CURRENT_SYMBOL),
        (True, "balanced fit, masked in the plain fit", _MASKED_SYMBOL),
    ):
        some = rows[shown.masked == flag]
        figure.add_trace(_points(shown, some, shown.balanced, name, _marker(CURRENT, symbol)))
    if stabilities is not None:
        _pale_points(figure, shown, stabilities)
    return figure


def _joining_lines(rows: NDArray[np.intp], shown: SideBySide) -> go.Scatter:
    """A line between the two points of each row; a gap ends each line."""
    gaps = np.full(len(rows), np.nan)
    return go.Scatter(
        mode="lines",
        x=np.column_stack([shown.plain, shown.balanced, gaps]).ravel(),
        y=np.repeat(rows, 3),
        line={"color": BASELINE, "width": _LINE_WIDTH},
        hoverinfo="skip",
        showlegend=False,
    )


def _points(
    shown: SideBySide,
    rows: NDArray[np.intp],
    coefficients: NDArray[np.float64],
    name: str,
    marker: dict[str, object],
) -> go.Scatter:
    """A point for each of the given rows."""
    return go.Scatter(
        mode="markers",
        name=name,
        x=coefficients[rows],
        y=rows,
        marker=marker,
        hovertext=[_fits_hover(shown, row) for row in rows],
        hoverinfo="text",
        customdata=shown.terms[rows],
    )


def _pale_points(
    figure: go.Figure, shown: SideBySide, stabilities: tuple[TermStability, TermStability]
) -> None:
    """Pale where the sign flips, with what was counted in the hover text."""
    for trace in figure.data:
        if trace.mode != "markers":
            continue
        rows = np.asarray(trace.y, dtype=np.intp)
        stability = stabilities[0 if trace.name == "plain fit" else 1]
        trace.marker.opacity = opacity(stability.flips[rows])
        trace.hovertext = [
            f"{_fits_hover(shown, row)}<br>{trace.name}: {stability_told(stability, row)}"
            for row in rows
        ]


def _fits_hover(shown: SideBySide, row: int) -> str:
    """What both fits say about a term."""
    return (
        f"{plain(shown.terms[row])}<br>"
        f"plain fit: {_ranked(shown.plain[row], shown.plain_rank[row])}<br>"
        f"balanced fit: {_ranked(shown.balanced[row], shown.balanced_rank[row])}<br>"
        f"in {shown.in_class[row]} documents of the class, {shown.elsewhere[row]} elsewhere"
    )


def _ranked(coefficient: float, rank: float) -> str:
    return "not known" if np.isnan(rank) else f"{coefficient:+.3f}, rank {rank:,.0f}"


def _marker(color: str, symbol: str) -> dict[str, object]:
    return {
        "color": color,
        "symbol": symbol,
        "size": _MARKER_SIZE,
        "line": {"width": _LINE_WIDTH, "color": color},
    }
