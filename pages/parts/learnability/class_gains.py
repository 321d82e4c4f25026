"""What more labels would add to each class: figure, the class chosen, and table."""

import streamlit as st

from analysis.explain.learnability.determined import Determined
from analysis.explain.learnability.learnability import Learnability
from analysis.explain.learnability.learnability_table import TARGETS, learnability_table
from analysis.explain.learnability.learnability_wording import class_gain_sentence, needed_sentence
from analysis.explain.learnability.more_labels import gains_frame
from analysis.plots.learning_curve import DrawnCurve, class_gains_figure, learning_curve_figure
from analysis.plots.theme import CHOSEN
from pages.shared import state
from pages.shared.downloads import download_table
from pages.shared.messages import literal
from pages.shared.view import View

FIGURE_KEY = "learnability_gains"
TABLE_KEY = "learnability_table"
DEFAULT_TARGET = 0.5


def _number(label: str, form: str, help: str | None = None) -> dict:
    return st.column_config.NumberColumn(label, format=form, help=help)


COLUMNS = {
    "class": st.column_config.TextColumn("Class", pinned=True),
    "labels": _number("Labels", "localized"),
    "more": _number(
        "More labels", "localized", "50, or as many as the curve can be carried on to."
    ),
    "gain": _number("Gain in F1", "%+.2f", "Expected from so many more labels; extrapolated."),
    "gain_interval": st.column_config.TextColumn("Gain, 95 %"),
    "doubled": _number("If doubled", "%+.2f", "Gain in F1 from twice the labels; extrapolated."),
    "doubled_interval": st.column_config.TextColumn("If doubled, 95 %"),
    "needed": _number("Labels needed", "localized", "For the F1 asked for; extrapolated."),
    "needed_interval": st.column_config.TextColumn("Needed, 95 %"),
    "basis": st.column_config.TextColumn(
        "Curve", width="medium", help="Classes under 50 documents follow those of their size."
    ),
    "reason": st.column_config.TextColumn("Cannot be said because", width="medium"),
    "determined": _number(
        "Determined",
        "%.2f",
        "Share recovered of whether a document is of the class or not.",
    ),
    "determined_interval": st.column_config.TextColumn("Determined, 95 %"),
    "within_class": _number(
        "Of its documents",
        "%.2f",
        "Share recovered for the documents of the class, every class weighing the same. Negative "
        "where the model misleads.",
    ),
}


def show_class_gains(view: View, determined: Determined, found: Learnability | None) -> None:
    """Draw what is known of each class; a click puts it into the search.

    Parameters
    ----------
    view : View
    determined : Determined
    found : Learnability or None
        None as long as the curves are not measured.
    """
    corpus, chosen = view.study.labelled, state.chosen_class()
    code = None if chosen is None else view.classes.index(chosen)
    target = DEFAULT_TARGET
    if found is not None:
        st.subheader("What 50 more labels of a class would add", anchor=False)
        figure = class_gains_figure(gains_frame(found.classes, corpus, target), code)
        st.plotly_chart(
            figure,
            key=FIGURE_KEY,
            on_select=lambda: _choose_from_figure(view.classes),
            selection_mode="points",
            alt="Gain in F1 that more labels would bring to each class, with 95 % intervals",
        )
        target = _target()
        if code is None:
            st.caption("Click a mark or a row to see the curve of a class.")
        else:
            _show_class(view, found, code, target)
    _show_table(
        learnability_table(corpus, determined, None if found is None else found.classes, target)
    )


def _target() -> float:
    return st.select_slider(
        "F1 asked for",
        TARGETS,
        value=DEFAULT_TARGET,
        key="target",
        bind="query-params",
        help="For which the table tells how many labels a class would need.",
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
        st.page_link(
            "pages/model/classes.py",
            label="Its documents, and what it is taken for",
            icon=":material/leaderboard:",
            query_params=state.unbound_parameters(),
        )


def _show_table(shown) -> None:
    names = shown["class"].tolist()
    st.dataframe(
        shown,
        column_config=COLUMNS,
        hide_index=True,
        key=TABLE_KEY,
        on_select=lambda: _choose_from_table(names),
        selection_mode="single-row",
        placeholder="–",
        alt="Classes, the largest expected gain first",
    )
    download_table(shown, "learnability.csv", f"Download {len(shown):,} classes as CSV")


def _choose_from_figure(classes: tuple[str, ...]) -> None:
    points = state.selected_points(FIGURE_KEY)
    if points:
        state.choose(state.CLASS_KEY, classes[int(points[0]["customdata"])])


def _choose_from_table(names: list[str]) -> None:
    rows = state.selected_rows(TABLE_KEY)
    if rows:
        state.choose(state.CLASS_KEY, names[rows[0]])
