"""Labels against documents, one mark a cluster, with the band of drawing in proportion."""

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from analysis.plots import theme
from analysis.sampling.clusters.cluster_tables import drawing_words
from analysis.sampling.coverage.coverage import Coverage

HEIGHT = 460
# A logarithmic axis has no place for a cluster without labels.
NO_LABEL = 0.5
_BAND_POINTS = 200
_MARKS = {
    "as documents": ("as chance explains", theme.CURRENT, theme.CURRENT_SYMBOL, 8),
    "too few": ("too few labels", theme.REJECT, "triangle-down", 12),
    "too many": ("too many labels", theme.CHOSEN, "triangle-up", 12),
    "none": ("no label", theme.REJECT, "x", 10),
}


def coverage_figure(
    coverage: Coverage, words: tuple[str, ...], chosen: int | None = None
) -> go.Figure:
    """Draw one mark a cluster: documents to the right, labels upwards, both on log axes.

    Parameters
    ----------
    coverage : Coverage
    words : tuple of str, n_clusters
        Names of the clusters by their words.
    chosen : int, optional
        Position of a cluster to mark by a ring.

    Returns
    -------
    Figure
        Each mark's `customdata` is the position of its cluster.
    """
    figure = theme.blank_figure(HEIGHT)
    figure.add_traces(_band(coverage))
    drawn = np.array(drawing_words(coverage), dtype=object)
    for kind in _MARKS:
        if (drawn == kind).any():
            figure.add_trace(_marks(coverage, words, np.flatnonzero(drawn == kind), kind))
    if chosen is not None:
        figure.add_trace(_ring(coverage, chosen))
    ticks = {"type": "log", "tickvals": theme.COUNT_TICKS, "tickformat": ",d"}
    figure.update_xaxes(title="documents of the cluster", **ticks)
    figure.update_yaxes(title="labels", **ticks)
    return figure


def _band(coverage: Coverage) -> list[go.Scatter]:
    """Line of drawing in proportion, and what chance explains on both of its sides."""
    sizes = _sizes(coverage.documents)
    low, high = (np.maximum(bound, NO_LABEL) for bound in coverage.band(sizes))
    line = sizes * (coverage.labels.sum() / coverage.documents.sum())
    edge = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    return [
        go.Scatter(x=sizes, y=low, showlegend=False, **edge),
        go.Scatter(
            x=sizes,
            y=high,
            fill="tonexty",
            fillcolor=theme.translucent(theme.BASELINE, 0.25),
            name="chance, 95 % for all clusters together",
            **edge,
        ),
        go.Scatter(
            x=sizes,
            y=np.maximum(line, NO_LABEL),
            mode="lines",
            line={"color": theme.BASELINE, "width": 1.5},
            name="in proportion",
            hoverinfo="skip",
        ),
    ]


def _sizes(documents: NDArray[np.int64]) -> NDArray[np.int64]:
    """Sizes at which the band is drawn: evenly spaced on a logarithmic axis, each once."""
    low, high = max(1.0, documents.min() / 1.3), min(float(documents.sum()), documents.max() * 1.3)
    return np.unique(np.geomspace(low, high, _BAND_POINTS).round().astype(np.int64))


def _marks(
    coverage: Coverage, words: tuple[str, ...], positions: NDArray[np.intp], kind: str
) -> go.Scatter:
    name, colour, symbol, size = _MARKS[kind]
    return go.Scatter(
        x=coverage.documents[positions],
        y=np.maximum(coverage.labels[positions], NO_LABEL),
        mode="markers",
        name=name,
        marker={"color": colour, "symbol": symbol, "size": size},
        customdata=positions,
        text=[_hover(coverage, words, i) for i in positions],
        hovertemplate="%{text}<extra></extra>",
    )


def _hover(coverage: Coverage, words: tuple[str, ...], position: int) -> str:
    return "<br>".join(
        [
            theme.plain(str(coverage.clusters[position])),
            theme.plain(words[position], 60),
            f"{coverage.documents[position]:,} documents",
            f"{coverage.labels[position]:,} labels, {coverage.expected[position]:,.1f} expected",
        ]
    )


def _ring(coverage: Coverage, position: int) -> go.Scatter:
    return go.Scatter(
        x=[coverage.documents[position]],
        y=[max(coverage.labels[position], NO_LABEL)],
        mode="markers",
        name=theme.plain(str(coverage.clusters[position])),
        marker={"color": theme.CHOSEN, "symbol": "circle-open", "size": 18, "line": {"width": 2}},
        customdata=[position],
        hoverinfo="skip",
    )
