"""The confusion matrix: errors only, in colour, with a square to click on every error.

Streamlit gets no click from a plotly heatmap. Transparent squares lie over its cells and
carry what a click has to tell; once selected they are painted.
"""

import numpy as np
import plotly.graph_objects as go

from analysis.evaluation.confusion_matrix import ConfusionMatrix
from analysis.evaluation.wording import counted, percent
from analysis.plots import theme

# Beyond this many classes their names run into each other; the hover has them.
MOST_NAMES = 45


def confusion_figure(matrix: ConfusionMatrix) -> go.Figure:
    """Draw true classes downwards and decided ones to the right.

    Parameters
    ----------
    matrix : ConfusionMatrix

    Returns
    -------
    Figure
        Each square's `customdata` is (code of the true class, code of the decided class,
        documents). The diagonal has no colour, only a line that shows where it runs.
    """
    n = len(matrix.classes)
    figure = theme.blank_figure(theme.matrix_height(n))
    figure.add_trace(_colours(matrix))
    figure.add_trace(_squares(matrix, figure.layout.height))
    figure.add_shape(_diagonal(n))
    axis = {"constrain": "domain", "showgrid": False, "zeroline": False, **_name_ticks(matrix)}
    figure.update_xaxes(title="decided", range=[-0.5, n - 0.5], side="top", **axis)
    figure.update_yaxes(title="true class", range=[n - 0.5, -0.5], scaleanchor="x", **axis)
    return figure


def _colours(matrix: ConfusionMatrix) -> go.Heatmap:
    return go.Heatmap(
        z=matrix.values,
        zmin=0,
        zmax=None if np.isnan(matrix.cap) else matrix.cap,
        colorscale=theme.count_scale(),
        showscale=not np.isnan(matrix.cap),
        colorbar={"title": {"text": _scale_title(matrix), "side": "right"}, "thickness": 12},
        hoverinfo="skip",
        xgap=_gap(matrix),
        ygap=_gap(matrix),
    )


def _squares(matrix: ConfusionMatrix, height: int) -> go.Scattergl:
    """Transparent squares over the cells with errors."""
    rows, columns = np.nonzero(~np.isnan(matrix.values))
    return go.Scattergl(
        x=columns,
        y=rows,
        mode="markers",
        marker={"symbol": "square", "color": theme.TRANSPARENT, "size": _cell(matrix, height)},
        selected={"marker": {"color": theme.CHOSEN, "opacity": 1}},
        unselected={"marker": {"opacity": 0}},
        customdata=np.column_stack(
            [matrix.codes[rows], matrix.codes[columns], matrix.counts[rows, columns]]
        ),
        text=[
            _hover_text(matrix, *cell) for cell in zip(rows.tolist(), columns.tolist(), strict=True)
        ],
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
    )


def _diagonal(n: int) -> dict[str, object]:
    line = {"color": theme.BASELINE, "width": 1, "dash": "dot"}
    ends = {"x0": -0.5, "y0": -0.5, "x1": n - 0.5, "y1": n - 0.5}
    return {"type": "line", "layer": "below", "line": line, **ends}


def _name_ticks(matrix: ConfusionMatrix) -> dict[str, object]:
    """Names at the rows and columns, as long as they fit."""
    if len(matrix.classes) > MOST_NAMES:
        return {"showticklabels": False, "ticks": ""}
    names = [theme.plain(name, longest=24) for name in matrix.classes]
    return {"tickvals": list(range(len(names))), "ticktext": names}


def _scale_title(matrix: ConfusionMatrix) -> str:
    share = matrix.scale == "share"
    unit = "share of the true class" if share else "documents"
    cap = percent(matrix.cap) if share else f"{matrix.cap:,.0f}"
    return f"{unit}; colours end at the 99th percentile, {cap}"


def _hover_text(matrix: ConfusionMatrix, row: int, column: int) -> str:
    true, decided = (theme.plain(matrix.classes[k]) for k in (row, column))
    n, support = int(matrix.counts[row, column]), int(matrix.support[row])
    documents = counted(support, "document")
    return f"{true}<br>taken for {decided}<br>{n:,} of {documents} ({percent(n / support)})"


def _cell(matrix: ConfusionMatrix, height: int) -> float:
    """Width of a cell in pixels, about."""
    return max(3.0, (height - 110) / max(len(matrix.classes), 1))


def _gap(matrix: ConfusionMatrix) -> int:
    """Space between cells in pixels, where there is room for it."""
    return 1 if len(matrix.classes) <= MOST_NAMES else 0
