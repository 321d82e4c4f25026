"""The ranked list of confused pairs, and which of them the page looks at."""

from functools import partial

import pandas as pd
import streamlit as st

from analysis.evaluation.confused_pairs import pairs_beside, pairs_of_class, pairs_with_words
from analysis.evaluation.wording import counted
from pages.shared import state
from pages.shared.downloads import download_table
from pages.shared.messages import literal
from pages.shared.percents import percent_column, rounded
from pages.shared.view import View

TABLE = "confusion_pairs"
SEARCH_HELP = "Keeps the pairs whose two names hold all the words you type; parts of words count."
ROWS_HEIGHT = 318
COLUMNS = {
    "true": st.column_config.TextColumn("True class"),
    "decided": st.column_config.TextColumn("Taken for"),
    "count": st.column_config.NumberColumn(
        "Documents",
        format="localized",
        help="Of the true class, decided for the other, out of fold.",
    ),
    "baseline": st.column_config.NumberColumn(
        "Baseline", format="localized", help="How many it was under the baseline settings."
    ),
    "support": st.column_config.NumberColumn(
        "Support", format="localized", help="All labelled documents of the true class."
    ),
    "share": percent_column("Share", "Of the documents of the true class."),
    "share_low": percent_column("From", "Lower end of the share's 95 % interval (Wilson)."),
    "share_high": percent_column("To", "Upper end of the share's 95 % interval (Wilson)."),
    "reverse": st.column_config.NumberColumn(
        "Other way", format="localized", help="Documents of the second class taken for the first."
    ),
}

SHARES = ("share", "share_low", "share_high")


def listed_pairs(view: View) -> pd.DataFrame:
    """Let the reader search the confused pairs.

    Parameters
    ----------
    view : View

    Returns
    -------
    DataFrame
        The pairs that were not filtered away, the most frequent first.
    """
    current, baseline = (view.evaluation(s).confusion for s in (view.current, view.baseline))
    pairs = pairs_beside(current, baseline)
    name = state.chosen_class()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.text_input(
            "Search pairs",
            key="find",
            bind="query-params",
            type="search",
            placeholder="Words in either name",
            help=SEARCH_HELP,
            width=320,
        )
        if name is not None:
            pairs = pairs_of_class(pairs, view.classes.index(name))
            st.button(
                f"Only pairs of {literal(name)}: show all",
                on_click=state.choose,
                args=(state.CLASS_KEY, None),
                icon=":material/filter_alt_off:",
                help="Empties the class search in the side bar.",
            )
    return pairs_with_words(pairs, wanted or "").reset_index(drop=True)


def opened_pair(view: View, pairs: pd.DataFrame) -> tuple[int, int] | None:
    """Find the pair that the page looks at.

    Parameters
    ----------
    view : View
    pairs : DataFrame
        From `listed_pairs`.

    Returns
    -------
    tuple of (int, int) or None
        Codes of the true class and of the one decided: those that were chosen, as long as
        they agree with the class search; else the first pair of the list, if it has one.
        It stays open, also when it is confused less under other settings.
    """
    true, decided = state.chosen_pair()
    known = true != decided and {true, decided} <= set(view.classes)
    if not known or state.chosen_class() not in (None, true, decided):
        if pairs.empty:
            return None
        true, decided = pairs["true"][0], pairs["decided"][0]
    state.choose_pair(true, decided)
    return view.classes.index(true), view.classes.index(decided)


def pairs_table(view: View, pairs: pd.DataFrame, pair: tuple[int, int] | None) -> None:
    """Draw the list; a click on a row opens its pair.

    Parameters
    ----------
    view : View
    pairs : DataFrame
        From `listed_pairs`.
    pair : tuple of (int, int) or None
        From `opened_pair`; its row is marked.
    """
    if pairs.empty:
        st.caption("No confused pair fits the search.")
        return
    names = [name for name in COLUMNS if name != "baseline" or not view.at_baseline]
    shown = rounded(pairs[names], SHARES)
    state.select_row(TABLE, _row_of(pairs, pair))
    st.dataframe(
        shown,
        height=min(ROWS_HEIGHT, 38 + 35 * len(shown)),
        column_config=COLUMNS,
        hide_index=True,
        key=TABLE,
        on_select=partial(_open_row, pairs),
        selection_mode="single-row",
        alt="Pairs of classes, by the number of documents of one that are taken for the other",
    )
    download_table(shown, "confused_pairs.csv", f"Download {counted(len(shown), 'pair')} as CSV")


def _row_of(pairs: pd.DataFrame, pair: tuple[int, int] | None) -> int | None:
    if pair is None:
        return None
    rows = pairs.index[(pairs["true_code"] == pair[0]) & (pairs["decided_code"] == pair[1])]
    return int(rows[0]) if len(rows) else None


def _open_row(pairs: pd.DataFrame) -> None:
    for row in state.selected_rows(TABLE):
        state.choose_pair(pairs["true"][row], pairs["decided"][row])
