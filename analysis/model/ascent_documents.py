"""The documents of a softmax problem in the form in which the compiled code reads them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.model.duality import SoftmaxProblem


class Documents(NamedTuple):
    """What the kernel knows of the documents: a matrix in CSR form, and one number each.

    Parameters
    ----------
    indptr, indices, values : ndarrays of int64, int32 and float32
        Terms that occur in more than one document.
    lengths : ndarray of float32, shape (n_documents,)
        Squared lengths, all terms counted.
    own_lengths : ndarray of float32, shape (n_documents,)
        Squared lengths of the terms that occur in that document only.
    weights : ndarray of float32, shape (n_documents,)
    target_indptr, target_classes, target_weights : ndarrays of int64, int32 and float32
        The classes a document belongs to, and the weight with which it does.
    """

    indptr: NDArray[np.int64]
    indices: NDArray[np.int32]
    values: NDArray[np.float32]
    lengths: NDArray[np.float32]
    own_lengths: NDArray[np.float32]
    weights: NDArray[np.float32]
    target_indptr: NDArray[np.int64]
    target_classes: NDArray[np.int32]
    target_weights: NDArray[np.float32]


def shared_terms(features: sparse.csr_matrix) -> NDArray[np.intp]:
    """Terms of more than one document, the frequent ones together at the beginning.

    Parameters
    ----------
    features : csr_matrix of shape (n_documents, n_terms)

    Returns
    -------
    ndarray of int
        Columns of `features`.
    """
    frequency = np.bincount(features.indices, minlength=features.shape[1])
    order = np.argsort(-frequency, kind="stable")
    return order[: np.count_nonzero(frequency > 1)]


def documents_for_kernel(problem: SoftmaxProblem, terms: NDArray[np.intp]) -> Documents:
    """Documents, their terms numbered in the order given.

    Parameters
    ----------
    problem : SoftmaxProblem
    terms : ndarray of int
        All terms of more than one document.

    Returns
    -------
    Documents
    """
    shared = sparse.csr_matrix(problem.features[:, terms], dtype=np.float32)
    lengths = squared_lengths(problem.features)
    return Documents(
        shared.indptr.astype(np.int64),
        shared.indices.astype(np.int32),
        shared.data,
        lengths.astype(np.float32),
        (lengths - squared_lengths(shared)).clip(0).astype(np.float32),
        problem.weights.astype(np.float32),
        problem.targets.indptr.astype(np.int64),
        problem.targets.indices.astype(np.int32),
        problem.targets.data.astype(np.float32),
    )


def squared_lengths(features: sparse.csr_matrix) -> NDArray[np.float64]:
    """Sum of squares of each row.

    Parameters
    ----------
    features : csr_matrix of shape (n_documents, n_terms)

    Returns
    -------
    ndarray of float64, shape (n_documents,)
    """
    squares = features.multiply(features)
    return np.asarray(squares.sum(axis=1, dtype=np.float64)).ravel()
