"""The fitted model: a linear score per class and term."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse


@dataclass(frozen=True, eq=False)
class LinearModel:
    """Coefficients of a multinomial logistic regression, centred across classes.

    Parameters
    ----------
    coefficients : ndarray of float32, shape (n_classes, n_terms)
        Sum to zero over the classes that were trained; nan for a class left out of training.
    intercept : ndarray of float64, shape (n_classes,)
        Sums to zero over the classes that were trained; nan for a class left out.
    terms : ndarray of str, shape (n_terms,)
        What each column counts.
    inverse_document_frequency : ndarray of float64, shape (n_terms,)
        The tf-idf weight of each term.
    training_prior : ndarray of float64, shape (n_classes,)
        Class shares of the weighted training labels.
    """

    coefficients: NDArray[np.float32]
    intercept: NDArray[np.float64]
    terms: NDArray[np.object_]
    inverse_document_frequency: NDArray[np.float64]
    training_prior: NDArray[np.float64]

    def logits(self, features: sparse.csr_matrix) -> NDArray[np.float64]:
        """Score documents: features of shape (n_documents, n_terms) to logits."""
        return np.asarray(features @ self.coefficients.T) + self.intercept
