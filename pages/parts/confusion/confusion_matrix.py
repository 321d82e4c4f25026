"""The matrix of confused classes: what it shows, and the way from a cell to its pair."""

import streamlit as st

from analysis.evaluation.class_order import neighbours
from analysis.evaluation.confusion_matrix import ConfusionMatrix, confusion_matrix
from analysis.evaluation.confusion_wording import matrix_caption
from analysis.plots.confusion import confusion_figure
from pages.shared import state
from pages.shared.cache.evaluation import class_order_of
from pages.shared.messages import literal
from pages.shared.view import View

FIGURE = "confusion_matrix"
ALL, NEAR = "All classes", "Near the pair"
SCALES = {"share": "Share of the true class", "count": "Documents"}
# Together with those beside the other class of the pair, the most whose names can be read.
WINDOW = 14
ZOOM_HELP = (
    f"Near the pair: the {WINDOW} classes around either class of the opened pair, with their "
    "names. Any part can also be enlarged with the zoom tool of the figure."
)
SCALE_HELP = (
    "Shares let small classes be seen beside big ones. Documents show where most errors are."
)
SUPPORT_HELP = "Leaves out classes with fewer labelled documents; their shares rest on too little."


def matrix_section(view: View, pair: tuple[int, int] | None) -> None:
    """Draw the matrix of the current scenario with its controls; a click on a cell opens its pair.

    Parameters
    ----------
    view : View
    pair : tuple of (int, int) or None
        Codes of the true class and of the one decided, which the zoom goes to.
    """
    matrix = _chosen_matrix(view, pair)
    st.plotly_chart(
        confusion_figure(matrix),
        key=FIGURE,
        on_select=lambda: _open_cell(view),
        selection_mode="points",
        alt="Matrix of true classes against the classes decided, without the right decisions",
    )
    st.caption(literal(matrix_caption(matrix, view.evaluation(view.current).confusion)))


def _chosen_matrix(view: View, pair: tuple[int, int] | None) -> ConfusionMatrix:
    """Let the reader choose the scale and the classes."""
    confusion = view.evaluation(view.current).confusion
    order = class_order_of(view.study, view.current, view.evaluation(view.current))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        scale = st.segmented_control(
            "Colour",
            SCALES,
            default="share",
            required=True,
            format_func=SCALES.get,
            key="scale",
            bind="query-params",
            help=SCALE_HELP,
        )
        zoom = st.segmented_control(
            "Zoom",
            [ALL, NEAR],
            default=ALL,
            required=True,
            key="zoom",
            bind="query-params",
            help=ZOOM_HELP,
        )
        minimum = st.number_input(
            "Minimum support",
            min_value=0,
            value=0,
            step=10,
            key="support",
            bind="query-params",
            help=SUPPORT_HELP,
            width=170,
        )
    near = pair if zoom == NEAR and pair is not None else ()
    window = [code for side in near for code in neighbours(order, side, WINDOW)]
    return confusion_matrix(confusion, order, scale, minimum, window or None)


def _open_cell(view: View) -> None:
    """Open the pair of the cell clicked; a class search that excludes it ends."""
    for point in state.selected_points(FIGURE):
        true, decided = (view.classes[int(code)] for code in list(point["customdata"])[:2])
        state.choose_pair(true, decided)
        if state.chosen_class() not in (None, true, decided):
            state.choose(state.CLASS_KEY, None)
