"""Bars of words: what speaks for a class, and what separates it from another."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from analysis.explain.vocabulary.separating_terms import SeparatingTerms
from analysis.explain.vocabulary.stability import TermStability
from analysis.explain.vocabulary.vocabulary import ClassVocabulary
from analysis.plots.term_rows import LONGEST_TITLED, opacity, row_figure, stability_told
from analysis.plots.theme import AGAINST, FOR, NEUTRAL, plain


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
    told = [f"{each}<br>{stability_told(stability, row)}" for row, each in enumerate(hover)]
    spread = f"{title};<br>whiskers: one standard deviation to either side"
    figure = _bars(shown.terms, shown.coefficients, told, spread)
    return figure.update_traces(
        marker={"opacity": opacity(stability.flips)},
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
    a, b = (plain(name, LONGEST_TITLED) for name in (name_a, name_b))
    hover = [
        f"in {in_a} of {shown.support_a} documents of {a}<br>"
        f"in {in_b} of {shown.support_b} documents of {b}"
        for in_a, in_b in zip(shown.in_a, shown.in_b, strict=True)
    ]
    title = f"coefficient for {a}<br>less coefficient for {b}"
    return _bars(shown.terms, shown.differences, hover, title)


def _bars(
    terms: NDArray[np.object_], values: NDArray[np.float64], hover: Sequence[str], title: str
) -> go.Figure:
    """One bar a term, coloured by its sign."""
    figure = row_figure(terms, title)
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
