"""Decisions tuned for macro-F1: how good they look, how good they are, and one click to use one."""

from dataclasses import replace

import streamlit as st

from analysis.evaluation.tuning import tuning_frame
from pages.parts.what_if.kept_scenarios import show_scenario
from pages.shared.cache.decision import tuned_of
from pages.shared.view import View

TUNE_KEY, TUNED_KEY = "what_if_tune", "what_if_tuned"
TUNING_RULE = (
    "Searches the offsets that raise macro-F1. Right where every class matters as much as any "
    "other; not where posteriors have to be true. *Nested*, each fold decided as tuned on the "
    "others, is what to expect of new documents; *apparent* is what the same looks like here."
)
COLUMNS = {
    "way": st.column_config.TextColumn("Way"),
    "nested": st.column_config.NumberColumn("Macro-F1, nested", format="%.3f"),
    "apparent": st.column_config.NumberColumn("apparent", format="%.3f"),
    "nested_micro": st.column_config.NumberColumn("Micro-F1, nested", format="%.3f"),
}


def tuning_knob(view: View) -> None:
    """Draw the search, which runs on request, and what it found.

    Parameters
    ----------
    view : View
    """
    asked = st.toggle(
        "Search decisions for macro-F1",
        key=TUNE_KEY,
        help="Takes about 15 seconds for 33,000 documents, and is kept.",
    )
    st.caption(TUNING_RULE)
    if not asked:
        return
    tuned = tuned_of(view.study, view.current, view.training(view.current))
    st.dataframe(
        tuning_frame(tuned),
        column_config=COLUMNS,
        hide_index=True,
        alt="Ways to tune, the best by its nested macro-F1 first",
    )
    by_name = {each.name: each for each in tuned}
    name = st.selectbox(
        "Way", list(by_name), key=TUNED_KEY, help="The best by its nested figure comes first."
    )
    scenario = replace(view.current, decision=by_name[name].settings)
    st.button("Decide so", on_click=show_scenario, args=(view, scenario), icon=":material/tune:")
