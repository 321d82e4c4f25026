"""What one scenario changes against the baseline: figures, and a table of classes."""

import math

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.evaluation.comparison import Comparison
from analysis.evaluation.scenario_figures import Figure, scenario_figures
from analysis.evaluation.scenario_wording import (
    difference_in_words,
    figure_in_words,
    scenario_sentence,
)
from pages.shared import state
from pages.shared.cache.evaluation import scenario_figures_of
from pages.shared.downloads import download_table
from pages.shared.messages import literal
from pages.shared.view import View

TABLE_KEY = "what_if_classes"
HELP = {
    "Micro-F1": "Share of the documents decided rightly.",
    "Macro-F1": "Mean F1 of the classes: the rarest counts as much as the most frequent.",
    "Mean cost": "Of a document, both scenarios at the costs that are set now.",
    "Reject recall": "Share of its documents that are found.",
    "Never predicted": "Classes that no document was decided for; counted, so that it "
    "has no interval.",
    "Not decided": "Documents for which abstaining costs least.",
}
LESS_IS_BETTER = ("Mean cost", "Never predicted", "Not decided")
COLUMNS = {
    "class": st.column_config.TextColumn("Class", pinned=True),
    "support": st.column_config.NumberColumn("Labels", format="localized"),
    "f1_baseline": st.column_config.NumberColumn("F1 before", format="%.2f"),
    "f1_current": st.column_config.NumberColumn("F1 after", format="%.2f"),
    "f1_difference": st.column_config.NumberColumn("Difference", format="%+.2f"),
    "gained": st.column_config.NumberColumn("Gained", help="Found now and not before."),
    "lost": st.column_config.NumberColumn("Lost", help="Found before and not now."),
    "net": st.column_config.NumberColumn("Net", format="%+d"),
    "difference": st.column_config.NumberColumn("Recall difference", format="%+.2f"),
    "low": st.column_config.NumberColumn("95 % from", format="%+.2f"),
    "high": st.column_config.NumberColumn("95 % to", format="%+.2f"),
    "beyond_chance": st.column_config.CheckboxColumn(
        "Beyond chance", help="The exact sign test of gained against lost rejects at 5 %."
    ),
}


def figures_row(
    place: DeltaGenerator, view: View, comparison: Comparison, *, intervals: bool
) -> None:
    """Say what changed, and draw the figures in a row with their differences from the baseline.

    Parameters
    ----------
    place : DeltaGenerator
        Where; what stood there is replaced.
    view : View
    comparison : Comparison
        The view's.
    intervals : bool
        With the intervals of the differences, which may take a second.
    """
    if intervals:
        figures = scenario_figures_of(view.study, view.baseline, view.current, comparison)
    else:
        figures = scenario_figures(comparison, view.study.labelled, view.current.decision)
    with place.container():
        if not view.at_baseline:
            st.markdown(f"**{literal(scenario_sentence(figures))}**")
        for column, figure in zip(st.columns(len(figures)), figures, strict=True):
            with column:
                _metric(figure, view.at_baseline)


def class_differences(comparison: Comparison) -> None:
    """Draw the table of classes, the greatest difference first; a click chooses the class.

    Parameters
    ----------
    comparison : Comparison
    """
    frame = comparison.frame().sort_values("f1_difference", key=abs, ascending=False)
    shown = frame[list(COLUMNS)]
    names = shown["class"].tolist()
    st.dataframe(
        shown,
        column_config=COLUMNS,
        hide_index=True,
        key=TABLE_KEY,
        on_select=lambda: _choose(names),
        selection_mode="single-row",
        placeholder="–",
        height=318,
        alt="Classes before and after, the greatest difference of F1 first",
    )
    download_table(shown, "classes_before_and_after.csv")


def _metric(figure: Figure, at_baseline: bool) -> None:
    colour = "inverse" if figure.name in LESS_IS_BETTER else "normal"
    changed = not at_baseline and figure.difference.value != 0
    st.metric(
        figure.name,
        figure_in_words(figure),
        f"{figure.difference.value:+.3g}" if changed else None,
        delta_color=colour,
        help=HELP[figure.name],
    )
    if changed and not math.isnan(figure.difference.value):
        st.caption(difference_in_words(figure))


def _choose(names: list[str]) -> None:
    for row in state.selected_rows(TABLE_KEY):
        state.choose(state.CLASS_KEY, names[row])
