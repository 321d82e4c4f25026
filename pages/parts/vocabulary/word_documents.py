"""A word, and the documents that hold it."""

import streamlit as st

from analysis.corpus.corpus import Corpus
from analysis.evaluation.documents import documents_frame
from analysis.evaluation.wording import counted
from analysis.explain.vocabulary.documents_with import class_first, documents_with
from analysis.explain.vocabulary.term_search import find_terms
from analysis.explain.vocabulary.wording import word_sentence
from pages.parts.vocabulary.explain_document import explain_on_click
from pages.shared import state
from pages.shared.cache.studies import documents_with_term
from pages.shared.documents import documents_table
from pages.shared.messages import literal
from pages.shared.view import View

SEARCH_HELP = (
    "A whole word as the model counts it, in lower case. A click on a mark or row beside it "
    "puts that word here."
)


def word_section(view: View, code: int) -> None:
    """Let the reader choose a word, and show the documents that hold it.

    Parameters
    ----------
    view : View
    code : int
        Of the class whose documents come first.
    """
    with st.container(border=True):
        sought = st.text_input(
            "Documents that hold a word",
            key=state.WORD_KEY,
            bind="query-params",
            type="search",
            placeholder="Type a word, or click one",
            help=SEARCH_HELP,
        )
        if not sought or not sought.strip():
            return
        terms = find_terms(view.class_terms(view.current), sought).tolist()
        if terms and terms[0].casefold() == sought.strip().casefold():
            _documents(view, code, terms.pop(0))
        else:
            st.caption(f"The model knows no word {literal(sought)}.")
        _other_terms(terms, sought)


def _documents(view: View, code: int, term: str) -> None:
    labelled = view.study.labelled
    model = view.training(view.current).model
    rows = documents_with(view.features(view.current), model.terms, term)
    rows = class_first(rows, labelled.codes, code)
    st.markdown(literal(word_sentence(term, labelled.codes[rows], code, view.classes[code])))
    documents_table(
        documents_frame(labelled, view.evaluation(view.current), rows),
        f"vocabulary_word_{term}_{code}",
        "documents_with_word.csv",
        explain_on_click,
        narrow=True,
    )
    if view.study.unlabelled is not None:
        _unlabelled(view, view.study.unlabelled, term)


def _unlabelled(view: View, unlabelled: Corpus, term: str) -> None:
    """The documents without labels, which are searched only when they are asked for."""
    opened = st.expander("Also among the unlabelled documents", on_change="rerun")
    if not opened.open:
        return
    with opened:
        found = documents_with_term(unlabelled, term, view.current.training.features)
        st.caption(f"{len(found):,} of {counted(unlabelled.n_documents, 'document')}")
        documents_table(
            found,
            f"vocabulary_unlabelled_{term}",
            "unlabelled_documents_with_word.csv",
            explain_on_click,
            narrow=True,
        )


def _other_terms(terms: list[str], sought: str) -> None:
    """Longer terms that hold what was typed."""
    if not terms:
        return
    key = f"vocabulary_terms_{sought}"
    st.selectbox(
        "Words that hold it",
        terms,
        index=None,
        key=key,
        on_change=lambda: state.choose(state.WORD_KEY, state.value(key)),
        placeholder=f"{len(terms)}, those in most documents first",
        help="Terms of the model that hold what you typed as a part; at most 50.",
    )
