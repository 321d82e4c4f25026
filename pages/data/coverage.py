"""Were the labels drawn where the documents are?"""

import streamlit as st

from analysis.plots.coverage import coverage_figure
from analysis.sampling.coverage.coverage_wording import (
    agreement_sentence,
    band_sentence,
    coverage_sentence,
    without_label_sentence,
)
from pages.parts.coverage.cluster_detail import show_cluster
from pages.parts.coverage.cluster_table import show_cluster_table
from pages.parts.coverage.hidden_groups import show_hidden_groups
from pages.parts.coverage.make_clusters import offer_clusters, say_that_clusters_were_made
from pages.parts.coverage.missed_classes import show_missed_classes
from pages.parts.coverage.planner import show_planner
from pages.shared import state
from pages.shared.cache.sampling import agreement_of, cluster_words_of, coverage_of, strata_of
from pages.shared.messages import input_errors_shown, literal
from pages.shared.open_again import say_what_is_missing
from pages.shared.view import current_study

FIGURE_KEY = "coverage_figure"
MISSING_CORPUS = (
    "This study has labelled documents only. Open it again together with the whole collection, "
    "not labelled: then the labels of each cluster stand here beside its documents, and the next "
    "ones are drawn here. Clusters come with a column that names them, or are made here."
)
MISSING_CLUSTERS = (
    "The unlabelled corpus of this study has no clusters, so there is nothing to compare the "
    "labels with. If they were drawn by cluster, open the files again and choose the column that "
    "names the cluster of each document. If not, make clusters here, or draw the next labels at "
    "random from all documents, below."
)


def choose_from_figure() -> None:
    """Put the cluster of the mark that was clicked into the search."""
    points = state.selected_points(FIGURE_KEY)
    if points:
        position = int(points[0]["customdata"])
        state.choose(state.CLUSTER_KEY, coverage.clusters[position])


def stop_without_clusters() -> None:
    """Say what is missing, if anything is, and what to do about it."""
    if study.unlabelled is None:
        say_what_is_missing(MISSING_CORPUS)
        st.stop()
    if study.unlabelled.clusters is None:
        say_what_is_missing(MISSING_CLUSTERS)
        offer_clusters(study)
        show_missed_classes(study, from_corpus=strata_of(study).labels_from_corpus)
        show_hidden_groups(study)
        show_planner(study)
        st.stop()


st.title("Were the labels drawn where the documents are?")
study = current_study()
stop_without_clusters()
coverage = None
with input_errors_shown():
    coverage = coverage_of(study)
if coverage is None:
    offer_clusters(study)
    st.stop()
words, names = cluster_words_of(study), coverage.clusters.tolist()

st.markdown(f"**{literal(coverage_sentence(coverage))}**")
empty = without_label_sentence(coverage, words)
if empty:
    st.warning(literal(empty), icon=":material/warning:")
say_that_clusters_were_made(study)

answer = st.container()
state.keep_only(state.CLUSTER_KEY, names)
chosen = st.selectbox(
    "Cluster",
    names,
    index=None,
    key=state.CLUSTER_KEY,
    bind="query-params",
    placeholder="Choose a cluster, or click a mark or a row",
    help="Shows the classes among its labels, and its documents with and without a label.",
)
position = None if chosen is None else names.index(chosen)
with answer:
    st.plotly_chart(
        coverage_figure(coverage, words, position),
        key=FIGURE_KEY,
        on_select=choose_from_figure,
        selection_mode="points",
        alt="Labels of each cluster against its documents, both on logarithmic axes",
    )
    st.caption(literal(band_sentence(coverage)))
if position is not None:
    show_cluster(study, coverage, words, position)
show_cluster_table(coverage, words)
st.caption(literal(agreement_sentence(agreement_of(study))))
with st.expander("Make other clusters", icon=":material/hub:"):
    offer_clusters(study)
show_missed_classes(study, from_corpus=coverage.from_corpus)
show_hidden_groups(study)
show_planner(study)
