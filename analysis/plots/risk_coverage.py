"""Risk against coverage of each way to treat the reject class, with the point where it decides."""

import plotly.graph_objects as go

from analysis.evaluation.reject_figures import RejectFigures
from analysis.evaluation.reject_ways import AS_A_CLASS, GATE, LEFT_OUT, THRESHOLD
from analysis.plots import theme

HEIGHT = 360
COLOURS = {
    AS_A_CLASS: theme.CURRENT,
    LEFT_OUT: theme.BASELINE,
    GATE: theme.REJECT,
    THRESHOLD: theme.CHOSEN,
}
SYMBOLS = {AS_A_CLASS: "circle", LEFT_OUT: "square", GATE: "diamond", THRESHOLD: "triangle-up"}


def risk_coverage_figure(figures: tuple[RejectFigures, ...], good_share: float) -> go.Figure:
    """Draw a curve for each way that has one of its own.

    Parameters
    ----------
    figures : tuple of RejectFigures
    good_share : float
        Share of the documents scored, by weight, that are not of the reject class.

    Returns
    -------
    Figure
    """
    figure = theme.blank_figure(HEIGHT)
    for each in figures:
        # Without a threshold there is one point: the end of the threshold's curve.
        if each.name != LEFT_OUT:
            figure.add_trace(_curve(each))
        figure.add_trace(_decision(each))
    figure.add_vline(x=good_share, line={"dash": "dot", "width": 1, "color": theme.NEUTRAL})
    figure.update_xaxes(title="share of all documents that are not rejected", tickformat=".0%")
    figure.update_yaxes(title="share of them decided wrongly", tickformat=".0%", rangemode="tozero")
    return figure


def _curve(each: RejectFigures) -> go.Scatter:
    curve = each.curve.thinned()
    return go.Scatter(
        x=curve.coverage,
        y=curve.risk,
        mode="lines",
        legendgroup=each.name,
        showlegend=False,
        line={"color": COLOURS[each.name], "width": 2},
        hovertemplate=f"{each.name}<br>%{{x:.0%}} not rejected, %{{y:.1%}} of them wrong"
        "<extra></extra>",
    )


def _decision(each: RejectFigures) -> go.Scatter:
    """Mark where a way decides now."""
    return go.Scatter(
        x=[each.coverage],
        y=[each.risk],
        mode="markers",
        name=each.name,
        legendgroup=each.name,
        marker={"color": COLOURS[each.name], "size": 12, "symbol": SYMBOLS[each.name]},
        hovertemplate=f"{each.name}, as it decides: {each.accepted:,} documents not rejected "
        "(%{x:.0%}), %{y:.1%} of them wrong<extra></extra>",
    )
