"""From a word to the documents that hold it."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse


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
