"""Dual coordinate ascent for the multinomial logistic regression, one document at a time.

A document's logits come from the few rows of the coefficient matrix that its terms touch; its
duals are solved for (`analysis.model.subproblem`), and the same rows are updated. Nothing of the
size terms x classes is formed on the way, and rare classes move as fast as common ones.

The intercept is the multiplier of sum_i (t_i - c_i p_i) = 0 and is found by the method of
multipliers (augmented Lagrangian): within a pass it follows the constraint's residual r as if it
were the coefficient of one more term, of squared length rho, b + rho r; after the pass b moves
there. A term that occurs in one document only needs no coefficient here: its part of the logits
is its squared length times the document's own t_i - c_i p_i.

Coefficients and duals are float32; their rounding costs about 1e-9 of the objective. What was
reached is proved in float64 (`analysis.model.duality`). The kernel is compiled at the first pass,
then kept on disk. It releases the interpreter's lock, uses one thread and shares nothing: any
number of fits may run at once, each in a thread of its own.

References
----------
H.-F. Yu, F.-L. Huang, C.-J. Lin, "Dual coordinate descent methods for logistic regression and
maximum entropy models", Machine Learning 85 (2011).
S. Shalev-Shwartz, T. Zhang, "Stochastic dual coordinate ascent methods for regularized loss
minimization", JMLR 14 (2013), on visiting documents in random order.
D. P. Bertsekas, "Constrained optimization and Lagrange multiplier methods" (1982).
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy import sparse

from analysis.model.duality import Certificate, SoftmaxProblem, certify, feasible_duals
from analysis.model.elementary import FAST
from analysis.model.subproblem import HALF, MIN_DUAL, ZERO, Vector, divergence, solve

# A document whose share of the gap is below this fraction of the tolerance is passed over.
NEGLIGIBLE = 0.1
# Squared length of the intercept in units of that of a document; from 0.03 to 0.3 it hardly
# matters. At small C, where documents are short against the penalty, the unit is 1 / c.
INTERCEPT_LENGTH = 0.1
# Rows of coefficients begin where vector instructions like them, at multiples of 64 bytes.
ROW_MULTIPLE = 16
# Each document was seen with coefficients older than those at the end of the pass, so that the
# estimate from a pass exceeds the gap. Proving costs about as much as two passes.
ESTIMATE_EXCESS = 1.5
PASSES_PER_PROOF = 10
# Documents whose share of the gap is this many times the mean, at most one in as many, are
# visited this many times more in a pass. Few documents, such as a bare word with many meanings,
# hold most of the gap where C is large; from 3 to 10 either number serves about as well.
STUBBORN = 5
EXTRA_VISITS = 5

Matrix = NDArray[np.float32]


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


def ascend_dual(
    problem: SoftmaxProblem,
    tol: float,
    max_passes: int,
    seed: int,
    start: tuple[NDArray[np.floating], NDArray[np.float64]] | None = None,
    report: Callable[[int, float], None] | None = None,
) -> tuple[Certificate, int]:
    """Make passes until the gap is proved to be within the tolerance.

    Parameters
    ----------
    problem : SoftmaxProblem
    tol : float
        Relative duality gap.
    max_passes : int
        At least 1.
    seed : int
        Of the order in which documents are visited.
    start : tuple of (duals, intercept), optional
        Where to begin; without coefficients by default.
    report : callable, optional
        Called after each pass with the number of passes and an estimate of the gap.

    Returns
    -------
    certificate : Certificate
        Its gap exceeds `tol` if the passes did not suffice.
    n_passes : int
    """
    ascent = _Ascent(problem, seed, start)
    next_proof = 1
    for n_passes in range(1, max_passes + 1):
        estimate = ascent.make_pass(tol)
        if report is not None:
            report(n_passes, estimate)
        promising = estimate <= ESTIMATE_EXCESS * tol and n_passes >= next_proof
        if promising or n_passes == max_passes:
            certificate = ascent.prove()
            next_proof = n_passes + 1 + n_passes // PASSES_PER_PROOF
            if certificate.gap <= tol:
                break
    return certificate, n_passes


class _Ascent:
    """Duals, coefficients and intercept that go together."""

    _duals: Matrix
    _intercept: NDArray[np.float64]
    _residual: NDArray[np.float64]

    def __init__(
        self,
        problem: SoftmaxProblem,
        seed: int,
        start: tuple[NDArray[np.floating], NDArray[np.float64]] | None,
    ) -> None:
        self._problem = problem
        self._rng = np.random.default_rng(seed)
        self._shared_terms = _shared_terms(problem.features)
        self._documents = _documents(problem, self._shared_terms)
        self._rho = _intercept_length(problem)
        self._objective = problem.weights.sum() * np.log(problem.n_classes)
        self._gaps = np.zeros(problem.n_documents, dtype=np.float32)
        n_padded = -(-problem.n_classes // ROW_MULTIPLE) * ROW_MULTIPLE
        self._coefficients = np.zeros((len(self._shared_terms), n_padded), dtype=np.float32)
        if start is None:
            self._begin_without_coefficients()
        else:
            duals = feasible_duals(problem, start[0])
            self._adopt(duals, start[1], problem.coefficients(duals))

    def make_pass(self, tol: float) -> float:
        """Visit every document, stubborn ones repeatedly; an estimate of the relative gap."""
        n_documents = self._problem.n_documents
        gap, objective = self._visit(np.arange(n_documents), tol)
        stubborn = np.flatnonzero(self._gaps > STUBBORN * gap / n_documents)
        for _ in range(EXTRA_VISITS):
            self._visit(stubborn, tol)
        self._intercept = self._intercept + self._rho * self._residual
        if objective <= 0:  # the first passes estimate badly
            return np.inf
        self._objective = objective
        return gap / objective

    def _visit(self, documents: NDArray[np.intp], tol: float) -> tuple[float, float]:
        """Visit some documents in random order; estimates of gap and objective."""
        return ascend(
            self._documents,
            self._rng.permutation(documents),
            np.float32(NEGLIGIBLE * tol * self._objective / self._problem.weights.sum()),
            np.float32(self._rho),
            self._duals,
            self._coefficients,
            self._intercept.astype(np.float32),
            self._residual,
            self._gaps,
        )

    def prove(self) -> Certificate:
        """Evaluate the gap in float64, and go on from the feasible duals."""
        certificate = certify(self._problem, self._duals, self._intercept)
        self._adopt(certificate.duals, certificate.intercept, certificate.coefficients)
        self._objective = certificate.objective
        return certificate

    def _begin_without_coefficients(self) -> None:
        """The duals that mean no coefficients: all probability on each document's targets."""
        problem = self._problem
        entries = problem.targets.tocoo()
        self._duals = np.full((problem.n_documents, problem.n_classes), MIN_DUAL)
        self._duals[entries.row, entries.col] = entries.data / problem.weights[entries.row]
        self._intercept = problem.prior_intercept
        self._residual = np.zeros(problem.n_classes)

    def _adopt(
        self,
        duals: NDArray[np.float64],
        intercept: NDArray[np.float64],
        coefficients: NDArray[np.float64],
    ) -> None:
        """Go on from feasible duals and their coefficients."""
        self._duals = np.maximum(duals, MIN_DUAL, dtype=np.float32)
        self._coefficients[:, : self._problem.n_classes] = coefficients[self._shared_terms]
        self._intercept = intercept
        self._residual = np.zeros(self._problem.n_classes)


def _shared_terms(features: sparse.csr_matrix) -> NDArray[np.intp]:
    """Terms of more than one document, the frequent ones together at the beginning."""
    frequency = np.bincount(features.indices, minlength=features.shape[1])
    order = np.argsort(-frequency, kind="stable")
    return order[: np.count_nonzero(frequency > 1)]


def _documents(problem: SoftmaxProblem, shared_terms: NDArray[np.intp]) -> Documents:
    shared = sparse.csr_matrix(problem.features[:, shared_terms], dtype=np.float32)
    lengths = _squared_lengths(problem.features)
    return Documents(
        shared.indptr.astype(np.int64),
        shared.indices.astype(np.int32),
        shared.data,
        lengths.astype(np.float32),
        (lengths - _squared_lengths(shared)).clip(0).astype(np.float32),
        problem.weights.astype(np.float32),
        problem.targets.indptr.astype(np.int64),
        problem.targets.indices.astype(np.int32),
        problem.targets.data.astype(np.float32),
    )


def _squared_lengths(features: sparse.csr_matrix) -> NDArray[np.float64]:
    squares = features.multiply(features)
    return np.asarray(squares.sum(axis=1, dtype=np.float64)).ravel()


def _intercept_length(problem: SoftmaxProblem) -> float:
    """rho: large enough for the multiplier to settle, small enough not to slow documents."""
    unit = _squared_lengths(problem.features).mean() + 1 / problem.weights.mean()
    return float(INTERCEPT_LENGTH * unit)


@njit(cache=True, **FAST)
def ascend(
    documents: Documents,
    order: NDArray[np.int64],
    negligible: np.float32,
    rho: np.float32,
    duals: Matrix,
    coefficients: Matrix,
    intercept: Vector,
    residual: NDArray[np.float64],
    gaps: Vector,
) -> tuple[float, float]:
    """Visit documents, and bring the duals of each to their best.

    Parameters
    ----------
    documents : Documents
    order : ndarray of int64
        The documents to visit.
    negligible : float32
        A document whose divergence is not above this is left as it is.
    rho : float32
        Squared length of the intercept.
    duals : ndarray of float32, shape (n_documents, n_classes)
        Changed in place, as are `coefficients`, `residual` and `gaps`.
    coefficients : ndarray of float32, shape (n_terms, at least n_classes)
        Those of the duals.
    intercept : ndarray of float32, shape (n_classes,)
        The multiplier, fixed meanwhile.
    residual : ndarray of float64, shape (n_classes,)
        Of the constraint. It is kept apart from the intercept, whose digits it would not reach.
    gaps : ndarray of float32, shape (n_documents,)
        Takes the share of each document in the gap.

    Returns
    -------
    gap, objective : float
        Estimates, from each document at the moment it was visited.
    """
    scratch = np.empty((5, duals.shape[1]), dtype=np.float32)
    logits, new, log_new, step, slope = scratch[0], scratch[1], scratch[2], scratch[3], scratch[4]
    gap = 0.0
    objective = 0.0
    for i in order:
        weight, dual = documents.weights[i], duals[i]
        _evaluate(documents, i, dual, coefficients, intercept, rho, residual, logits)
        apart, entropy, mean_logit = divergence(logits, dual, log_new, step)
        squared_norm = _evidence(documents, i, logits) - weight * mean_logit
        gaps[i] = weight * apart
        gap += gaps[i]
        objective += weight * (apart + entropy) - HALF * squared_norm
        if apart > negligible:
            curvature = weight * (documents.lengths[i] + rho)
            solve(logits, curvature, dual, new, log_new, step, slope)
            _move(documents, i, dual, new, coefficients, residual)
    return gap, objective


@njit(**FAST)
def _evaluate(
    documents: Documents,
    i: int,
    dual: Vector,
    coefficients: Matrix,
    intercept: Vector,
    rho: np.float32,
    residual: NDArray[np.float64],
    logits: Vector,
) -> None:
    """Logits of a document: intercept, its own terms, and the terms it shares."""
    own = documents.own_lengths[i]
    for k in range(len(logits)):
        logits[k] = (
            intercept[k] + rho * np.float32(residual[k]) - own * documents.weights[i] * dual[k]
        )
    for j in range(documents.target_indptr[i], documents.target_indptr[i + 1]):
        logits[documents.target_classes[j]] += own * documents.target_weights[j]
    for j in range(documents.indptr[i], documents.indptr[i + 1]):
        value, row = documents.values[j], coefficients[documents.indices[j]]
        for k in range(len(logits)):
            logits[k] += value * row[k]


@njit(**FAST)
def _evidence(documents: Documents, i: int, logits: Vector) -> np.float32:
    """Sum of the logits of a document's classes, by the weight of each."""
    total = ZERO
    for j in range(documents.target_indptr[i], documents.target_indptr[i + 1]):
        total += documents.target_weights[j] * logits[documents.target_classes[j]]
    return total


@njit(**FAST)
def _move(
    documents: Documents, i: int, dual: Vector, new: Vector, coefficients: Matrix, residual: Vector
) -> None:
    """Store new duals, and let coefficients and the constraint's residual follow."""
    weight = documents.weights[i]
    for k in range(len(new)):
        change = weight * (dual[k] - new[k])
        dual[k] = new[k]
        new[k] = change
        residual[k] += change
    for j in range(documents.indptr[i], documents.indptr[i + 1]):
        value, row = documents.values[j], coefficients[documents.indices[j]]
        for k in range(len(new)):
            row[k] += value * new[k]
