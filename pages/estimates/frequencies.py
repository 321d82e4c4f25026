"""How common is each class in the whole corpus?"""

import streamlit as st

from analysis.model.settings import describe_settings
from analysis.plots.frequencies import frequencies_figure
from analysis.sampling.frequencies.wording import (
    class_sentence,
    disagreement_sentence,
    drawing_sentence,
    frequency_sentence,
    model_sentence,
    strata_sentence,
    without_label_sentence,
)
from pages.parts.frequencies.clusters_came_after import ask_whether_clusters_came_after
from pages.parts.frequencies.corpus_scoring import corpus_scores, offer_scoring, plain_scenario
from pages.parts.frequencies.frequency_table import show_boundary_documents, show_frequency_table
from pages.parts.frequencies.own_figures import bring_figures
from pages.shared import state
from pages.shared.cache.sampling import frequencies_of, strata_of
from pages.shared.class_link import lead_to_documents
from pages.shared.messages import input_errors_shown, literal
from pages.shared.open_again import say_what_is_missing
from pages.shared.own_figures import kept_figures
from pages.shared.view import open_page

FIGURE_KEY = "frequencies_figure"
MARKS = (
    "A mark is a class, the most common on the left: its documents in the whole corpus, with a "
    "line for the 95 % interval; the ring is what its share among the labels alone would give."
)


def choose_from_figure() -> None:
    """Put the class of the mark that was clicked into the search."""
    points = state.selected_points(FIGURE_KEY)
    if points:
        state.choose(state.CLASS_KEY, view.classes[int(points[0]["customdata"])])


view = open_page("How common is each class in the whole corpus?")
study = view.study
if study.unlabelled is None:
    say_what_is_missing(
        "This study has labelled documents only. Open it again together with the whole "
        "collection, not labelled, and how common each class is there stands here."
    )
    st.stop()

strata = None
with input_errors_shown():
    strata = strata_of(study)
if strata is None:
    st.stop()

answer, controls = st.container(), st.container()
with controls:
    clusters_came_after = ask_whether_clusters_came_after(study, strata)
scores, plain = corpus_scores(view), plain_scenario(view).training
frequencies = frequencies_of(
    study,
    plain,
    None if scores is None else view.training(plain_scenario(view)),
    scores,
    kept_figures(study),
    clusters_came_after=clusters_came_after,
)
with answer:
    st.markdown(f"**{literal(frequency_sentence(frequencies))}**")
    doubts = [disagreement_sentence(frequencies), without_label_sentence(strata)]
    if study.drawing in ("proportional", "by-cluster"):
        st.markdown(literal(drawing_sentence(study.drawing)))
    else:
        doubts.insert(0, drawing_sentence(study.drawing))
    for warning in doubts:
        if warning:
            st.warning(literal(warning), icon=":material/warning:")
if scores is None:
    with controls:
        offer_scoring(view)

chosen = state.chosen_class()
code = None if chosen is None else view.classes.index(chosen)
st.plotly_chart(
    frequencies_figure(frequencies, code),
    key=FIGURE_KEY,
    on_select=choose_from_figure,
    selection_mode="points",
    alt="Documents of each class in the whole corpus, estimated, with 95 % intervals",
)
model = model_sentence(frequencies, describe_settings(plain))
drawn = strata_sentence(strata, chances_known=study.labelled.all_chances_known)
st.caption(literal(f"{MARKS} {drawn} {model}"))
if code is None:
    st.caption("Click a mark or a row to see what is said of a class, and its documents.")
else:
    st.markdown(literal(class_sentence(frequencies, code)))
    show_boundary_documents(view, scores, code)
    lead_to_documents()
show_frequency_table(frequencies)
with st.expander("Bring your own figures", icon=":material/upload_file:"):
    bring_figures(study)
