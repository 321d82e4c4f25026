"""Figures of what the penalty leaves of a class: learned priors, and sizes of coefficients."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray
from plotly.subplots import make_subplots

from analysis.explain.vocabulary.shrinkage import ShrinkagePath
from analysis.plots.theme import (
    BASELINE,
    BASELINE_SYMBOL,
    CHOSEN,
    COUNT_TICKS,
    CURRENT,
    CURRENT_SYMBOL,
    NEUTRAL,
    blank_figure,
    plain,
    translucent,
)

_HEIGHT = 420
_NAMES = ("plain fit", "balanced fit")
_STYLES = ((BASELINE, BASELINE_SYMBOL), (CURRENT, CURRENT_SYMBOL))
_CHOSEN_SIZE = 14


def prior_against_intercept(
    path: ShrinkagePath, classes: Sequence[str], step: int, chosen: int
) -> go.Figure:
    """Intercepts of the plain fit against log priors; on the line, intercept and prior are equal.

    Parameters
    ----------
    path : ShrinkagePath
    classes : sequence of str
    step : int
        Position of C on the path.
    chosen : int
        Code of the class that is marked.

    Returns
    -------
    Figure
        What lies above or below the line is the intercept beyond the prior.
    """
    figure = blank_figure(_HEIGHT)
    ends = [np.nanmin(path.log_prior), np.nanmax(path.log_prior)]
    figure.add_trace(
        go.Scatter(
            x=ends,
            y=ends,
            mode="lines",
            line={"color": NEUTRAL, "width": 1, "dash": "dot"},
            name="intercept = log prior",
            hoverinfo="skip",
        )
    )
    hover = [
        f"{plain(name)}<br>{path.support[code]:,} labels<br>log prior "
        f"{path.log_prior[code]:+.2f}<br>intercept {path.intercept[0, step, code]:+.2f}<br>"
        f"beyond the prior {path.beyond_prior[0, step, code]:+.2f}"
        for code, name in enumerate(classes)
    ]
    figure.add_trace(
        _class_points(path.log_prior, path.intercept[0, step], hover, chosen, 0, classes)
    )
    figure.update_xaxes(title={"text": "log prior, centred across classes"})
    figure.update_yaxes(title={"text": f"intercept at C = {path.c[step]:g}"})
    return figure


def size_against_labels(
    path: ShrinkagePath, classes: Sequence[str], step: int, chosen: int
) -> go.Figure:
    """Length of each class's coefficients against its labels, plain and balanced.

    Parameters
    ----------
    path : ShrinkagePath
    classes : sequence of str
    step : int
        Position of C on the path.
    chosen : int
        Code of the class that is marked.

    Returns
    -------
    Figure
    """
    figure = blank_figure(_HEIGHT)
    for w in (0, 1):
        hover = [
            f"{plain(name)}<br>{path.support[code]:,} labels<br>{_NAMES[w]}: length "
            f"{path.norm[w, step, code]:.2f}"
            for code, name in enumerate(classes)
        ]
        figure.add_trace(_class_points(path.support, path.norm[w, step], hover, chosen, w, classes))
    figure.update_xaxes(
        title={"text": "labels of the class"}, type="log", tickvals=COUNT_TICKS, tickformat=",d"
    )
    title = f"length of its coefficients<br>at C = {path.c[step]:g}"
    figure.update_yaxes(title={"text": title}, rangemode="tozero")
    return figure


def paths_along_c(path: ShrinkagePath, limit: int, name: str, chosen: int) -> go.Figure:
    """Along C: how far intercepts follow priors, and the sizes of small and large classes.

    Parameters
    ----------
    path : ShrinkagePath
    limit : int
        Greatest number of labels of a small class.
    name : str
        Of the class that is drawn by itself.
    chosen : int
        Its code.

    Returns
    -------
    Figure
        Two panels.
    """
    figure = make_subplots(1, 2, horizontal_spacing=0.12)
    blank = blank_figure(_HEIGHT)
    figure.update_layout(blank.layout)
    figure.add_trace(_line(path, path.prior_slope, "slope", NEUTRAL, "solid", legend=False), 1, 1)
    small, large = path.norms_by_size(limit)
    for w in (0, 1):
        for sizes, kind in ((small, f"at most {limit} labels"), (large, f"over {limit} labels")):
            dash = "dot" if sizes is small else "solid"
            label = f"{kind}, {_NAMES[w]}"
            figure.add_trace(_line(path, sizes[w], label, _STYLES[w][0], dash), 1, 2)
    label = f"{plain(name, 24)}, plain fit"
    figure.add_trace(_line(path, path.norm[0, :, chosen], label, CHOSEN, "solid"), 1, 2)
    figure.update_xaxes(type="log", tickvals=path.c, title={"text": "C"})
    figure.update_yaxes(title={"text": "slope of the intercepts<br>on the log priors"}, col=1)
    figure.update_yaxes(title={"text": "length of the coefficients"}, type="log", dtick=1, col=2)
    return figure


def _class_points(
    x: NDArray[np.floating] | NDArray[np.int64],
    y: NDArray[np.float64],
    hover: list[str],
    chosen: int,
    w: int,
    classes: Sequence[str],
) -> go.Scatter:
    """A point a class, the chosen one larger and in its own colour."""
    colour, symbol = _STYLES[w]
    is_chosen = np.arange(len(classes)) == chosen
    colours = np.where(is_chosen, CHOSEN, translucent(colour, 0.8)).tolist()
    return go.Scatter(
        x=x,
        y=y,
        mode="markers",
        name=_NAMES[w],
        marker={
            "symbol": symbol,
            "color": colours,
            "size": np.where(is_chosen, _CHOSEN_SIZE, 8).tolist(),
            "line": {"width": 1, "color": colours},
        },
        hovertext=hover,
        hoverinfo="text",
        customdata=list(classes),
    )


def _line(
    path: ShrinkagePath,
    values: NDArray[np.float64],
    name: str,
    colour: str,
    dash: str,
    *,
    legend: bool = True,
) -> go.Scatter:
    return go.Scatter(
        x=path.c,
        y=values,
        mode="lines+markers",
        name=name,
        line={"color": colour, "dash": dash},
        showlegend=legend,
        hovertext=[f"{name}<br>C = {c:g}: {v:.2f}" for c, v in zip(path.c, values, strict=True)],
        hoverinfo="text",
    )
