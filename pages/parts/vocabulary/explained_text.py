"""One text explained: the prior, the intercept, each word and the shift, up to the log-odds."""

import streamlit as st

from analysis.evaluation.documents import documents_frame, rows_between
from analysis.explain.vocabulary.contributions import Contributions
from analysis.explain.vocabulary.explanation import Explanation, explain_text, parts_frame
from analysis.explain.vocabulary.explanation_wording import (
    baseline_sentence,
    decision_sentence,
    left_out_sentence,
    seen_sentence,
    unknown_sentence,
)
from analysis.explain.vocabulary.same_text import documents_reading
from analysis.plots.contributions import contribution_waterfall
from pages.parts.vocabulary.explain_document import explain_on_click
from pages.parts.vocabulary.word_documents import word_section
from pages.parts.vocabulary.words import words_figure, words_table
from pages.shared import state
from pages.shared.documents import documents_table
from pages.shared.messages import literal
from pages.shared.view import View

PART_COLUMNS = {
    "part": st.column_config.TextColumn("Part", width=172),
    "term": st.column_config.TextColumn("Word"),
    "contribution": st.column_config.NumberColumn(
        "Log-odds", format="%+.3f", help="All parts add up to the last row."
    ),
    "tfidf": st.column_config.NumberColumn(
        "Tf-idf", format="%.3f", help="Weight of the word in this text."
    ),
    "coefficient_difference": st.column_config.NumberColumn(
        "Coefficient difference",
        format="%+.2f",
        help="Coefficient for the class decided less that for the other; times the tf-idf it is "
        "what the word brings.",
    ),
}


def explained_text_section(view: View, code: int) -> None:
    """Let the reader type a text or choose a document, and take its decision apart.

    Parameters
    ----------
    view : View
    code : int
        Of the class whose documents can be chosen.
    """
    text = st.text_input(
        "Text to explain",
        key=state.TEXT_KEY,
        bind="query-params",
        on_change=state.choose,
        args=(state.AGAINST_KEY, None),
        placeholder="Type a text, or click a document below",
        help="Any text; it need not be a document of the corpus.",
    )
    if text and text.strip():
        _explanation(view, code, text)
    _documents(view, code)


def _explanation(view: View, code: int, text: str) -> None:
    labelled = view.study.labelled
    explained = explain_text(text, view.training(view.current).model, view.current)
    rows = documents_reading(labelled, text)
    other = _opponent(view, explained, labelled.codes[rows].tolist())
    parts = explained.against(other)
    names = view.classes[explained.decided], view.classes[other]
    st.markdown(f"**{literal(decision_sentence(explained, parts, *names))}**")
    if not view.at_baseline:
        _baseline(view, text)
    if len(rows):
        seen = documents_frame(labelled, view.evaluation(view.current), rows)
        st.caption(literal(seen_sentence(seen["label"], seen["decided"], seen["posterior"])))
    unknown = unknown_sentence(explained.typed.unknown)
    for sentence in (unknown, left_out_sentence(view.current.decision)):
        if sentence is not None:
            st.caption(literal(sentence))
    if parts.reason is None:
        _parts(view, code, parts, names)


def _baseline(view: View, text: str) -> None:
    before = explain_text(text, view.training(view.baseline).model, view.baseline)
    st.caption(literal(baseline_sentence(before, view.classes[before.decided])))


def _opponent(view: View, explained: Explanation, labels: list[int]) -> int:
    """The class that the one decided is held against."""
    names = [name for i, name in enumerate(view.classes) if i != explained.decided]
    state.keep_only(state.AGAINST_KEY, names)
    default = explained.telling_opponent(labels)
    why = "its label" if default in labels else "second best"
    chosen = st.selectbox(
        "Against",
        names,
        index=None,
        key=state.AGAINST_KEY,
        bind="query-params",
        placeholder=f"{view.classes[default]} ({why})",
        help="The class that the one decided is held against; the second best, or the label "
        "of the document where another class was decided.",
    )
    return default if chosen is None else view.classes.index(chosen)


def _parts(view: View, code: int, parts: Contributions, names: tuple[str, str]) -> None:
    content = "_".join((*names, *parts.terms))
    figure, beside = st.columns(2, gap="medium")
    with figure:
        words_figure(
            contribution_waterfall(parts, *names),
            f"vocabulary_waterfall_{content}",
            "Steps from the prior over the words to the log-odds",
        )
        words_table(
            parts_frame(parts),
            PART_COLUMNS,
            f"vocabulary_parts_{content}",
            "parts_of_the_log_odds.csv",
            "Parts of the log-odds, and their sum",
        )
    with beside:
        word_section(view, code)


def _documents(view: View, code: int) -> None:
    st.markdown(f"**Documents of {literal(view.classes[code])}**: click one to have it explained")
    evaluation = view.evaluation(view.current)
    rows = rows_between(view.study.labelled, evaluation, label=code)
    documents_table(
        documents_frame(view.study.labelled, evaluation, rows),
        f"vocabulary_documents_{code}",
        "documents_of_class.csv",
        explain_on_click,
    )
