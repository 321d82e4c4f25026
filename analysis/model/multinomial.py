"""Multinomial logistic regression on documents with class codes, to a proved optimum.

Which method runs is decided by size and tolerance alone: dual coordinate ascent in float32
(`analysis.model.dual_ascent`) for all but small problems; Newton steps in float64
(`analysis.model.newton`) for small ones, and to finish where the tolerance is finer than
float32 can serve. The optimum is unique but for constants common to all classes, and those are
fixed by centring, so that the methods agree.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.model.dual_ascent import ascend_dual
from analysis.model.duality import Certificate, SoftmaxProblem, certify
from analysis.model.newton import newton, without_coefficients

# Relative gap that float32 can be trusted to reach.
FLOAT32_TOLERANCE = 1e-8
# Below this many numbers in coefficients and duals together, Newton steps take milliseconds and
# go on until rounding stops them, where coefficients are exact to about eight digits.
SMALL_PROBLEM = 50_000
SMALL_TOLERANCE = 1e-16
MAX_NEWTON_STEPS = 100


@dataclass(frozen=True, eq=False)
class WarmStart:
    """Where a fit may begin: never where it ends, which the gap proves.

    Parameters
    ----------
    duals : ndarray of shape (n_documents, n_classes)
        A distribution on the classes for each document; zeros are allowed.
    intercept : ndarray of float64, shape (n_classes,)
    """

    duals: NDArray[np.floating]
    intercept: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class MultinomialFit:
    """Coefficients, and how close to the optimum they were proved to be.

    Parameters
    ----------
    coefficients : ndarray of float64, shape (n_classes, n_terms)
        Sum to zero over the classes, as does `intercept`.
    intercept : ndarray of float64, shape (n_classes,)
    duals : ndarray of float32, shape (n_documents, n_classes)
        At the optimum the posteriors of the training documents.
    objective : float
        sum_i c_i loss_i + |W|^2 / 2.
    gap : float
        The objective is at most this share of itself above its minimum.
    converged : bool
        Whether the gap is within the tolerance asked for.
    n_passes : int
        Passes over the documents, and Newton steps.
    """

    coefficients: NDArray[np.float64]
    intercept: NDArray[np.float64]
    duals: NDArray[np.float32]
    objective: float
    gap: float
    converged: bool
    n_passes: int

    def warm_start(
        self,
        rows: NDArray[np.intp] | slice = slice(None),
        classes: NDArray[np.intp] | slice = slice(None),
    ) -> WarmStart:
        """Where a fit to some of the documents, or with other weights, may begin.

        Parameters
        ----------
        rows : ndarray of int, optional
            The documents of the new fit; all by default.
        classes : ndarray of int, optional
            The classes that occur among them; all by default.

        Returns
        -------
        WarmStart
        """
        return WarmStart(self.duals[rows][:, classes], self.intercept[classes])


def fit_multinomial(
    features: sparse.csr_matrix,
    codes: NDArray[np.integer],
    n_classes: int,
    weights: NDArray[np.floating],
    *,
    tol: float = 1e-6,
    max_passes: int = 1000,
    seed: int = 0,
    start: WarmStart | None = None,
    report: Callable[[int, float], None] | None = None,
) -> MultinomialFit:
    """Minimise sum_i c_i loss_i + |W|^2 / 2 over coefficients and a free intercept.

    Parameters
    ----------
    features : csr_matrix of shape (n_documents, n_terms)
    codes : ndarray of int, shape (n_documents,)
        Classes from 0 to ``n_classes - 1``; each has to occur.
    n_classes : int
        At least 2.
    weights : ndarray of shape (n_documents,)
        c_i: C times the weight of the document; positive.
    tol : float
        Relative duality gap to reach.
    max_passes : int
        At least 1.
    seed : int
        Of the order in which documents are visited.
    start : WarmStart, optional
        From an earlier fit; without coefficients by default.
    report : callable, optional
        Called with the number of passes so far and the gap, once a pass. An exception it
        raises ends the fit and reaches the caller.

    Returns
    -------
    MultinomialFit
        Its gap exceeds `tol` where `max_passes` did not suffice.

    Raises
    ------
    ValueError
        If a class does not occur, or a weight is not positive.
    """
    problem = _problem(features, codes, n_classes, weights)
    if n_classes * (problem.n_terms + problem.n_documents) <= SMALL_PROBLEM:
        begin = without_coefficients(problem) if start is None else _begin(problem, start)
        solution, n_passes = newton(problem, begin, min(tol, SMALL_TOLERANCE), max_passes, report)
    else:
        solution, n_passes = _fit_large(problem, tol, max_passes, seed, start, report)
    return _fit(solution, tol, n_passes)


def _problem(
    features: sparse.csr_matrix,
    codes: NDArray[np.integer],
    n_classes: int,
    weights: NDArray[np.floating],
) -> SoftmaxProblem:
    """Bring inputs to their canonical form and refuse what has no optimum."""
    features = sparse.csr_matrix(features)
    if not features.has_canonical_format:
        features = features.copy()
        features.sum_duplicates()
    if n_classes < 2 or not np.array_equal(np.unique(codes), np.arange(n_classes)):
        raise ValueError(f"every class from 0 to {n_classes - 1} has to occur, and two at least")
    if not np.all(np.asarray(weights) > 0):
        raise ValueError("weights have to be positive; leave out documents of weight 0")
    return SoftmaxProblem(
        features, np.asarray(codes, np.int32), n_classes, np.asarray(weights, np.float64)
    )


def _begin(problem: SoftmaxProblem, start: WarmStart) -> Certificate:
    return certify(problem, _positive(start.duals), start.intercept)


def _positive(duals: NDArray[np.floating]) -> NDArray[np.floating]:
    """Duals with logarithms."""
    return np.maximum(duals, np.float32(1e-30))


def _fit_large(
    problem: SoftmaxProblem,
    tol: float,
    max_passes: int,
    seed: int,
    start: WarmStart | None,
    report: Callable[[int, float], None] | None,
) -> tuple[Certificate, int]:
    """Dual ascent, and Newton steps after it where float32 does not serve."""
    begin = None if start is None else (_positive(start.duals), start.intercept)
    rough = max(tol, FLOAT32_TOLERANCE)
    solution, n_passes = ascend_dual(problem, rough, max_passes, seed, begin, report)
    if tol >= rough or solution.gap > rough:
        return solution, n_passes
    solution, n_steps = newton(problem, solution, tol, MAX_NEWTON_STEPS, report)
    return solution, n_passes + n_steps


def _fit(solution: Certificate, tol: float, n_passes: int) -> MultinomialFit:
    """Centre, and turn to classes x terms."""
    coefficients, intercept = solution.coefficients, solution.intercept
    return MultinomialFit(
        coefficients=(coefficients - coefficients.mean(axis=1, keepdims=True)).T,
        intercept=intercept - intercept.mean(),
        duals=solution.duals.astype(np.float32),
        objective=solution.objective,
        gap=solution.gap,
        converged=solution.gap <= tol,
        n_passes=n_passes,
    )
