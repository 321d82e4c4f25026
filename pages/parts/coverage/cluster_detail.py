"""One cluster: the classes among its labels, and its documents with and without a label."""

import streamlit as st

from analysis.sampling.clusters.cluster_tables import (
    class_frame,
    labelled_documents,
    unlabelled_examples,
)
from analysis.sampling.coverage.coverage import Coverage
from analysis.sampling.coverage.coverage_wording import cluster_sentence
from analysis.study.study import Study
from pages.shared import state
from pages.shared.cache.sampling import strata_of
from pages.shared.cache.studies import recognition_of
from pages.shared.documents import documents_table
from pages.shared.downloads import download_table
from pages.shared.messages import literal
from pages.shared.percents import percent_column, rounded

CLASSES_HEIGHT = 318


SHARES = ("share", "share_low", "share_high", "of_class")
COLUMNS = {
    "class": st.column_config.TextColumn("Class", pinned=True),
    "labels": st.column_config.NumberColumn("Labels", format="localized"),
    "share": percent_column("Of the cluster", "Share of the cluster's labels."),
    "share_low": percent_column("From", "Lower end of the 95 % interval."),
    "share_high": percent_column("To", "Upper end of the 95 % interval."),
    "of_class": percent_column("Of the class", "Share of all labels of the class that lie here."),
}


def show_cluster(study: Study, coverage: Coverage, words: tuple[str, ...], position: int) -> None:
    """Draw what is known of a cluster.

    Parameters
    ----------
    study : Study
    coverage : Coverage
    words : tuple of str, n_clusters
    position : int
        Of the cluster.
    """
    with st.container(border=True):
        st.markdown(literal(cluster_sentence(coverage, words, position)))
        _show_inside(study, coverage, position)


def _show_inside(study: Study, coverage: Coverage, position: int) -> None:
    """The classes of the cluster, its documents with a label and some without, a tab each."""
    strata, recognition = strata_of(study), recognition_of(study)
    cluster = str(coverage.clusters[position])
    labelled = labelled_documents(study.labelled, strata, cluster)
    without = unlabelled_examples(study.unlabelled, strata, cluster, recognition.rows)
    classes, with_label, no_label = st.tabs(
        [
            "Classes among its labels",
            f"With a label ({len(labelled):,})",
            f"Without, drawn at random ({len(without):,})",
        ]
    )
    with classes:
        _classes(coverage, position)
    with with_label:
        documents_table(labelled, f"coverage_labelled_{cluster}", "labelled_of_cluster.csv")
    with no_label:
        documents_table(without, f"coverage_without_{cluster}", "examples_of_cluster.csv")


def _classes(coverage: Coverage, position: int) -> None:
    """Table of the cluster's classes, from which a click leads to a class."""
    frame = rounded(class_frame(coverage, position), SHARES)
    if frame.empty:
        st.caption("No label.")
        return
    st.caption("A click chooses the class on all pages.")
    key, names = f"coverage_classes_{position}", frame["class"].tolist()
    st.dataframe(
        frame,
        height=CLASSES_HEIGHT,
        column_config=COLUMNS,
        hide_index=True,
        key=key,
        on_select=lambda: _choose_class(key, names),
        selection_mode="single-row",
        alt="Classes of the cluster's labels, the most frequent first",
    )
    download_table(frame, "classes_of_cluster.csv")


def _choose_class(key: str, names: list[str]) -> None:
    for row in state.selected_rows(key):
        state.choose(state.CLASS_KEY, names[row])
