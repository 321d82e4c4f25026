"""How many documents of each class hold each term."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse


@dataclass(frozen=True, eq=False)
class ClassTermCounts:
    """Documents per class and term; counted once for a corpus, read by every view of words.

    Parameters
    ----------
    terms : ndarray of str, shape (n_terms,)
        What each column counts; no term twice.
    counts : csr_matrix of int64, shape (n_classes, n_terms)
        Number of documents of the class that hold the term, however often.
    support : ndarray of int64, shape (n_classes,)
        Number of documents of each class.
    """

    terms: NDArray[np.object_]
    counts: sparse.csr_matrix
    support: NDArray[np.int64]

    @property
    def n_documents(self) -> int:
        """Number of documents of all classes together."""
        return int(self.support.sum())

    @cached_property
    def total(self) -> NDArray[np.int64]:
        """Number of documents that hold each term, shape (n_terms,)."""
        return np.asarray(self.counts.sum(axis=0)).ravel()

    @cached_property
    def _index(self) -> pd.Index:
        return pd.Index(self.terms, dtype=object)

    def of_class(self, class_code: int) -> NDArray[np.int64]:
        """Return the number of a class's documents that hold each term.

        Parameters
        ----------
        class_code : int

        Returns
        -------
        ndarray of int64, shape (n_terms,)
        """
        return self.counts[[class_code]].toarray()[0]

    def of_terms(self, terms: NDArray[np.object_]) -> NDArray[np.int64]:
        """Return how many documents of each class hold the given terms.

        Parameters
        ----------
        terms : ndarray of str, shape (n_wanted,)

        Returns
        -------
        ndarray of int64, shape (n_classes, n_wanted)

        Raises
        ------
        ValueError
            If a term was not counted.
        """
        columns = self._index.get_indexer(pd.Index(terms, dtype=object))
        if (columns < 0).any():
            missing = [str(term) for term in terms[columns < 0]]
            raise ValueError(f"{len(missing)} terms were not counted, such as {missing[:3]}")
        return self.counts[:, columns].toarray()


def count_class_terms(
    features: sparse.csr_matrix,
    codes: NDArray[np.integer],
    n_classes: int,
    terms: NDArray[np.object_],
) -> ClassTermCounts:
    """Count the documents of each class that hold each term.

    Parameters
    ----------
    features : csr_matrix, shape (n_documents, n_terms)
        Any weighting of the terms; a document holds a term where the entry is not zero.
    codes : ndarray of int, shape (n_documents,)
        Class of each document.
    n_classes : int
    terms : ndarray of str, shape (n_terms,)
        What each column counts.

    Returns
    -------
    ClassTermCounts
        A class without documents has an empty row and support 0.
    """
    n_documents = features.shape[0]
    ones = np.ones(n_documents, dtype=np.int64)
    membership = sparse.csr_matrix(
        (ones, (codes, np.arange(n_documents))), shape=(n_classes, n_documents)
    )
    counts = (membership @ (features != 0)).astype(np.int64)
    # The product leaves the terms of a row unordered.
    counts.sort_indices()
    return ClassTermCounts(terms, counts, np.bincount(codes, minlength=n_classes))


def share_of_documents(counts: NDArray[np.int64], n_documents: int) -> NDArray[np.float64]:
    """Divide counts by a number of documents; nan where there are no documents.

    Parameters
    ----------
    counts : ndarray of int, shape (n_terms,)
    n_documents : int

    Returns
    -------
    ndarray of shape (n_terms,), in [0, 1] or nan
    """
    return counts / n_documents if n_documents else np.full(len(counts), np.nan)
