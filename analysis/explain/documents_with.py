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
