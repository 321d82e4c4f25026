"""The document that was clicked on the map, and those that lie nearest to it."""

import streamlit as st

from analysis.plots.map_colouring import MapKnowledge
from analysis.sampling.map.projection import Projection
from analysis.sampling.map.region_tables import nearest_on_map, region_documents
from pages.shared import state
from pages.shared.documents import documents_table


def show_document(knowledge: MapKnowledge, projection: Projection, row: int) -> None:
    """Draw a document and its neighbours on the map.

    Parameters
    ----------
    knowledge : MapKnowledge
    projection : Projection
    row : int
        Of the corpus.
    """
    rows = nearest_on_map(row, projection.positions)
    frame = region_documents(knowledge.mapped, rows, knowledge.decided)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("The document clicked", anchor=False)
        st.button(
            "Close", icon=":material/close:", type="tertiary", on_click=state.choose_document,
            args=(None,), key="map_close",
        )  # fmt: skip
    st.text(frame["text"].iloc[0])
    st.caption("It comes first; below it those that lie nearest to it on the map.")
    documents_table(frame, f"map_near_{row}", "near_document.csv")
