"""How densely documents lie on a map: a picture for browsers that cannot draw every point."""

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from analysis.plots.theme import CURRENT, TRANSPARENT, blank_figure, count_scale

CELLS = 96
HEIGHT = 600
_EDGES = np.linspace(0, 65_536, CELLS + 1)


def density_figure(positions: NDArray[np.uint16]) -> go.Figure:
    """Draw how many documents lie in each cell of the map.

    Parameters
    ----------
    positions : ndarray of uint16, shape (n_documents, 2)

    Returns
    -------
    Figure
        Transparent squares lie over the cells: plotly tells no selection of a heatmap itself.
    """
    counts = np.histogram2d(positions[:, 0], positions[:, 1], bins=(_EDGES, _EDGES))[0].T
    middles = (_EDGES[:-1] + _EDGES[1:]) / 2
    figure = blank_figure(HEIGHT)
    figure.add_heatmap(
        x=middles,
        y=middles,
        z=np.where(counts > 0, np.log10(np.maximum(counts, 1)), np.nan),
        customdata=counts,
        colorscale=count_scale(),
        showscale=False,
        hovertemplate="%{customdata:,} documents<extra></extra>",
    )
    rows, columns = np.nonzero(counts)
    figure.add_scattergl(
        x=middles[columns],
        y=middles[rows],
        mode="markers",
        marker={"color": TRANSPARENT, "size": 6, "symbol": "square"},
        selected={"marker": {"color": CURRENT, "opacity": 0.3}},
        hoverinfo="skip",
    )
    figure.update_layout(dragmode="select", showlegend=False)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False, scaleanchor="x")
    return figure
