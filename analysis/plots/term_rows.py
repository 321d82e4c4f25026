"""Figures with a row for each term, and what they say of a term's stability alike.

Every row is one term; its exact text is the point's customdata, for clicks.
"""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from analysis.explain.vocabulary.stability import TermStability
from analysis.plots.theme import blank_figure, plain, rows_height

PALE = 0.35
# Two lines of a title, each with a name, have to fit below half a page.
LONGEST_TITLED = 26


def row_figure(labels: Sequence[str] | NDArray[np.object_], title: str) -> go.Figure:
    """Begin a figure with a named row for each label, the first on top.

    Parameters
    ----------
    labels : sequence of str
        Texts of the corpus may be among them; they are shown as they are.
    title : str
        Of the horizontal axis; markup in it is interpreted.

    Returns
    -------
    Figure
        Without traces; row ``i`` lies at ``y = i``.
    """
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


def opacity(flips: NDArray[np.bool_]) -> list[float]:
    """Make pale what is not certain to be on the side where it stands.

    Parameters
    ----------
    flips : ndarray of bool, shape (n_terms,)
        Whether the sign of a coefficient flips too often to be relied on.

    Returns
    -------
    list of float
        In [0, 1], for each term.
    """
    return np.where(flips, PALE, 1.0).tolist()


def stability_told(stability: TermStability, row: int) -> str:
    """Say how often a coefficient kept its sign over the refits, and how far it moved.

    Parameters
    ----------
    stability : TermStability
    row : int
        Of the term.

    Returns
    -------
    str
    """
    return (
        f"sign kept in {stability.sign_kept[row]:.0%} of {stability.n_refits} refits, "
        f"standard deviation {stability.spread[row]:.2f}"
    )
