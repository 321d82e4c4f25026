"""The words that speak for one decision rather than another, for many documents at once."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.model.linear import LinearModel

WORDS_TOLD = 3


def deciding_words(
    model: LinearModel,
    features: sparse.csr_matrix,
    toward: NDArray[np.integer],
    away: NDArray[np.integer],
) -> list[str]:
    """Name the terms that move each document most from one class toward another.

    Parameters
    ----------
    model : LinearModel
    features : csr_matrix, shape (n_documents, n_terms)
        Tf-idf of the documents on the terms of the model.
    toward, away : ndarray of int, shape (n_documents,)
        Code of the class decided now, and of the one decided before; -1 for none.

    Returns
    -------
    list of str
        At most three terms a document with what each adds to the log-odds, the strongest
        first; empty where there is no decision to compare, or a class without coefficients.
    """
    features = sparse.csr_matrix(features)
    rows = np.repeat(np.arange(features.shape[0]), np.diff(features.indptr))
    columns, compared = features.indices, np.minimum(toward, away)[rows] >= 0
    new, old = (model.coefficients[each[rows], columns] for each in (toward, away))
    added = np.where(compared, np.nan_to_num(features.data * (new - old)), 0)
    order = np.lexsort((-np.abs(added), rows))
    # Rows are whole and in order, so that what begins a row in the order is its strongest term.
    rank = np.arange(len(order)) - features.indptr[rows[order]]
    told = order[(rank < WORDS_TOLD) & (added[order] != 0)]
    words: list[list[str]] = [[] for _ in range(features.shape[0])]
    for row, column, value in zip(rows[told], columns[told], added[told], strict=True):
        words[row].append(f"{model.terms[column]} {f'{value:+.2f}'.replace('-', '−')}")
    return [", ".join(each) for each in words]
