"""The way from what is said of a class to its documents."""

import streamlit as st

from pages.shared import state


def lead_to_documents() -> None:
    """Draw a link to the page Classes, where the class in the search has its documents."""
    st.page_link(
        "pages/model/classes.py",
        label="Its documents, and what it is taken for",
        icon=":material/leaderboard:",
        query_params=state.unbound_parameters(),
    )
