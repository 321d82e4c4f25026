"""Studies that were opened, and what is known of their documents before any training."""

import pandas as pd
import streamlit as st

from analysis.corpus.corpus import Corpus
from analysis.corpus.drawing import DrawingGuess, guess_drawing
from analysis.corpus.recognition import Recognition, recognise
from analysis.corpus.search import corpus_frame, find_documents
from analysis.explain.vocabulary.documents_with import documents_counting
from analysis.model.settings import FeatureSettings
from analysis.study.store import open_study, refresh_study
from analysis.study.study import Study
from pages.shared.cache.clusters import with_made_clusters
from pages.shared.cache.home import home
from pages.shared.cache.set_aside import without_set_aside


def opened_study(identifier: str) -> Study:
    """Open a study, as it stands now, with the clusters that are in use.

    Parameters
    ----------
    identifier : str

    Returns
    -------
    Study
        Its texts are read once; what was said about it since is up to date.

    Raises
    ------
    InputError
        If there is no such study.
    """
    return with_made_clusters(given_study(identifier))


def given_study(identifier: str) -> Study:
    """Open a study with the clusters it came with: those the labels were drawn by, if any.

    Parameters
    ----------
    identifier : str

    Returns
    -------
    Study

    Raises
    ------
    InputError
        If there is no such study.
    """
    return without_set_aside(whole_study(identifier))


def whole_study(identifier: str) -> Study:
    """Open a study as it is kept, with the documents that it sets aside.

    Parameters
    ----------
    identifier : str

    Returns
    -------
    Study

    Raises
    ------
    InputError
        If there is no such study.
    """
    return refresh_study(home(), _read_study(identifier))


def recognition_of(study: Study) -> Recognition | None:
    """Return which labelled documents are in the unlabelled corpus; None if there is none."""
    return _recognition(study.id, study.labelled.fingerprint, study)


def drawing_guess_of(study: Study) -> DrawingGuess:
    """Return what the counts say of how the labels were drawn; made clusters say nothing."""
    return _drawing_guess(study.id, study.labelled.fingerprint, given_study(study.id))


def found_documents(corpus: Corpus, sought: str, column: str | None) -> pd.DataFrame:
    """Return the documents that hold a text, as a table."""
    return _found(corpus.fingerprint, sought, column, corpus)


def documents_with_term(corpus: Corpus, term: str, settings: FeatureSettings) -> pd.DataFrame:
    """Return the documents of a corpus without labels that hold a term, as a table."""
    return _with_term(corpus.fingerprint, term, settings, corpus)


@st.cache_resource(max_entries=4, show_spinner="Opening the study …")
def _read_study(identifier: str) -> Study:
    return open_study(home(), identifier)


@st.cache_resource(max_entries=4, show_spinner=False)
def _recognition(study_id: str, fingerprint: str, _study: Study) -> Recognition | None:
    if _study.unlabelled is None:
        return None
    return recognise(_study.labelled, _study.unlabelled)


@st.cache_resource(max_entries=4, show_spinner=False)
def _drawing_guess(study_id: str, fingerprint: str, _study: Study) -> DrawingGuess:
    return guess_drawing(_study.labelled, _study.unlabelled)


@st.cache_resource(max_entries=8, show_spinner=False)
def _found(fingerprint: str, sought: str, column: str | None, _corpus: Corpus) -> pd.DataFrame:
    return corpus_frame(_corpus, find_documents(_corpus, sought, column))


@st.cache_resource(max_entries=8, show_spinner="Searching all documents …")
def _with_term(
    fingerprint: str, term: str, settings: FeatureSettings, _corpus: Corpus
) -> pd.DataFrame:
    return corpus_frame(_corpus, documents_counting(_corpus, term, settings))
