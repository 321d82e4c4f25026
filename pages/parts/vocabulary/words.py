"""Figures and tables of words, from which a click leads to the documents of a word."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pages.shared import state
from pages.shared.downloads import download_table
from pages.shared.percents import rounded

WORDS_HEIGHT = 318

Columns = dict[str, object]


def count_column(label: str, help: str) -> object:
    """A column of numbers of documents.

    Parameters
    ----------
    label, help : str
        Plain text.

    Returns
    -------
    object
        For `words_table`.
    """
    return st.column_config.NumberColumn(label, format="localized", help=help)


WORD_COLUMN = st.column_config.TextColumn("Word", pinned=True)
USE_COLUMNS = {
    "in_class": count_column("In class", "Documents of the class that hold the word."),
    "elsewhere": count_column("Elsewhere", "Labelled documents of other classes that hold it."),
}


def words_figure(figure: go.Figure, key: str, alt: str) -> None:
    """Draw a figure whose marks are words; a click on one puts it into the word search.

    Parameters
    ----------
    figure : Figure
        With the word as the customdata of each mark.
    key : str
        Of its own for every content, so that no mark of another figure stays selected.
    alt : str
        Plain text.
    """
    st.plotly_chart(
        figure,
        key=key,
        on_select=lambda: _choose_from_figure(key),
        selection_mode="points",
        alt=alt,
    )


def words_table(frame: pd.DataFrame, columns: Columns, key: str, file_name: str, alt: str) -> None:
    """Draw a table of words; a click on a row puts its word into the word search.

    Parameters
    ----------
    frame : DataFrame
        With a column `term`.
    columns : dict of str to column configuration
        The columns shown, in their order.
    key : str
        Of its own for every content.
    file_name : str
        Of the download.
    alt : str
        Plain text.
    """
    shown = rounded(rounded(frame[list(columns)], ["share_of_class"]), ["sign_kept"], decimals=0)
    st.dataframe(
        shown,
        height=min(WORDS_HEIGHT, 38 + 35 * max(1, len(shown))),
        column_config=columns,
        hide_index=True,
        key=key,
        on_select=lambda: _choose_from_table(key, shown["term"].tolist()),
        selection_mode="single-row",
        placeholder="–",
        alt=alt,
    )
    download_table(shown, file_name)


def _choose_from_figure(key: str) -> None:
    for point in state.selected_points(key):
        _choose(point.get("customdata"))


def _choose_from_table(key: str, words: list[object]) -> None:
    for row in state.selected_rows(key):
        _choose(words[row])


def _choose(word: object) -> None:
    """Some marks and rows are no words, such as the prior."""
    if isinstance(word, list):
        word = word[0]
    if isinstance(word, str):
        state.choose(state.WORD_KEY, word)
