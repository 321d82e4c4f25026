"""A table to take away, as exactly what is shown."""

import pandas as pd
import streamlit as st

from analysis.corpus.csv_export import safe_csv


def download_table(frame: pd.DataFrame, file_name: str, label: str = "Download as CSV") -> None:
    """Offer a table as CSV; it is written when the button is pressed.

    Parameters
    ----------
    frame : DataFrame
        What is shown.
    file_name : str
        Ends in ``.csv``.
    label : str
    """
    st.download_button(
        label,
        lambda: safe_csv(frame),
        file_name=file_name,
        mime="text/csv",
        key=f"download_{file_name}",
        on_click="ignore",
        icon=":material/download:",
        help="Cells that a spreadsheet would take for a formula begin with an apostrophe.",
    )
