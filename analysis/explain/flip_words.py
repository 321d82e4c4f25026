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
    return [
        "" if min(new, old) < 0 else _strongest(model, features[row], int(new), int(old))
        for row, (new, old) in enumerate(zip(toward, away, strict=True))
    ]


def _strongest(model: LinearModel, document: sparse.csr_matrix, new: int, old: int) -> str:
    columns = document.indices
    difference = model.coefficients[new, columns] - model.coefficients[old, columns]
    added = np.nan_to_num(document.data * difference)
    order = np.argsort(-np.abs(added), kind="stable")[:WORDS_TOLD]
    told = [
        f"{model.terms[columns[i]]} {f'{added[i]:+.2f}'.replace('-', '−')}"
        for i in order
        if added[i]
    ]
    return ", ".join(told)
