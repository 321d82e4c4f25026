"""Reliability of posteriors: the share decided rightly against what the posterior says."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis.decision.calibration import Calibration, Reliability
from analysis.plots import theme

HEIGHT = 300


def reliability_figure(calibration: Calibration) -> go.Figure:
    """Draw the reliability before and after calibration; on the diagonal posteriors are true.

    Parameters
    ----------
    calibration : Calibration

    Returns
    -------
    Figure
    """
    figure = theme.blank_figure(HEIGHT)
    figure.add_trace(
        go.Scatter(
            x=[0, 1],
            y=[0, 1],
            mode="lines",
            line={"color": theme.NEUTRAL, "width": 1, "dash": "dot"},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    before, after = calibration.before, calibration.after
    figure.add_trace(_bins(before, "as they are", theme.BASELINE, theme.BASELINE_SYMBOL))
    figure.add_trace(_bins(after, "calibrated", theme.CURRENT, theme.CURRENT_SYMBOL))
    figure.update_xaxes(title="posterior of the class decided", range=[-0.02, 1.02])
    weighed = not np.isclose(before.effective_documents, before.documents.sum())
    share = "share decided rightly" + (", by weight" if weighed else "")
    figure.update_yaxes(title=share, range=[-0.02, 1.02])
    return figure


def _bins(reliability: Reliability, name: str, colour: str, symbol: str) -> go.Scatter:
    frame = reliability.frame()
    return go.Scatter(
        x=frame["posterior"],
        y=frame["share_right"],
        mode="lines+markers",
        name=name,
        marker={"color": colour, "symbol": symbol, "size": 9},
        line={"color": colour, "width": 1},
        customdata=frame["documents"],
        text=_worth(frame),
        hovertemplate=f"{name}: posterior %{{x:.2f}}, right %{{y:.2f}}, "
        "%{customdata:,} documents%{text}<extra></extra>",
    )


def _worth(frame: pd.DataFrame) -> list[str]:
    """How many documents of one weight would say as much, where that is another number."""
    return [
        "" if np.isclose(effective, documents) else f" (worth {effective:,.0f})"
        for documents, effective in zip(frame["documents"], frame["effective"], strict=True)
    ]
