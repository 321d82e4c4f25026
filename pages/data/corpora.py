"""What was loaded, and can it be trusted?"""

import streamlit as st

from analysis.corpus.recognition import recognition_sentence
from analysis.plots.support import support_figure
from analysis.study.overview import loaded_sentence
from pages.parts.corpora.answers import ask_questions
from pages.parts.corpora.findings import findings_table
from pages.parts.corpora.loading import open_files
from pages.parts.corpora.look import look_at_documents
from pages.parts.corpora.studies import studies_on_this_machine
from pages.shared import state
from pages.shared.cache.studies import recognition_of
from pages.shared.local import only_this_machine
from pages.shared.messages import literal
from pages.shared.view import current_study

FIGURE_KEY = "corpora_support"
THIS_STUDY = "This study"
STUDIES = "Studies on this machine"


def choose_from_figure() -> None:
    points = state.selected_points(FIGURE_KEY)
    if points:
        name = study.labelled.classes[int(points[0]["customdata"])]
        state.choose(state.CLASS_KEY, name)
        state.choose(state.SOUGHT_KEY, name)
        state.choose(state.COLUMN_KEY, "label")


def draw_study() -> None:
    labelled, chosen = study.labelled, state.chosen_class()
    st.subheader("Labels of each class", anchor=False)
    st.plotly_chart(
        support_figure(labelled, None if chosen is None else labelled.classes.index(chosen)),
        key=FIGURE_KEY,
        on_select=choose_from_figure,
        selection_mode="points",
        alt="Number of labels of each class, the most frequent first",
    )
    st.subheader("Three answers that the figures rest on", anchor=False)
    ask_questions(study)
    st.subheader("Findings", anchor=False)
    findings_table(study.findings)
    st.subheader("Documents", anchor=False)
    look_at_documents(study)


st.title("What was loaded, and can it be trusted?")
study = current_study()
st.markdown(f"**{literal(loaded_sentence(study))}**")
recognition = recognition_of(study)
if recognition is None:
    st.caption("No unlabelled corpus was loaded: how common a class is in the whole is not known.")
else:
    st.caption(literal(recognition_sentence(recognition)))

state.turn_to_next_part()
names = [THIS_STUDY, state.OPEN_FILES, *([STUDIES] if only_this_machine() else [])]
parts = st.tabs(names, key=state.PART_KEY, on_change="rerun", bind="query-params")
with parts[0]:
    if parts[0].open:
        draw_study()
with parts[1]:
    # Also drawn while another part is turned to: files chosen here would be lost otherwise.
    open_files(THIS_STUDY)
if len(parts) > 2 and parts[2].open:
    with parts[2]:
        studies_on_this_machine(THIS_STUDY)
