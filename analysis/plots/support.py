"""How many labels each class has, the most frequent first."""

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.plots import theme

HEIGHT = 260


def support_figure(labelled: LabelledCorpus, chosen: int | None = None) -> go.Figure:
    """Draw one mark a class: labels upwards on a logarithmic axis, rank to the right.

    Parameters
    ----------
    labelled : LabelledCorpus
    chosen : int, optional
        Code of a class to mark by a ring.

    Returns
    -------
    Figure
        Each mark's `customdata` is the code of its class.
    """
    figure = theme.blank_figure(HEIGHT)
    order = np.argsort(-labelled.support, kind="stable")
    rejects = order == (-1 if labelled.reject_code is None else labelled.reject_code)
    figure.add_trace(
        _marks(labelled, order, ~rejects, "classes", theme.CURRENT, theme.CURRENT_SYMBOL)
    )
    if rejects.any():
        name = f"{theme.plain(labelled.classes[order[rejects][0]])} (reject class)"
        figure.add_trace(
            _marks(labelled, order, rejects, name, theme.REJECT, theme.REJECT_SYMBOL, size=12)
        )
    if chosen is not None:
        figure.add_trace(_ring(labelled, order, chosen))
    figure.update_xaxes(title="rank of the class")
    top = np.log10(labelled.support.max())
    figure.update_yaxes(
        title="labels",
        type="log",
        dtick=1,
        tickformat=",d",
        range=[-0.15, 1.05 * top + 0.15],
    )
    return figure


def _marks(
    labelled: LabelledCorpus,
    order: NDArray[np.intp],
    drawn: NDArray[np.bool_],
    name: str,
    colour: str,
    symbol: str,
    size: int = 7,
) -> go.Scatter:
    """Marks of some of the classes, at their rank among all of them."""
    codes = order[drawn]
    return go.Scatter(
        x=np.flatnonzero(drawn) + 1,
        y=labelled.support[codes],
        mode="markers",
        name=name,
        marker={"color": colour, "symbol": symbol, "size": size},
        customdata=codes,
        text=[theme.plain(labelled.classes[code]) for code in codes],
        hovertemplate="%{text}<br>labels %{y:,}, rank %{x}<extra></extra>",
    )


def _ring(labelled: LabelledCorpus, order: NDArray[np.intp], code: int) -> go.Scatter:
    return go.Scatter(
        x=np.flatnonzero(order == code) + 1,
        y=[labelled.support[code]],
        mode="markers",
        name=theme.plain(labelled.classes[code]),
        marker={"color": theme.CHOSEN, "symbol": "circle-open", "size": 18, "line": {"width": 2}},
        customdata=[code],
        hoverinfo="skip",
    )
