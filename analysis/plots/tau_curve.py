"""Micro-F1 upwards against macro-F1 along tau, with the point that is shown now."""

import plotly.graph_objects as go

from analysis.evaluation.tau_curve import TauCurve
from analysis.plots import theme

HEIGHT = 330
# Of the marks that carry their tau in words: at 0, 0.5, 1 and 1.5.
_NAMED_EVERY = 10


def tau_curve_figure(curve: TauCurve, current: tuple[float, float]) -> go.Figure:
    """Draw the curve, and the current scenario on it or beside it.

    Parameters
    ----------
    curve : TauCurve
    current : tuple of float
        Micro- and macro-F1 of the current scenario.

    Returns
    -------
    Figure
        Each mark's `customdata` is its tau.
    """
    figure = theme.blank_figure(HEIGHT)
    figure.add_trace(
        go.Scatter(
            x=curve.macro_f1,
            y=curve.micro_f1,
            mode="lines+markers+text",
            name="every tau",
            text=_named(curve),
            textposition="top center",
            marker={"color": theme.BASELINE, "size": 6, "symbol": theme.BASELINE_SYMBOL},
            line={"color": theme.BASELINE, "width": 1},
            customdata=curve.taus,
            hovertemplate="tau %{customdata:.2f}<br>micro-F1 %{y:.3f}, macro-F1 %{x:.3f}"
            "<extra></extra>",
        )
    )
    figure.add_trace(
        go.Scatter(
            x=[current[1]],
            y=[current[0]],
            mode="markers",
            name="now",
            marker={"color": theme.CURRENT, "size": 14, "symbol": theme.CURRENT_SYMBOL},
            hovertemplate="now: micro-F1 %{y:.3f}, macro-F1 %{x:.3f}<extra></extra>",
        )
    )
    figure.update_xaxes(title="macro-F1")
    figure.update_yaxes(title="micro-F1")
    return figure


def _named(curve: TauCurve) -> list[str]:
    return [f"tau {tau:g}" if i % _NAMED_EVERY == 0 else "" for i, tau in enumerate(curve.taus)]
