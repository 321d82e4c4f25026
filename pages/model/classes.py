"""Which classes fail, and why?"""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.evaluation.comparison_wording import chance_sentence
from analysis.evaluation.wording import macro_beside_micro_sentence, never_predicted_sentence
from analysis.plots.classes import class_scores_figure
from pages.parts.classes.class_detail import show_class
from pages.parts.classes.class_tables import overall_of, show_class_table, show_metrics
from pages.parts.classes.what_mends import known_diagnosis, say_what_mends, show_findings
from pages.shared import state
from pages.shared.messages import literal
from pages.shared.view import open_page

FIGURE_KEY = "classes_figure"


def choose_from_figure() -> None:
    """Put the class of the mark that was clicked into the search."""
    points = state.selected_points(FIGURE_KEY)
    if points:
        state.choose(state.CLASS_KEY, view.classes[int(points[0]["customdata"])])


def say(sentence: str, place: DeltaGenerator) -> None:
    """Put a sentence in its place; the first one is the answer, and stands out."""
    place.markdown(f"**{literal(sentence)}**" if place is first else literal(sentence))


view = open_page("Which classes fail, and why?")
answer = st.container()
without_reject = st.toggle(
    "Without the reject class",
    disabled=view.study.labelled.reject_class is None,
    key="without_reject",
    bind="query-params",
    help="Leaves the documents of the reject class out of the scoring. Decisions stay as they "
    "are: a document sent to the reject class is still an error.",
)
diagnosis = known_diagnosis(view)
baseline, current = overall_of(view, without_reject, intervals=False)
with answer:
    first, second = st.empty(), st.empty()
    say_what_mends(diagnosis)
    show_metrics(baseline, current)
# Who explores wants to know which classes are lost; who classifies, how many documents are.
lost, meaning = (first, second) if view.study.aim == "explore" else (second, first)
say(never_predicted_sentence(current), lost)
say(macro_beside_micro_sentence(current), meaning)

chosen = state.chosen_class()
st.plotly_chart(
    class_scores_figure(
        view.evaluation(view.current).per_class,
        None if view.at_baseline else view.evaluation(view.baseline).per_class,
        None if chosen is None else view.classes.index(chosen),
    ),
    key=FIGURE_KEY,
    on_select=choose_from_figure,
    selection_mode="points",
    alt="F1 of each class against its number of labels, with 95 % intervals",
)
if chosen is None:
    st.caption("Click a mark or a row to see the documents of a class.")
else:
    show_class(view, chosen, diagnosis)
show_class_table(view)
if not view.at_baseline:
    st.caption(literal(chance_sentence(view.comparison())))
show_findings(view, diagnosis)

# The bootstrap takes up to a second; everything else is on the page by then.
_, estimated = overall_of(view, without_reject, intervals=True)
say(macro_beside_micro_sentence(estimated), meaning)
