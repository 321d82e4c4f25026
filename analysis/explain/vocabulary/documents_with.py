"""From a word to the documents that hold it."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.corpus.corpus import Corpus
from analysis.corpus.search import find_documents
from analysis.model.features import BLANK, count_known_terms
from analysis.model.settings import FeatureSettings


def documents_with(
    features: sparse.csr_matrix, terms: NDArray[np.object_], term: str
) -> NDArray[np.intp]:
    """Find the documents that hold a term.

    Parameters
    ----------
    features : csr_matrix, shape (n_documents, n_terms)
        A document holds a term where the entry is not zero.
    terms : ndarray of str, shape (n_terms,)
        What each column counts.
    term : str
        As in `terms`.

    Returns
    -------
    ndarray of int
        Rows, ascending; empty for a term that is not in `terms`.
    """
    column = features[:, np.flatnonzero(terms == term)]
    return np.flatnonzero((column != 0).getnnz(axis=1))


def class_first(
    rows: NDArray[np.intp], codes: NDArray[np.integer], class_code: int
) -> NDArray[np.intp]:
    """Put the documents of a class before all others.

    Parameters
    ----------
    rows : ndarray of int, shape (n_rows,)
        Of the corpus.
    codes : ndarray of int, shape (n_documents,)
        Class of each document of the corpus.
    class_code : int

    Returns
    -------
    ndarray of int, shape (n_rows,)
        Otherwise in the order in which they came.
    """
    return rows[np.argsort(codes[rows] != class_code, kind="stable")]


def documents_counting(corpus: Corpus, term: str, settings: FeatureSettings) -> NDArray[np.intp]:
    """Find the documents of a corpus without features in which a model would count a term.

    Parameters
    ----------
    corpus : Corpus
    term : str
        As a model of these settings names it.
    settings : FeatureSettings

    Returns
    -------
    ndarray of int
        Rows, ascending.

    Notes
    -----
    Only the texts that hold the letters of the term are cut into terms: of 330,000 texts that
    takes a fraction of a second instead of ten.
    """
    rows = find_documents(corpus, _letters(term), "text")
    if not rows.size:
        return rows
    counted = count_known_terms(corpus.texts[rows], np.array([term], dtype=object), settings)
    return rows[counted.counts.getnnz(axis=1) > 0]


def _letters(term: str) -> str:
    """First run of letters that every text with the term holds: words need not be neighbours."""
    return term.strip("‹›").replace(BLANK, " ").split()[0]
