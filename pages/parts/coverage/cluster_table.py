"""The table of clusters: their documents, their labels, and what lies in them."""

import streamlit as st

from analysis.sampling.clusters.cluster_tables import cluster_frame
from analysis.sampling.coverage.coverage import Coverage
from pages.shared import state
from pages.shared.downloads import download_table
from pages.shared.percents import percent_column, rounded

TABLE_KEY = "coverage_table"


def _count(label: str, help: str | None = None) -> object:
    return st.column_config.NumberColumn(label, format="localized", help=help)


COLUMNS = {
    "cluster": st.column_config.TextColumn("Cluster", pinned=True),
    "words": st.column_config.TextColumn(
        "Words",
        help="What its documents hold more than those of other clusters (class-based tf-idf of "
        "at most 200 of its documents).",
    ),
    "documents": _count("Documents"),
    "share": percent_column("Share", "Share of the documents that lie in a cluster.", decimals=2),
    "labels": _count("Labels"),
    "expected": st.column_config.NumberColumn(
        "Expected", format="%.1f", help="Labels in proportion to its documents."
    ),
    "drawing": st.column_config.TextColumn(
        "Labels are", help="Too few or too many only where chance does not explain it."
    ),
    "main_class": st.column_config.TextColumn("Most labels", help="Its most frequent class."),
    "purity": percent_column("Purity", "Share of that class among its labels."),
    "reject_share": percent_column("Reject class", "Share of the reject class among its labels."),
    "p_value": st.column_config.NumberColumn(
        "p",
        format="%.2g",
        help="Exact and two-sided, of this cluster alone; below 0.05 over the number of clusters "
        "counts as beyond chance.",
    ),
}


def show_cluster_table(coverage: Coverage, words: tuple[str, ...]) -> None:
    """Draw the table; a click on a row puts its cluster into the search.

    Parameters
    ----------
    coverage : Coverage
    words : tuple of str, n_clusters
    """
    shown = rounded(cluster_frame(coverage, words), ["share"], decimals=2)
    shown = rounded(shown, ["purity", "reject_share"])[list(COLUMNS)]
    if coverage.reject_code is None:
        shown = shown.drop(columns="reject_share")
    names = shown["cluster"].tolist()
    st.dataframe(
        shown,
        column_config=COLUMNS,
        hide_index=True,
        key=TABLE_KEY,
        on_select=lambda: _choose(names),
        selection_mode="single-row",
        placeholder="–",
        alt="Clusters with their documents and labels, those furthest from proportional first",
    )
    download_table(shown, "coverage.csv", f"Download {len(shown):,} clusters as CSV")


def _choose(names: list[str]) -> None:
    rows = state.selected_rows(TABLE_KEY)
    if rows:
        state.choose(state.CLUSTER_KEY, names[rows[0]])
