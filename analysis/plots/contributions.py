"""What the prior and each word contribute to the decision of one text between two classes."""

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from analysis.explain.vocabulary.contributions import Contributions, Step
from analysis.plots.term_rows import LONGEST_TITLED, row_figure
from analysis.plots.theme import AGAINST, FOR, NEUTRAL, plain

# Of the width of the bars, for a number beside one.
_LABEL_SHARE = 0.25


def contribution_waterfall(
    parts: Contributions, name_a: str, name_b: str, n_terms: int = 15
) -> go.Figure:
    """Steps from the prior over the words to the log-odds of one text.

    Parameters
    ----------
    parts : Contributions
    name_a, name_b : str
        Names of the classes; a step to the right speaks for the first.
    n_terms : int, default 15
        Greatest number of terms with a step of their own.

    Returns
    -------
    Figure
        The last bar is the sum of all steps.
    """
    steps = parts.steps(n_terms)
    values = [*(step.value for step in steps), parts.log_odds]
    labels = [*(step.label for step in steps), "log-odds"]
    a, b = (plain(name, LONGEST_TITLED) for name in (name_a, name_b))
    title = f"log-odds of {a}<br>against {b}"
    figure = row_figure(labels, title)
    figure.add_trace(
        go.Waterfall(
            orientation="h",
            y=np.arange(len(values)),
            x=values,
            measure=[*("relative" for _ in steps), "total"],
            text=[f"{value:+.2f}" for value in values],
            hovertext=[
                f"{plain(label)}: {value:+.3f}" for label, value in zip(labels, values, strict=True)
            ],
            hoverinfo="text",
            customdata=[*(_clickable(step) for step in steps), None],
            increasing={"marker": {"color": FOR}},
            decreasing={"marker": {"color": AGAINST}},
            totals={"marker": {"color": NEUTRAL}},
            connector={"line": {"color": NEUTRAL, "width": 1}},
        )
    )
    # Room for the numbers beside short bars, which plotly would cut off.
    figure.update_xaxes(range=_padded_range(np.nan_to_num(np.cumsum(values[:-1]))))
    return figure.update_layout(showlegend=False)


def _padded_range(levels: NDArray[np.float64]) -> list[float]:
    """From the least to the greatest level and 0, and room beyond wherever a bar may end."""
    low, high = min(0.0, levels.min()), max(0.0, levels.max())
    room = _LABEL_SHARE * (high - low) or 1.0
    return [low - room if low < 0 else 0.0, high + room]


def _clickable(step: Step) -> str | None:
    """The term of a step; None for a step that is not a term."""
    return step.label if step.kind == "term" else None
