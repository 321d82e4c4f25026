"""One class: what it lacks, its own words, and its documents."""

import streamlit as st

from analysis.evaluation.documents import documents_frame, rows_between
from analysis.evaluation.wording import class_sentence
from analysis.explain.diagnosis.diagnosis import Diagnosis
from analysis.explain.vocabulary.own_words import missed_in_spite_of, own_words
from pages.parts.classes.class_remedies import show_remedies, show_rule
from pages.parts.classes.more_labels import say_what_more_labels_add
from pages.shared import state
from pages.shared.documents import documents_table
from pages.shared.messages import literal
from pages.shared.view import View

WORDS_SHOWN = 8


def show_class(view: View, name: str, diagnosis: Diagnosis | None) -> None:
    """Draw what there is to know about a class under the current scenario.

    Parameters
    ----------
    view : View
    name : str
        One of the view's classes.
    diagnosis : Diagnosis or None
        Of the current scenario, if it was made.
    """
    code = view.classes.index(name)
    evaluation = view.evaluation(view.current)
    with st.container(border=True):
        st.subheader(literal(name), anchor=False)
        st.markdown(literal(class_sentence(evaluation.per_class, code)))
        n_found = int(evaluation.per_class.correct[code])
        _own_words(view, code, n_found)
        show_rule(view, code, n_found, diagnosis)
        if diagnosis is not None:
            show_remedies(view, diagnosis, code)
        say_what_more_labels_add(view, code)
        rows = rows_between(view.study.labelled, evaluation, label=code)
        documents_table(
            documents_frame(view.study.labelled, evaluation, rows),
            "classes_documents",
            "documents_of_class.csv",
        )
        _links()


def _own_words(view: View, code: int, n_found: int) -> None:
    """Say which words the class over-uses, and whether the model missed them."""
    counts = view.class_terms(view.current)
    missed = missed_in_spite_of(counts, code, n_found)
    if missed is not None:
        st.markdown(f"**{literal(missed)}.**")
    words = own_words(counts, code, WORDS_SHOWN)
    if len(words.terms):
        listed = [f"{term} {usage}" for term, usage in zip(words.terms, words.usage(), strict=True)]
        st.caption(literal("Its own words: " + "; ".join(listed) + "."))


def _links() -> None:
    with st.container(horizontal=True):
        for page, label, icon in (
            ("pages/model/vocabulary.py", "Its vocabulary", ":material/dictionary:"),
            ("pages/model/confusion.py", "What it is taken for", ":material/grid_on:"),
        ):
            st.page_link(page, label=label, icon=icon, query_params=state.unbound_parameters())
