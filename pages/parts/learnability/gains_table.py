"""What is known of each class as a table: what more labels would add, or what is determined."""

import pandas as pd
import streamlit as st

from analysis.explain.learnability.learnability_table import REACHED
from pages.shared import state
from pages.shared.downloads import download_table

TABLE_KEY = "learnability_table"
VIEW_KEY = "gains"
MORE, DOUBLED, NEEDED, DETERMINED = (
    "50 more labels",
    "Twice the labels",
    "Labels needed",
    "Share determined",
)
# Few enough columns that all fit on a small screen, the one that sorts the table first.
VIEWS = {
    MORE: ("gain", "gain_interval", "more", "curve"),
    DOUBLED: ("doubled", "doubled_interval", "curve"),
    NEEDED: ("needed", "needed_interval", "curve"),
    DETERMINED: ("determined", "determined_interval", "within_class"),
}


def _number(label: str, form: str, help: str | None = None) -> dict:
    return st.column_config.NumberColumn(label, format=form, help=help)


COLUMNS = {
    "class": st.column_config.TextColumn("Class", pinned=True, width="medium"),
    "labels": _number("Labels", "localized"),
    "more": _number(
        "More labels", "localized", "50, or as many as the curve can be carried on to."
    ),
    "gain": _number("Gain in F1", "%+.2f", "Expected from so many more labels; extrapolated."),
    "gain_interval": st.column_config.TextColumn("Gain, 95 %"),
    "doubled": _number("Gain in F1", "%+.2f", "Expected from twice the labels; extrapolated."),
    "doubled_interval": st.column_config.TextColumn("Gain, 95 %"),
    "needed": _number(
        "Labels needed",
        "localized",
        "In all, those there are included, for the F1 asked for; extrapolated.",
    ),
    "needed_interval": st.column_config.TextColumn(
        "Needed, 95 %", help="“Reached” where the labels there are suffice."
    ),
    "curve": st.column_config.TextColumn(
        "Curve it follows",
        help="Classes under 50 labels follow the mean of those of their size; where that cannot "
        "be carried on either, the reason.",
    ),
    "determined": _number(
        "Determined",
        "%.2f",
        "Share recovered of whether a document is of the class or not.",
    ),
    "determined_interval": st.column_config.TextColumn("Determined, 95 %"),
    "within_class": _number(
        "Of its documents",
        "%.2f",
        "Share recovered for the documents of the class, every class weighing the same. Negative "
        "where the model misleads.",
    ),
}


def ask_view() -> str:
    """Draw the choice of what the table tells.

    Returns
    -------
    str
        One of `VIEWS`.
    """
    return st.segmented_control(
        "What the table tells",
        VIEWS,
        default=MORE,
        required=True,
        key=VIEW_KEY,
        bind="query-params",
        help="What 50 more labels of a class would add to its F1, or twice its labels; how many it "
        "needs for the F1 asked for; or how much of it the words determine.",
    )


def show_gains_table(frame: pd.DataFrame, view: str) -> None:
    """Draw the table of classes; a click on a row puts its class into the search.

    Parameters
    ----------
    frame : DataFrame
        From `learnability_table`, with curves or without.
    view : str
        One of `VIEWS`; without curves only `DETERMINED`.
    """
    shown = _columns_of(frame, view)
    names = shown["class"].tolist()
    st.dataframe(
        shown,
        column_config=COLUMNS,
        hide_index=True,
        key=TABLE_KEY,
        on_select=lambda: _choose(names),
        selection_mode="single-row",
        placeholder="–",
        alt=f"Classes and their labels: {view.lower()}",
    )
    download_table(shown, "learnability.csv", f"Download {len(shown):,} classes as CSV")


def _columns_of(frame: pd.DataFrame, view: str) -> pd.DataFrame:
    """Class, labels and what the view tells, sorted by it."""
    first, *_ = columns = VIEWS[view]
    if "basis" in frame:
        frame = frame.assign(
            curve=frame["basis"].where(frame["basis"] != "", frame["reason"]),
            needed=frame["needed"].where(frame["needed_interval"] != REACHED),
        )
    ascending = view == NEEDED
    frame = frame.sort_values(first, ascending=ascending, kind="stable", ignore_index=True)
    return frame[["class", "labels", *columns]]


def _choose(names: list[str]) -> None:
    rows = state.selected_rows(TABLE_KEY)
    if rows:
        state.choose(state.CLASS_KEY, names[rows[0]])
