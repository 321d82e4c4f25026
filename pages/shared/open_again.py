"""What a study was opened without, and the way to open its files again."""

import streamlit as st

from pages.shared import state


def say_what_is_missing(said: str) -> None:
    """Say what the study lacks for a page, with a link to where files are opened.

    Parameters
    ----------
    said : str
        Markdown; names what is missing and what it would bring.
    """
    st.info(said, icon=":material/database:")
    st.page_link(
        "pages/data/corpora.py",
        label="Open the files again, on the page Corpora",
        icon=":material/upload_file:",
        query_params=state.unbound_parameters() | {state.PART_KEY: state.OPEN_FILES},
    )
