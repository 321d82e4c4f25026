"""Two classes that are confused: their documents, the words they share and those apart."""

import streamlit as st

from analysis.evaluation.documents import documents_frame, rows_between
from analysis.evaluation.wording import pair_sentence
from analysis.explain.pair_words import PairWords, shared_words, words_apart
from pages.shared import state
from pages.shared.documents import documents_table
from pages.shared.downloads import download_table
from pages.shared.messages import literal
from pages.shared.view import View

WORDS_HEIGHT = 318
WORD_COLUMNS = {
    "term": st.column_config.TextColumn("Word", pinned=True),
    "share_of_a": None,
    "share_of_b": None,
    "elsewhere": st.column_config.NumberColumn(
        "Elsewhere", format="%d", help="Labelled documents of neither class that hold the word."
    ),
    "z": st.column_config.NumberColumn(
        "z",
        format="%.1f",
        help="Standardised log-odds of the word in the first class against the second: "
        "positive for a word of the first; within 2 of 0 it may be chance.",
    ),
}


def pair_section(view: View, true: int, decided: int) -> None:
    """Show what there is to know about a confused pair.

    Parameters
    ----------
    view : View
    true, decided : int
        Codes of two different classes.
    """
    names = view.classes[true], view.classes[decided]
    st.subheader(f"{literal(names[0])} taken for {literal(names[1])}", anchor=False)
    st.markdown(literal(pair_sentence(view.evaluation(view.current).confusion, true, decided)))
    if not view.at_baseline:
        told = pair_sentence(view.evaluation(view.baseline).confusion, true, decided)
        st.caption(f"Baseline: {literal(told)}")
    with st.container(horizontal=True):
        for name, other in (names, names[::-1]):
            _vocabulary_link(name, other)
    _documents(view, true, decided)


def words_section(view: View, true: int, decided: int) -> None:
    """Show which words a pair shares and which separate it, in the labelled documents.

    Parameters
    ----------
    view : View
    true, decided : int
        Codes of two different classes.
    """
    counts = view.class_terms(view.current)
    left, right = st.columns(2)
    with left:
        st.markdown("**Words both share**, more common in the two than elsewhere")
        _words_table(view, shared_words(counts, true, decided), true, decided, "shared")
    with right:
        st.markdown("**Words that separate them**, from the first class to the second")
        _words_table(view, words_apart(counts, true, decided), true, decided, "apart")


def _vocabulary_link(name: str, other: str) -> None:
    pair = {state.CLASS_KEY: name, state.OTHER_KEY: other}
    st.page_link(
        "pages/model/vocabulary.py",
        label=f"Vocabulary of {literal(name)}",
        icon=":material/dictionary:",
        help="The words that speak for this class in the model, beside the other class.",
        query_params=state.url_parameters() | pair,
    )


def _documents(view: View, true: int, decided: int) -> None:
    """The documents confused, in either direction."""
    evaluation = view.evaluation(view.current)
    ways = ((true, decided), (decided, true))
    rows = [rows_between(view.study.labelled, evaluation, *way) for way in ways]
    tabs = st.tabs([_way(view, *way, len(found)) for way, found in zip(ways, rows, strict=True)])
    for tab, (label, other), found in zip(tabs, ways, rows, strict=True):
        frame = documents_frame(view.study.labelled, evaluation, found).drop(columns="right")
        with tab:
            documents_table(
                frame,
                key=f"confusion_documents_{label}_{other}",
                file_name=f"documents_{label}_decided_{other}.csv",
            )


def _way(view: View, label: int, decided: int, n: int) -> str:
    """'hex bolt taken for socket screw (212)'."""
    return f"{literal(view.classes[label])} taken for {literal(view.classes[decided])} ({n:,})"


def _words_table(view: View, words: PairWords, true: int, decided: int, kind: str) -> None:
    frame = words.frame()[list(WORD_COLUMNS)]
    if frame.empty:
        st.caption("No such word.")
        return
    st.dataframe(
        frame,
        height=WORDS_HEIGHT,
        column_config=WORD_COLUMNS | _named_columns(view.classes[true], view.classes[decided]),
        hide_index=True,
        alt=f"Words of {view.classes[true]} and {view.classes[decided]}",
    )
    download_table(frame, f"words_{kind}_{true}_{decided}.csv")


def _named_columns(*names: str) -> dict[str, object]:
    """The two columns of shares, under the names of their classes."""
    return {
        column: st.column_config.ProgressColumn(
            name,
            format="percent",
            min_value=0,
            max_value=1,
            width=120,
            help="Share of the documents of this class that hold the word.",
        )
        for column, name in zip(("share_of_a", "share_of_b"), names, strict=True)
    }
