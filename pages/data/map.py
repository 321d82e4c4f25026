"""How do the documents lie, and what is in a region?"""

import streamlit as st

from analysis.sampling.map.map_wording import (
    components_sentence,
    highlighted_sentence,
    map_sentence,
    spread_sentence,
    umap_sentence,
)
from pages.parts.frequencies.corpus_scoring import corpus_scores, offer_scoring
from pages.parts.map.chosen import show_document
from pages.parts.map.controls import choose_colours, choose_highlight, highlight_words
from pages.parts.map.layouts import (
    COMPONENTS,
    choose_layout,
    components_layout,
    umap_layout,
)
from pages.parts.map.picture import outline_in, show_density, show_points
from pages.parts.map.region import show_region
from pages.shared import state
from pages.shared.cache.map import (
    Highlight,
    highlighted_rows,
    knowledge_of,
    mapped_of,
    payload_of,
    region_names_of,
    togetherness_of,
)
from pages.shared.messages import input_errors_shown, literal
from pages.shared.view import open_page

view = open_page("How do the documents lie, and what is in a region?")
study = view.study
mapped = mapped_of(study)
n_documents = mapped.corpus.n_documents
components = components_layout(study.id, mapped)
if components is None:
    st.stop()

answer = st.container()
controls = st.container(horizontal=True, vertical_alignment="bottom")
scores = None if study.unlabelled is None else corpus_scores(view)
knowledge = knowledge_of(
    study, view.current, view.training(view.current), view.evaluation(view.current), scores
)
with controls:
    offers = st.container(width="content")
    way = choose_colours(knowledge)
    highlight = choose_highlight(view)
with offers:
    by_umap = umap_layout(study.id, mapped)
    layout, projection = choose_layout(components, by_umap)
sentence = map_sentence(mapped, togetherness_of(study, layout, projection))
answer.markdown(f"**{literal(sentence)}**")

shown = Highlight(highlight.class_code, "", False)
with input_errors_shown():
    found = highlighted_rows(knowledge, highlight)
    shown = highlight
    if not highlight.asks_for_nothing:
        said = highlighted_sentence(len(found), n_documents, highlight_words(view, highlight))
        st.caption(literal(said))
if state.lacks_webgl():
    show_density(projection, layout)
else:
    names = region_names_of(study, layout, projection)
    payload = payload_of(knowledge, layout, projection, way, shown, names, sentence)
    looked_at = state.outline(), state.chosen_document()
    show_points(mapped, payload, layout, looked_at)

if layout == COMPONENTS:
    about = components_sentence(projection)
else:
    about = umap_sentence(projection, len(mapped.cluster_names))
st.caption(literal(f"{about} {spread_sentence()}"))
if study.unlabelled is not None and scores is None:
    offer_scoring(view)
elif scores is not None and not view.at_baseline:
    st.caption(
        "Documents with a label have the decisions of the scenario above, all others those of its "
        "plain fit with the priors as learned."
    )

chosen = state.chosen_document()
if chosen is not None and chosen < n_documents:
    show_document(knowledge, projection, chosen)
outline = outline_in(layout)
if outline:
    show_region(view, knowledge, layout, projection, outline)
elif chosen is None:
    st.caption(
        "Point at a document to read it, click it to keep it, or choose Lasso and draw around a "
        "region to read what lies in it."
    )
