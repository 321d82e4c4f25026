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
    figure = theme.blank_figure(theme.matrix_height(n, named=n <= MOST_NAMES))
    figure.add_trace(_colours(matrix))
    figure.add_trace(_squares(matrix))
    figure.add_shape(_diagonal(n))
    axis = {"constrain": "domain", "showgrid": False, "zeroline": False, **_name_ticks(matrix)}
    figure.update_xaxes(title="decided", range=[-0.5, n - 0.5], side="top", tickangle=-90, **axis)
    # Where the page is too narrow for the square, what remains of the height is below it.
    down = {"range": [n - 0.5, -0.5], "scaleanchor": "x", "constraintoward": "top"}
    figure.update_yaxes(title="true class", **down, **axis)
    return figure


def _colours(matrix: ConfusionMatrix) -> go.Heatmap:
    return go.Heatmap(
        z=matrix.values,
        zmin=0,
        zmax=None if np.isnan(matrix.cap) else matrix.cap,
        colorscale=theme.count_scale(),
        showscale=not np.isnan(matrix.cap),
        colorbar=_scale(matrix),
        hoverinfo="skip",
        xgap=_gap(matrix),
        ygap=_gap(matrix),
    )


def _squares(matrix: ConfusionMatrix) -> go.Scattergl:
    """Transparent squares over the cells with errors."""
    rows, columns = np.nonzero(~np.isnan(matrix.values))
    counts = matrix.counts[rows, columns]
    texts = [
        _hover_text(matrix, *cell) for cell in zip(rows.tolist(), columns.tolist(), strict=True)
    ]
    # Plotly walks through lists cell by cell, ten times as slow; and from a typed array the
    # page gets a click's three numbers as an object with the keys "0", "1", "2".
    cells = np.column_stack([matrix.codes[rows], matrix.codes[columns], counts]).astype(object)
    return go.Scattergl(
        x=columns,
        y=rows,
        mode="markers",
        marker={"symbol": "square", "color": theme.TRANSPARENT, "size": _square_pixels(matrix)},
        selected={"marker": {"color": theme.CHOSEN, "opacity": 1}},
        unselected={"marker": {"opacity": 0}},
        customdata=cells,
        text=np.array(texts, dtype=object),
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


def _scale(matrix: ConfusionMatrix) -> dict[str, object]:
    """Colour bar that says where and why its colours end."""
    share = matrix.scale == "share"
    unit = "share of the true class" if share else "documents"
    cap = percent(matrix.cap) if share else f"{matrix.cap:,.0f}"
    title = f"{unit};<br>colours end at the 99th percentile, {cap}"
    tickformat = ".0%" if share else ",d"
    return {"title": {"text": title, "side": "right"}, "thickness": 12, "tickformat": tickformat}


def _hover_text(matrix: ConfusionMatrix, row: int, column: int) -> str:
    true, decided = (theme.plain(matrix.classes[k]) for k in (row, column))
    n, support = int(matrix.counts[row, column]), int(matrix.support[row])
    documents = counted(support, "document")
    return f"{true}<br>taken for {decided}<br>{n:,} of {documents} ({percent(n / support)})"


def _square_pixels(matrix: ConfusionMatrix) -> float:
    """Size of a square, smaller than its cell so that neighbours stay apart on narrow pages."""
    return max(3.0, 0.75 * theme.matrix_side(len(matrix.classes)) / max(len(matrix.classes), 1))


def _gap(matrix: ConfusionMatrix) -> int:
    """Space between cells in pixels, where there is room for it."""
    return 1 if len(matrix.classes) <= MOST_NAMES else 0
