"""The multinomial logistic regression as a pair of problems, and the gap between them.

Document i has features x_i and targets t_ik: the weight with which it belongs to class k, that
is C times its own weight for its class and nothing for the others, unless identical documents of
several classes were merged. Its weight is c_i = sum_k t_ik. The primal problem minimises over
coefficients W and intercept b, which is not penalised,

    P(W, b) = sum_i [c_i log sum_k exp(z_ik) - sum_k t_ik z_ik] + |W|^2 / 2,    z_i = W x_i + b.

The dual problem maximises over one distribution p_i on the classes for each document

    D(p) = sum_i c_i H(p_i) - |W(p)|^2 / 2,    W(p) = sum_i (t_i - c_i p_i) x_i^T,

with the entropy H, subject to sum_i (t_i - c_i p_i) = 0, which the free intercept demands. At
the optimum p_i = softmax(z_i). For any W, b and feasible p the minimum lies between D and P, and

    P - D = sum_i c_i KL(p_i | softmax(z_i)) + |W - W(p)|^2 / 2,

a sum of terms none of which is negative: no digits cancel, and it proves how far P is from its
minimum. Everything here is float64.

References
----------
H.-F. Yu, F.-L. Huang, C.-J. Lin, "Dual coordinate descent methods for logistic regression and
maximum entropy models", Machine Learning 85 (2011).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

# Documents at a time, so that a block of logits stays in the cache.
BLOCK = 1024


@dataclass(frozen=True, eq=False)
class SoftmaxProblem:
    """Documents and their targets.

    Parameters
    ----------
    features : csr_matrix of shape (n_documents, n_terms)
        In canonical form.
    targets : csr_matrix of float64, shape (n_documents, n_classes)
        The weight with which a document belongs to a class. No row and no column is empty.
    """

    features: sparse.csr_matrix
    targets: sparse.csr_matrix

    @property
    def n_documents(self) -> int:
        """Number of documents."""
        return int(self.targets.shape[0])

    @property
    def n_classes(self) -> int:
        """Number of classes."""
        return int(self.targets.shape[1])

    @property
    def n_terms(self) -> int:
        """Number of columns."""
        return int(self.features.shape[1])

    @cached_property
    def weights(self) -> NDArray[np.float64]:
        """c_i, of shape (n_documents,)."""
        return np.asarray(self.targets.sum(axis=1)).ravel()

    @cached_property
    def class_weights(self) -> NDArray[np.float64]:
        """Weight of each class: the sum over its documents."""
        return np.asarray(self.targets.sum(axis=0)).ravel()

    @property
    def prior_intercept(self) -> NDArray[np.float64]:
        """Intercept that is best without coefficients: the logarithm of the class shares."""
        return np.log(self.class_weights / self.class_weights.sum())

    def residuals(self, duals: NDArray[np.floating]) -> NDArray[np.float64]:
        """t_i - c_i p_i, of shape (n_documents, n_classes)."""
        residuals = -self.weights[:, None] * duals
        entries = self.targets.tocoo()
        residuals[entries.row, entries.col] += entries.data
        return residuals

    def coefficients(self, duals: NDArray[np.floating]) -> NDArray[np.float64]:
        """W(p), term by term: of shape (n_terms, n_classes)."""
        return np.asarray(self.features.T @ self.residuals(duals))

    def blocks(
        self, coefficients: NDArray[np.float64], intercept: NDArray[np.float64]
    ) -> Iterator[tuple[slice, NDArray[np.float64]]]:
        """Logarithms of the posteriors, some documents at a time."""
        for start in range(0, self.n_documents, BLOCK):
            rows = slice(start, start + BLOCK)
            logits = np.asarray(self.features[rows] @ coefficients) + intercept
            logits -= logits.max(axis=1, keepdims=True)
            logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
            yield rows, logits


@dataclass(frozen=True, eq=False)
class Certificate:
    """A solution, and the proof how good it is.

    Parameters
    ----------
    coefficients : ndarray of float64, shape (n_terms, n_classes)
    intercept : ndarray of float64, shape (n_classes,)
    duals : ndarray of float64, shape (n_documents, n_classes)
        Feasible: rows sum to one, and the weighted residuals of each class to zero.
    objective : float
        The primal objective P.
    gap : float
        (P - D) / P: the objective is at most this share above its minimum.
    """

    coefficients: NDArray[np.float64]
    intercept: NDArray[np.float64]
    duals: NDArray[np.float64]
    objective: float
    gap: float


def certify(
    problem: SoftmaxProblem,
    duals: NDArray[np.floating],
    intercept: NDArray[np.float64],
    coefficients: NDArray[np.float64] | None = None,
) -> Certificate:
    """Evaluate the duality gap.

    Parameters
    ----------
    problem : SoftmaxProblem
    duals : ndarray of shape (n_documents, n_classes)
        Positive; made feasible here.
    intercept : ndarray of float64, shape (n_classes,)
    coefficients : ndarray of float64, shape (n_terms, n_classes), optional
        Those of the duals by default.

    Returns
    -------
    Certificate
    """
    feasible = feasible_duals(problem, duals)
    of_duals = problem.coefficients(feasible)
    gap = 0.0 if coefficients is None else 0.5 * _squared_norm(coefficients - of_duals)
    coefficients = of_duals if coefficients is None else coefficients
    objective = 0.5 * _squared_norm(coefficients)
    for rows, log_posteriors in problem.blocks(coefficients, intercept):
        p = feasible[rows]
        gap += float(problem.weights[rows] @ np.sum(p * (np.log(p) - log_posteriors), axis=1))
        objective -= float(problem.targets[rows].multiply(log_posteriors).sum())
    # A gap of nothing can come out as minus one unit in the last place.
    return Certificate(coefficients, intercept, feasible, objective, max(gap / objective, 0.0))


def feasible_duals(problem: SoftmaxProblem, duals: NDArray[np.floating]) -> NDArray[np.float64]:
    """Move probability from classes that have too much of it to those that lack it.

    Parameters
    ----------
    problem : SoftmaxProblem
    duals : ndarray of shape (n_documents, n_classes)
        Positive; rows nearly sum to one.

    Returns
    -------
    ndarray of float64, shape (n_documents, n_classes)
        Positive, rows sum to one, and sum_i c_i p_ik is the weight of class k.

    Notes
    -----
    A class with too much is scaled down in every document; what a document loses by that is
    handed to the classes that lack weight, in proportion to what they lack.
    """
    p = duals / duals.sum(axis=1, keepdims=True, dtype=np.float64)
    weight = problem.weights @ p
    kept = np.minimum(1, problem.class_weights / weight)
    lacking = np.maximum(0, problem.class_weights - weight)
    if lacking.any():
        released = p @ (1 - kept)
        p *= kept
        p += np.outer(released, lacking / lacking.sum())
    return p


def _squared_norm(matrix: NDArray[np.float64]) -> float:
    return float(np.vdot(matrix, matrix))
