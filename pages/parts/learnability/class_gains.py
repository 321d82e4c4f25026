"""What more labels would add to each class: figure, the class chosen, and table."""

import streamlit as st

from analysis.explain.learnability.determined import Determined
from analysis.explain.learnability.learnability import Learnability
from analysis.explain.learnability.learnability_table import TARGETS, learnability_table
from analysis.explain.learnability.learnability_wording import (
    class_gain_sentence,
    marks_sentence,
    needed_sentence,
)
from analysis.explain.learnability.more_labels import gains_frame
from analysis.plots.learning_curve import DrawnCurve, class_gains_figure, learning_curve_figure
from analysis.plots.theme import CHOSEN
from pages.parts.learnability.gains_table import DETERMINED, NEEDED, ask_view, show_gains_table
from pages.shared import state
from pages.shared.class_link import lead_to_documents
from pages.shared.messages import literal
from pages.shared.view import View

FIGURE_KEY = "learnability_gains"
DEFAULT_TARGET = 0.5


def show_class_gains(view: View, determined: Determined, found: Learnability | None) -> None:
    """Draw what is known of each class; a click puts it into the search.

    Parameters
    ----------
    view : View
    determined : Determined
    found : Learnability or None
        None as long as the curves are not measured.
    """
    corpus = view.study.labelled
    if found is None:
        show_gains_table(learnability_table(corpus, determined, None, DEFAULT_TARGET), DETERMINED)
        return
    st.subheader("What 50 more labels of a class would add", anchor=False)
    chosen = state.chosen_class()
    code = None if chosen is None else view.classes.index(chosen)
    _show_figure(view, found, code)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        told = ask_view()
        target = _target(asked=told == NEEDED or code is not None)
    if code is not None:
        _show_class(view, found, code, target)
    show_gains_table(learnability_table(corpus, determined, found.classes, target), told)
    _lead_to_the_planner(view)


def _show_figure(view: View, found: Learnability, code: int | None) -> None:
    gains = gains_frame(found.classes, view.study.labelled, DEFAULT_TARGET)
    st.plotly_chart(
        class_gains_figure(gains, code),
        key=FIGURE_KEY,
        on_select=lambda: _choose_from_figure(view.classes),
        selection_mode="points",
        alt="Gain in F1 that more labels would bring to each class, with 95 % intervals",
    )
    st.caption(literal(marks_sentence(found)))
    if code is None:
        st.caption("Click a mark or a row to see the curve of a class.")


def _target(asked: bool) -> float:
    """Ask for an F1, where a table or a sentence tells how many labels it takes."""
    return st.select_slider(
        "F1 asked for",
        TARGETS,
        value=DEFAULT_TARGET,
        key="target",
        bind="query-params",
        disabled=not asked,
        help="How many labels a class would need for it is told in the view Labels needed, and for "
        "the class in the search.",
        width=320,
    )


def _show_class(view: View, found: Learnability, code: int, target: float) -> None:
    """The curve that a class is expected to follow, in words and as a figure."""
    name, curve = view.classes[code], found.classes[code]
    with st.container(border=True):
        sentences = class_gain_sentence(name, curve), needed_sentence(curve, target)
        st.markdown(literal(" ".join(filter(None, sentences))))
        if curve.extrapolation is not None:
            drawn = DrawnCurve("F1", curve.extrapolation, CHOSEN, "circle")
            labels = curve.extrapolation.figure.labels
            st.plotly_chart(
                learning_curve_figure([drawn], f"F1: {curve.basis}", labels),
                key="learnability_class_figure",
                alt="F1 against the labels of the class, carried on beyond them",
            )
        lead_to_documents()


def _lead_to_the_planner(view: View) -> None:
    """The way to where labels are drawn, for a study that has documents to draw from."""
    if view.study.unlabelled is not None:
        st.page_link(
            "pages/data/coverage.py",
            label="Draw the documents to label next",
            icon=":material/casino:",
            query_params=state.unbound_parameters(),
        )


def _choose_from_figure(classes: tuple[str, ...]) -> None:
    points = state.selected_points(FIGURE_KEY)
    if points:
        state.choose(state.CLASS_KEY, classes[int(points[0]["customdata"])])
