"""What each remedy gains for one class, beside its placebo."""

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis.plots import theme

LONGEST_REMEDY = 60


def remedies_figure(remedies: pd.DataFrame) -> go.Figure:
    """Draw one row a remedy: its gain in F1 with the interval, and what its placebo gains.

    Parameters
    ----------
    remedies : DataFrame
        From `remedies_frame`.

    Returns
    -------
    Figure
        Each mark's `customdata` is the row of its remedy.
    """
    figure = theme.blank_figure(theme.rows_height(len(remedies)))
    for works, name, colour in (
        (True, "works: beyond its placebo", theme.CURRENT),
        (False, "does not, as far as the labels tell", theme.NEUTRAL),
    ):
        rows = np.flatnonzero(remedies["works"].to_numpy(dtype=bool) == works)
        if rows.size:
            figure.add_trace(_gains(remedies, rows, name, colour))
    figure.add_trace(_placebos(remedies))
    figure.add_vline(0, line={"color": theme.BASELINE, "width": 1})
    figure.update_xaxes(title="gain in F1", range=[-1, 1])
    figure.update_yaxes(
        tickvals=list(range(len(remedies))),
        ticktext=[theme.plain(name, LONGEST_REMEDY) for name in remedies["remedy"]],
        range=[len(remedies) - 0.5, -0.5],
    )
    return figure


def _gains(
    remedies: pd.DataFrame,
    rows: "np.ndarray[tuple[int], np.dtype[np.intp]]",
    name: str,
    colour: str,
) -> go.Scatter:
    shown = remedies.iloc[rows]
    return go.Scatter(
        x=shown["gain"],
        y=rows,
        error_x={
            "type": "data",
            "symmetric": False,
            "array": shown["high"] - shown["gain"],
            "arrayminus": shown["gain"] - shown["low"],
            "color": colour,
        },
        mode="markers",
        name=name,
        marker={"color": colour, "symbol": theme.CURRENT_SYMBOL, "size": 10},
        customdata=rows,
        text=[_hover(row) for row in shown.to_dict("records")],
        hovertemplate="%{text}<extra></extra>",
    )


def _placebos(remedies: pd.DataFrame) -> go.Scatter:
    return go.Scatter(
        x=remedies["placebo"],
        y=np.arange(len(remedies)),
        mode="markers",
        name="placebo",
        marker={
            "color": theme.REJECT,
            "symbol": "line-ns",
            "size": 14,
            "line": {"color": theme.REJECT, "width": 3},
        },
        customdata=np.arange(len(remedies)),
        hovertemplate="placebo %{x:+.2f}<extra></extra>",
    )


def _hover(row: dict[Hashable, Any]) -> str:
    return (
        f"{theme.plain(str(row['remedy']), LONGEST_REMEDY)}<br>"
        f"F1 {row['gain']:+.2f} ({row['low']:+.2f} to {row['high']:+.2f})<br>"
        f"finds {row['found']:,.0f} documents, {row['false']:,.0f} false; "
        f"{row['regained']:,.0f} regained, {row['lost']:,.0f} lost"
    )
