"""Learning curves with bands, carried on as fans; and what more labels would add to each class."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import NDArray

from analysis.evaluation.intervals import CONFIDENCE
from analysis.explain.learnability.curve_figures import CurveFigure
from analysis.explain.learnability.extrapolation import Extrapolation
from analysis.plots import theme

HEIGHT = 400
GAINS_HEIGHT = 380
# The fan is drawn at so many numbers of labels, evenly on the logarithmic axis.
_FAN_POINTS = 25
_BAND_OPACITY = 0.22
_Z = 1.96
# Shares of the axis between two classes with as many labels, where there is room; and the
# shortest axis that is reckoned with, in powers of ten.
_WIDEST_STEP, _LEAST_SPAN = 1 / 120, 0.1
_SYMBOLS = ("circle", "square", "diamond", "cross", "triangle-up", "x", "star")


@dataclass(frozen=True, eq=False)
class DrawnCurve:
    """A curve to draw.

    Parameters
    ----------
    name : str
        Plain text.
    extrapolation : Extrapolation
    colour : str
        As ``#rrggbb``.
    symbol : str
        Of plotly.
    """

    name: str
    extrapolation: Extrapolation
    colour: str
    symbol: str


def learning_curve_figure(
    curves: Sequence[DrawnCurve], title: str, labels: float | None = None
) -> go.Figure:
    """Draw measured curves with their bands, and the fans that carry them on.

    Parameters
    ----------
    curves : sequence of DrawnCurve
    title : str
        Of the axis upwards.
    labels : float, optional
        Labels there are, marked by a line upwards, and twice as many.

    Returns
    -------
    Figure
    """
    figure = theme.blank_figure(HEIGHT)
    for curve in curves:
        _add_fan(figure, curve)
        _add_measured(figure, curve)
    if labels is not None:
        for n, text in ((labels, "labels now"), (2 * labels, "twice")):
            figure.add_vline(x=n, line={"color": theme.NEUTRAL, "width": 1, "dash": "dot"})
            # On a logarithmic axis, a text stands at the power of ten.
            figure.add_annotation(
                x=np.log10(n),
                y=0,
                yref="paper",
                yanchor="bottom",
                xanchor="left",
                text=text,
                showarrow=False,
            )
    _label_axes(figure, "labels trained on", title)
    return figure


def size_groups_figure(
    names: Sequence[str], figures: Sequence[CurveFigure], title: str
) -> go.Figure:
    """Draw a curve for each group of classes, against the mean number of labels of its classes.

    Parameters
    ----------
    names : sequence of str
        Of the groups.
    figures : sequence of CurveFigure
    title : str
        Of the axis upwards.

    Returns
    -------
    Figure
    """
    figure = theme.blank_figure(HEIGHT)
    for number, (name, each) in enumerate(zip(names, figures, strict=True)):
        figure.add_trace(
            go.Scatter(
                x=each.sizes,
                y=each.values,
                error_y={"array": _Z * each.standard_errors, "width": 0, "thickness": 1.5},
                mode="lines+markers",
                name=name,
                marker={"symbol": _SYMBOLS[number % len(_SYMBOLS)], "size": 8},
                hovertemplate=f"{name}<br>%{{x:,.1f}} labels of a class: %{{y:.3f}}<extra></extra>",
            )
        )
    _label_axes(figure, "labels of a class trained on, mean of the group", title)
    figure.update_yaxes(range=[0, 1])
    return figure


def class_gains_figure(gains: pd.DataFrame, chosen: int | None = None) -> go.Figure:
    """Draw a mark a class: what more labels would add upwards, its labels to the right.

    Parameters
    ----------
    gains : DataFrame
        From `analysis.explain.learnability.more_labels.gains_frame`; classes of which nothing
        can be said are left out. Those with the same number of labels are drawn side by side,
        the largest gain first.
    chosen : int, optional
        Code of a class to mark by a ring.

    Returns
    -------
    Figure
        Each mark's `customdata` is the code of its class.
    """
    figure = theme.blank_figure(GAINS_HEIGHT)
    told = gains[gains["gain"].notna()]
    if told.empty:
        return figure
    told = told.assign(x=_side_by_side(told["labels"]))
    own = told["basis"] == "its own curve"
    parts = (
        (own, "along its own curve", theme.CURRENT, theme.CURRENT_SYMBOL),
        (~own, "as the mean of classes of its size", theme.BASELINE, theme.BASELINE_SYMBOL),
    )
    for rows, name, colour, symbol in parts:
        if rows.any():
            figure.add_trace(_gains(told[rows], name, colour, symbol))
    if chosen is not None:
        figure.add_trace(_ring(told[told["code"] == chosen]))
    _label_axes(figure, "labels of the class", "gain in F1")
    _tick_each(figure, theme.count_ticks(told["labels"].min(), told["labels"].max()))
    return figure


def _add_fan(figure: go.Figure, curve: DrawnCurve) -> None:
    """The expected curve and its interval beyond the last measured size."""
    law = curve.extrapolation
    n = np.geomspace(law.figure.sizes[-1], law.most_labels, _FAN_POINTS)
    estimates = [law.at(each) for each in n]
    low, high = ([getattr(e, name) for e in estimates] for name in ("low", "high"))
    figure.add_trace(_band(n, np.array(low), np.array(high), curve.colour))
    figure.add_trace(
        go.Scatter(
            x=n,
            y=[e.value for e in estimates],
            mode="lines",
            line={"color": curve.colour, "dash": "dash", "width": 1.5},
            showlegend=False,
            text=[f"{e.value:.3f} ({e.low:.3f} to {e.high:.3f})" for e in estimates],
            hovertemplate=f"{curve.name}, expected with %{{x:,.0f}}<br>%{{text}}<extra></extra>",
        )
    )


def _add_measured(figure: go.Figure, curve: DrawnCurve) -> None:
    measured = curve.extrapolation.figure
    half = _Z * measured.standard_errors
    low, high = measured.values - half, measured.values + half
    figure.add_trace(_band(measured.sizes, low, high, curve.colour))
    figure.add_trace(
        go.Scatter(
            x=measured.sizes,
            y=measured.values,
            mode="lines+markers",
            name=curve.name,
            line={"color": curve.colour, "width": 2},
            marker={"color": curve.colour, "symbol": curve.symbol, "size": 8},
            text=[
                f"{v:.3f} ({a:.3f} to {b:.3f})"
                for v, a, b in zip(measured.values, low, high, strict=True)
            ],
            hovertemplate=f"{curve.name} with %{{x:,.0f}} labels<br>%{{text}}<extra></extra>",
        )
    )


def _band(
    x: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64], colour: str
) -> go.Scatter:
    return go.Scatter(
        x=np.concatenate([x, x[::-1]]),
        y=np.concatenate([high, low[::-1]]),
        fill="toself",
        fillcolor=theme.translucent(colour, _BAND_OPACITY),
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
        showlegend=False,
    )


def _gains(rows: pd.DataFrame, name: str, colour: str, symbol: str) -> go.Scatter:
    return go.Scatter(
        x=rows["x"],
        y=rows["gain"],
        error_y={
            "array": rows["gain_high"] - rows["gain"],
            "arrayminus": rows["gain"] - rows["gain_low"],
            "color": theme.translucent(colour, 0.45),
            "thickness": 1.5,
            "width": 0,
        },
        mode="markers",
        name=name,
        marker={"color": colour, "symbol": symbol, "size": 8},
        customdata=rows["code"],
        text=[_gain_hover(row) for row in rows.to_dict("records")],
        hovertemplate="%{text}<extra></extra>",
    )


def _side_by_side(labels: pd.Series) -> pd.Series:
    """Places on the logarithmic axis, a step apart for classes with as many labels.

    The step is so small that no class comes nearer to those with other numbers of labels.
    """
    logs, there = np.log10(labels), labels.groupby(labels)
    rank, n = there.cumcount(), there.transform("size")
    counts = there.size()
    gaps, n_steps = np.diff(np.log10(counts.index)), counts.rolling(2).mean().to_numpy()[1:]
    crowded = n_steps > 1
    room = gaps[crowded] / n_steps[crowded]
    step = min([_WIDEST_STEP * max(np.ptp(logs), _LEAST_SPAN), *room])
    return 10 ** (logs + step * (rank - (n - 1) / 2))


def _gain_hover(row: dict) -> str:
    return "<br>".join(
        (
            f"{theme.plain(row['class'])}, {row['labels']:,} labels",
            f"{row['more']} more add {row['gain']:.3f} ({row['gain_low']:.3f} to "
            f"{row['gain_high']:.3f}), {100 * CONFIDENCE:.0f} %",
            row["basis"],
        )
    )


def _ring(rows: pd.DataFrame) -> go.Scatter:
    return go.Scatter(
        x=rows["x"],
        y=rows["gain"],
        mode="markers",
        name="the class chosen",
        marker={"color": theme.CHOSEN, "symbol": "circle-open", "size": 18, "line": {"width": 2}},
        customdata=rows["code"],
        hoverinfo="skip",
    )


def _label_axes(figure: go.Figure, x: str, y: str) -> None:
    figure.update_xaxes(title=x, type="log")
    _tick_each(figure, theme.COUNT_TICKS)
    figure.update_yaxes(title=y)


def _tick_each(figure: go.Figure, ticks: Sequence[int]) -> None:
    figure.update_xaxes(tickvals=ticks, ticktext=[f"{tick:,}" for tick in ticks])
