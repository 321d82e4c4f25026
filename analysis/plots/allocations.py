"""What new labels would bring to each class, beside what drawing in proportion would."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from analysis.plots import theme
from analysis.sampling.plan.allocation import Allocation
from analysis.sampling.plan.outlook import Outlooks

HEIGHT = 380
NAMES: dict[Allocation, str] = {
    "proportional": "drawn in proportion",
    "square-root": "by the square root",
    "neyman": "by Neyman's allocation",
    "equal": "in equal numbers",
}
# A logarithmic axis has no place for a class without labels.
NO_LABEL = 0.5


def allocations_figure(
    outlooks: Outlooks,
    allocation: Allocation,
    classes: Sequence[str],
    support: NDArray[np.int64],
) -> go.Figure:
    """Draw one mark a class and allocation: labels today to the right, new ones upwards.

    Parameters
    ----------
    outlooks : Outlooks
    allocation : {"proportional", "square-root", "neyman", "equal"}
        To be drawn beside the proportional one.
    classes : sequence of str
    support : ndarray of int, shape (n_classes,)
        Labels of each class today.

    Returns
    -------
    Figure
        Both axes logarithmic; each mark's `customdata` is the code of its class.
    """
    figure = theme.blank_figure(HEIGHT)
    drawn: dict[Allocation, tuple[str, str]] = {
        "proportional": (theme.BASELINE, theme.BASELINE_SYMBOL),
        allocation: (theme.CURRENT, theme.CURRENT_SYMBOL),
    }
    for each, (colour, symbol) in drawn.items():
        new = outlooks.by_allocation[each].expected - support
        figure.add_trace(_marks(NAMES[each], new, classes, support, colour, symbol))
    ticks = {"type": "log", "tickvals": theme.COUNT_TICKS, "tickformat": ",d"}
    figure.update_xaxes(title="labels of the class today", **ticks)
    figure.update_yaxes(title="new labels expected", type="log", dtick=1)
    return figure


def _marks(
    name: str,
    new: NDArray[np.float64],
    classes: Sequence[str],
    support: NDArray[np.int64],
    colour: str,
    symbol: str,
) -> go.Scatter:
    return go.Scatter(
        x=np.maximum(support, NO_LABEL),
        y=new,
        mode="markers",
        name=name,
        marker={"color": colour, "symbol": symbol, "size": 8},
        customdata=np.arange(len(classes)),
        text=[theme.plain(each) for each in classes],
        hovertemplate="%{text}<br>%{x:,} labels today<br>%{y:,.1f} new<extra></extra>",
    )
