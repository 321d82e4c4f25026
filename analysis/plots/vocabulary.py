"""Figures of words: what speaks for a class, under which fit, and in which text.

Every row is one term; its exact text is the point's customdata, for clicks.
"""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from analysis.explain.vocabulary.contributions import Contributions, Step
from analysis.explain.vocabulary.separating_terms import SeparatingTerms
from analysis.explain.vocabulary.side_by_side import SideBySide
from analysis.explain.vocabulary.stability import TermStability
from analysis.explain.vocabulary.vocabulary import ClassVocabulary
from analysis.plots.theme import (
    AGAINST,
    BASELINE,
    BASELINE_SYMBOL,
    CURRENT,
    CURRENT_SYMBOL,
    FOR,
    NEUTRAL,
    blank_figure,
    plain,
    rows_height,
)

MASKED_SYMBOL = "star"
# Of what is not certain to be on the side where it stands.
PALE = 0.35
_MARKER_SIZE = 11
_LINE_WIDTH = 2
# Two lines of a title, each with a name, have to fit below half a page.
_LONGEST_TITLED = 26
# Of the width of the bars, for a number beside one.
_LABEL_SHARE = 0.25


def coefficient_bars(shown: ClassVocabulary, stability: TermStability | None = None) -> go.Figure:
    """Bars of a class's coefficients, for it to the right and against it to the left.

    Parameters
    ----------
    shown : ClassVocabulary
    stability : TermStability, optional
        Of the same terms; a coefficient whose sign flips is pale, and each bears its spread.

    Returns
    -------
    Figure
        Without bars for a class left out of training.
    """
    hover = [
        f"in {inside} of {shown.support} documents of the class, {outside} elsewhere"
        for inside, outside in zip(shown.in_class, shown.elsewhere, strict=True)
    ]
    title = "coefficient, centred across classes"
    if stability is None:
        return _bars(shown.terms, shown.coefficients, hover, title)
    told = [f"{each}<br>{_stability_told(stability, row)}" for row, each in enumerate(hover)]
    spread = f"{title};<br>whiskers: one standard deviation to either side"
    figure = _bars(shown.terms, shown.coefficients, told, spread)
    return figure.update_traces(
        marker={"opacity": _opacity(stability.flips)},
        error_x={"array": stability.spread, "color": NEUTRAL, "thickness": 1, "width": 3},
    )


def separating_bars(shown: SeparatingTerms, name_a: str, name_b: str) -> go.Figure:
    """Bars of what separates two classes, for the first to the right, the second to the left.

    Parameters
    ----------
    shown : SeparatingTerms
    name_a, name_b : str
        Names of the classes.

    Returns
    -------
    Figure
    """
    a, b = (plain(name, _LONGEST_TITLED) for name in (name_a, name_b))
    hover = [
        f"in {in_a} of {shown.support_a} documents of {a}<br>"
        f"in {in_b} of {shown.support_b} documents of {b}"
        for in_a, in_b in zip(shown.in_a, shown.in_b, strict=True)
    ]
    title = f"coefficient for {a}<br>less coefficient for {b}"
    return _bars(shown.terms, shown.differences, hover, title)


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
    figure = _row_figure(shown.terms, "coefficient, centred across classes")
    figure.add_trace(_joining_lines(rows, shown))
    figure.add_trace(
        _points(shown, rows, shown.plain, "plain fit", _marker(BASELINE, BASELINE_SYMBOL))
    )
    for flag, name, symbol in (
        (False, "balanced fit", CURRENT_SYMBOL),
        (True, "balanced fit, masked in the plain fit", MASKED_SYMBOL),
    ):
        some = rows[shown.masked == flag]
        figure.add_trace(_points(shown, some, shown.balanced, name, _marker(CURRENT, symbol)))
    if stabilities is not None:
        _pale_points(figure, shown, stabilities)
    return figure


def contribution_waterfall(
    parts: Contributions, name_a: str, name_b: str, n_terms: int = 15
) -> go.Figure:
    """Steps from the prior over the words to the log-odds of one text.

    Parameters
    ----------
    parts : Contributions
    name_a, name_b : str
        Names of the classes; a step to the right speaks for the first.
    n_terms : int, default 15
        Greatest number of terms with a step of their own.

    Returns
    -------
    Figure
        The last bar is the sum of all steps.
    """
    steps = parts.steps(n_terms)
    values = [*(step.value for step in steps), parts.log_odds]
    labels = [*(step.label for step in steps), "log-odds"]
    a, b = (plain(name, _LONGEST_TITLED) for name in (name_a, name_b))
    title = f"log-odds of {a}<br>against {b}"
    figure = _row_figure(labels, title)
    figure.add_trace(
        go.Waterfall(
            orientation="h",
            y=np.arange(len(values)),
            x=values,
            measure=[*("relative" for _ in steps), "total"],
            text=[f"{value:+.2f}" for value in values],
            hovertext=[
                f"{plain(label)}: {value:+.3f}" for label, value in zip(labels, values, strict=True)
            ],
            hoverinfo="text",
            customdata=[*(_clickable(step) for step in steps), None],
            increasing={"marker": {"color": FOR}},
            decreasing={"marker": {"color": AGAINST}},
            totals={"marker": {"color": NEUTRAL}},
            connector={"line": {"color": NEUTRAL, "width": 1}},
        )
    )
    # Room for the numbers beside short bars, which plotly would cut off.
    figure.update_xaxes(range=_padded_range(np.nan_to_num(np.cumsum(values[:-1]))))
    return figure.update_layout(showlegend=False)


def _padded_range(levels: NDArray[np.float64]) -> list[float]:
    """From the least to the greatest level and 0, and room beyond wherever a bar may end."""
    low, high = min(0.0, levels.min()), max(0.0, levels.max())
    room = _LABEL_SHARE * (high - low) or 1.0
    return [low - room if low < 0 else 0.0, high + room]


def _clickable(step: Step) -> str | None:
    """The term of a step; None for a step that is not a term."""
    return step.label if step.kind == "term" else None


def _bars(
    terms: NDArray[np.object_], values: NDArray[np.float64], hover: Sequence[str], title: str
) -> go.Figure:
    """One bar a term, coloured by its sign."""
    figure = _row_figure(terms, title)
    figure.add_trace(
        go.Bar(
            orientation="h",
            y=np.arange(len(terms)),
            x=values,
            marker={"color": [FOR if value > 0 else AGAINST for value in values]},
            hovertext=[
                f"{plain(term)}: {value:+.3f}<br>{counts}"
                for term, value, counts in zip(terms, values, hover, strict=True)
            ],
            hoverinfo="text",
            customdata=terms,
        )
    )
    return figure


def _row_figure(labels: Sequence[str] | NDArray[np.object_], title: str) -> go.Figure:
    """A blank figure with a named row for each label, the first on top."""
    figure = blank_figure(rows_height(len(labels)))
    figure.update_xaxes(title={"text": title}, zeroline=True)
    # Rows are numbers, not names: a word may be called "prior", or look like a date.
    figure.update_yaxes(
        tickvals=np.arange(len(labels)),
        ticktext=[plain(label) for label in labels],
        range=[len(labels) - 0.5, -0.5],
        showgrid=False,
        zeroline=False,
        automargin=True,
    )
    return figure


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


def _pale_points(
    figure: go.Figure, shown: SideBySide, stabilities: tuple[TermStability, TermStability]
) -> None:
    """Pale where the sign flips, with what was counted in the hover text."""
    for trace in figure.data:
        if trace.mode != "markers":
            continue
        rows = np.asarray(trace.y, dtype=np.intp)
        stability = stabilities[0 if trace.name == "plain fit" else 1]
        trace.marker.opacity = _opacity(stability.flips[rows])
        trace.hovertext = [
            f"{_fits_hover(shown, row)}<br>{trace.name}: {_stability_told(stability, row)}"
            for row in rows
        ]


def _opacity(flips: NDArray[np.bool_]) -> list[float]:
    return np.where(flips, PALE, 1.0).tolist()


def _stability_told(stability: TermStability, row: int) -> str:
    return (
        f"sign kept in {stability.sign_kept[row]:.0%} of {stability.n_refits} refits, "
        f"standard deviation {stability.spread[row]:.2f}"
    )


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
