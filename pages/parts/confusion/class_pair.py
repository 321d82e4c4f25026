"""Two classes that are confused: their documents, the words they share and those apart."""

import streamlit as st

from analysis.evaluation.documents import documents_frame, rows_between
from analysis.evaluation.wording import counted, pair_sentence
from analysis.explain.vocabulary.pair_words import PairWords, shared_words, words_apart
from pages.shared import state
from pages.shared.documents import documents_table
from pages.shared.downloads import download_table
from pages.shared.messages import literal
from pages.shared.view import View

WORDS_HEIGHT = 318
WORD_COLUMNS = {
    "term": st.column_config.TextColumn("Word", pinned=True),
    "elsewhere": st.column_config.NumberColumn(
        "Elsewhere",
        format="localized",
        help="Labelled documents of neither class that hold the word.",
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
            _way_to_vocabulary(name, other)
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
    names = view.classes[true], view.classes[decided]
    left, right = st.columns(2)
    with left:
        st.markdown("**Words both share**, more common in the two than elsewhere")
        _words_table(shared_words(counts, true, decided), names, "words_shared.csv")
    with right:
        st.markdown("**Words that separate them**, from the first class to the second")
        _words_table(words_apart(counts, true, decided), names, "words_apart.csv")


def _way_to_vocabulary(name: str, other: str) -> None:
    """A button: a link would carry the class search as it is beside the class asked for."""
    asked = st.button(
        f"Vocabulary of {literal(name)}",
        key=f"confusion_vocabulary_of_{name}",
        on_click=state.choose,
        args=(state.CLASS_KEY, name),
        type="tertiary",
        icon=":material/dictionary:",
        help="The words that speak for this class in the model, and against the other one.",
    )
    if asked:
        pair = {state.OTHER_KEY: other, state.LOOK_KEY: state.TWO_CLASSES}
        st.switch_page("pages/model/vocabulary.py", query_params=state.unbound_parameters() | pair)


def _documents(view: View, true: int, decided: int) -> None:
    """The documents confused, in either direction."""
    evaluation = view.evaluation(view.current)
    ways = ((true, decided), (decided, true))
    rows = [rows_between(view.study.labelled, evaluation, *way) for way in ways]
    tabs = st.tabs([_way(view, *way, len(found)) for way, found in zip(ways, rows, strict=True)])
    files = ("confused_documents.csv", "confused_the_other_way.csv")
    for tab, way, found, file_name in zip(tabs, ways, rows, files, strict=True):
        frame = documents_frame(view.study.labelled, evaluation, found).drop(columns="right")
        with tab:
            documents_table(frame, f"confusion_documents_{way[0]}_{way[1]}", file_name)


def _way(view: View, label: int, decided: int, n: int) -> str:
    """'hex bolt taken for socket screw (212)'."""
    return f"{literal(view.classes[label])} taken for {literal(view.classes[decided])} ({n:,})"


def _words_table(words: PairWords, names: tuple[str, str], file_name: str) -> None:
    shares = dict(zip(("share_of_a", "share_of_b"), map("share of {}".format, names), strict=True))
    frame = words.frame()[["term", *shares, "elsewhere", "z"]].rename(columns=shares)
    if frame.empty:
        st.caption("No such word.")
        return
    headed = {f"share of {name}": _share_column(name) for name in names}
    st.dataframe(
        frame,
        height=WORDS_HEIGHT,
        column_config=WORD_COLUMNS | headed,
        hide_index=True,
        alt=f"Words of {names[0]} and {names[1]}",
    )
    download_table(frame, file_name, f"Download {counted(len(frame), 'word')} as CSV")


def _share_column(name: str) -> object:
    return st.column_config.ProgressColumn(
        name,
        format="percent",
        min_value=0,
        max_value=1,
        width=100,
        help="Share of the documents of this class that hold the word.",
    )
