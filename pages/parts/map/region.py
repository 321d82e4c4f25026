"""What lies in a region drawn around on the map."""

import streamlit as st

from analysis.evaluation.wording import counted
from analysis.plots.map_colouring import MapKnowledge
from analysis.sampling.map.map_wording import region_sentence
from analysis.sampling.map.projection import Projection
from analysis.sampling.map.region_tables import region_classes, region_documents
from analysis.sampling.map.regions import Corner
from pages.shared import state
from pages.shared.cache.map import region_words_of, rows_within
from pages.shared.documents import documents_table
from pages.shared.downloads import download_table
from pages.shared.messages import literal
from pages.shared.percents import percent_column, rounded
from pages.shared.view import View

TABLE_HEIGHT = 400


CLASS_COLUMNS = {
    "class": st.column_config.TextColumn("Class", pinned=True),
    "labels": st.column_config.NumberColumn("Labels", format="localized"),
    "share": percent_column("Of the region", "Share of the labels in the region."),
    "share_low": percent_column("From", "Lower end of the 95 % interval."),
    "share_high": percent_column("To", "Upper end of the 95 % interval."),
    "of_class": percent_column("Of the class", "Share of the class's labels that lie here."),
    "decided": st.column_config.NumberColumn(
        "Decided", format="localized", help="Documents in the region decided for the class."
    ),
}
SHARES = ("share", "share_low", "share_high", "of_class")
WORD_COLUMNS = {
    "term": st.column_config.TextColumn("Word", pinned=True),
    "z": st.column_config.NumberColumn(
        "z",
        format="%.1f",
        help="Standardised log-odds of the word in the region against the rest; within 2 of 0 "
        "it may be chance.",
    ),
    "in_class": st.column_config.NumberColumn("Inside", format="localized"),
    "elsewhere": st.column_config.NumberColumn("Outside", format="localized"),
    "share_of_class": st.column_config.ProgressColumn(
        "Of the region", format="percent", min_value=0, max_value=1
    ),
}


def show_region(
    view: View,
    knowledge: MapKnowledge,
    layout: str,
    projection: Projection,
    outline: tuple[Corner, ...],
) -> None:
    """Draw the documents of a region, their words and their classes.

    Parameters
    ----------
    view : View
    knowledge : MapKnowledge
    layout : str
        Name of the layout.
    projection : Projection
    outline : tuple of (int, int)
    """
    rows = rows_within(view.study, layout, projection, outline)
    classes = region_classes(knowledge.mapped, rows, knowledge.decided)
    st.subheader("In the region", anchor=False)
    st.markdown(literal(region_sentence(knowledge.mapped, len(rows), classes)))
    if not len(rows):
        return
    documents, beside = st.columns([3, 2], gap="medium")
    with documents:
        frame = region_documents(knowledge.mapped, rows, knowledge.decided)
        documents_table(frame, "map_region", "region_documents.csv", narrow=True)
    with beside:
        words, labels = st.tabs(["Words", f"Classes ({len(classes):,})"])
        with words:
            _show_words(view, layout, outline, rows)
        with labels:
            _show_classes(classes)


def _show_words(view: View, layout: str, outline: tuple[Corner, ...], rows: object) -> None:
    found = region_words_of(view.study, layout, outline, rows)
    frame = found.words.frame()
    if frame.empty:
        st.caption("No word is more common inside than outside.")
        return
    st.dataframe(
        frame,
        height=TABLE_HEIGHT,
        column_config=WORD_COLUMNS,
        hide_index=True,
        alt="Words that the documents of the region hold more than the others",
    )
    st.caption(
        f"Words of {counted(found.n_read, 'document')} of the region against "
        f"{found.n_rest_read:,} of the rest, drawn at random where there are more."
    )
    download_table(frame, "region_words.csv")


def _show_classes(classes: object) -> None:
    if classes.empty:
        st.caption("No label, and nothing decided.")
        return
    names = classes["class"].tolist()
    shown = rounded(classes, SHARES)
    st.dataframe(
        shown,
        height=TABLE_HEIGHT,
        column_config=CLASS_COLUMNS,
        hide_index=True,
        key="map_classes",
        on_select=lambda: _choose_class(names),
        selection_mode="single-row",
        alt="Classes of the documents in the region, the most frequent first",
    )
    st.caption("A click chooses the class on all pages, and highlights it on the map.")
    download_table(shown, "region_classes.csv")


def _choose_class(names: list[str]) -> None:
    for row in state.selected_rows("map_classes"):
        state.choose(state.CLASS_KEY, names[row])
