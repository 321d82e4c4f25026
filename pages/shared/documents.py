"""A table of documents, some hundred at a time, from which one can be chosen."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from analysis.evaluation.wording import counted
from pages.shared import state
from pages.shared.downloads import download_table

ROWS_SHOWN = 200
COLUMNS = {
    "text": st.column_config.TextColumn("Text", width="large"),
    "label": st.column_config.TextColumn("Label"),
    "before": st.column_config.TextColumn("Before", help="What the baseline decided."),
    "decided": st.column_config.TextColumn("Decided"),
    "words": st.column_config.TextColumn("Words that decide", width="medium"),
    "posterior": st.column_config.NumberColumn(
        "Posterior",
        format="%.3f",
        help="Of the class decided, by a model that did not see the label.",
    ),
    "predicted": st.column_config.TextColumn("Decided"),
    "second": st.column_config.TextColumn(
        "Second", help="The class of highest posterior among the others."
    ),
    "margin": st.column_config.NumberColumn(
        "Margin",
        format="%.3f",
        help="Posterior of the class decided less that of the second: near 0, little decides.",
    ),
    "right": st.column_config.CheckboxColumn("Right"),
    "id": st.column_config.TextColumn("Id"),
    "cluster": st.column_config.TextColumn("Cluster"),
}
NARROW_TEXT = {"text": st.column_config.TextColumn("Text", width="medium")}


def documents_table(
    frame: pd.DataFrame,
    key: str,
    file_name: str,
    on_choose: Callable[[str], None] | None = None,
    *,
    narrow: bool = False,
) -> int | None:
    """Show documents, 200 at a time, with a download of all of them.

    Parameters
    ----------
    frame : DataFrame
        From `documents_frame`.
    key : str
        Of the table; begins with the page's name.
    file_name : str
        Of the download.
    on_choose : callable, optional
        A callback, which is told the text of a document as soon as it is clicked.
    narrow : bool
        Whether the table has half of the page, so that the text must leave room for the rest.

    Returns
    -------
    int or None
        Position in `frame` of the document that was chosen by a click.
    """
    if frame.empty:
        st.caption("No document.")
        return None
    first = _first_row_shown(len(frame), key)
    shown = frame.iloc[first : first + ROWS_SHOWN]
    st.dataframe(
        shown,
        column_config=COLUMNS | NARROW_TEXT if narrow else COLUMNS,
        hide_index=True,
        key=key,
        on_select="rerun" if on_choose is None else lambda: _tell(on_choose, shown, key),
        selection_mode="single-row",
        alt="Documents with their label and what was decided",
    )
    download_table(frame, file_name, f"Download {counted(len(frame), 'document')} as CSV")
    chosen = state.selected_rows(key)
    return first + chosen[0] if chosen else None


def _tell(on_choose: Callable[[str], None], shown: pd.DataFrame, key: str) -> None:
    for row in state.selected_rows(key):
        on_choose(shown["text"].iloc[row])


def _first_row_shown(n_rows: int, key: str) -> int:
    """Let the reader turn pages where there is more than one."""
    n_pages = -(-n_rows // ROWS_SHOWN)
    if n_pages == 1:
        return 0
    st.caption(f"{n_rows:,} documents, {ROWS_SHOWN} at a time")
    return (st.pagination(n_pages, key=f"{key}_page") - 1) * ROWS_SHOWN
