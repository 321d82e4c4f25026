"""Multinomial logistic regression on documents with class codes, to a proved optimum.

Which method runs is decided by size and tolerance alone: dual coordinate ascent in float32
(`analysis.model.dual_ascent`) for all but small problems; Newton steps in float64
(`analysis.model.newton`) for small ones, and to finish where the tolerance is finer than
float32 can serve or the problem so badly conditioned that the ascent crawls. The optimum is
unique but for constants common to all classes, and those are fixed by centring, so that the
methods agree.

Identical documents are merged first, whatever their classes: they have the same posteriors, and
so the same duals at the optimum. Apart, a handful of them with conflicting labels holds the
ascent up for hundreds of passes, each undoing what the others did.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.model.dual_ascent import ascend_dual
from analysis.model.duality import Certificate, SoftmaxProblem
from analysis.model.identical_rows import identical_rows
from analysis.model.newton import newton, without_coefficients

# Relative gap that float32 can be trusted to reach.
FLOAT32_TOLERANCE = 1e-8
# Below this many numbers in coefficients and duals together, Newton steps take milliseconds and
# go on until rounding stops them, where coefficients are exact to about eight digits.
SMALL_PROBLEM = 50_000
SMALL_TOLERANCE = 1e-16
# Passes after which Newton steps, each worth dozens of passes, are the shorter way.
MAX_ASCENT = 100
# Keeps logarithms of duals finite.
MIN_DUAL = 1e-30


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

    Notes
    -----
    Two classes have two opposite rows of coefficients here. scikit-learn has one row, their
    difference, whose penalty is twice as large: halve the weights for the same model.
    """
    _check(codes, n_classes, weights)
    features = _canonical(features)
    groups = identical_rows(features)
    problem = _merged(features, codes, n_classes, weights, groups)
    begin = None if start is None else _begin(start, weights, groups)
    if n_classes * (problem.n_terms + problem.n_documents) <= SMALL_PROBLEM:
        # A start would save nothing; and far from the optimum it is worse than none.
        solution, n_passes = newton(
            problem, without_coefficients(problem), min(tol, SMALL_TOLERANCE), max_passes, report
        )
    else:
        solution, n_passes = _fit_large(problem, tol, max_passes, seed, begin, report)
    return _fit(solution, groups, tol, n_passes)


def _check(codes: NDArray[np.integer], n_classes: int, weights: NDArray[np.floating]) -> None:
    """Refuse what has no optimum."""
    if n_classes < 2 or not np.array_equal(np.unique(codes), np.arange(n_classes)):
        raise ValueError(f"every class from 0 to {n_classes - 1} has to occur, and two at least")
    if not np.all(np.asarray(weights) > 0):
        raise ValueError("weights have to be positive; leave out documents of weight 0")


def _canonical(features: sparse.csr_matrix) -> sparse.csr_matrix:
    """Terms in order and each once, without a change to what the caller holds."""
    features = sparse.csr_matrix(features)
    if not features.has_canonical_format:
        features = features.copy()
        features.sum_duplicates()
    return features


def _merged(
    features: sparse.csr_matrix,
    codes: NDArray[np.integer],
    n_classes: int,
    weights: NDArray[np.floating],
    groups: NDArray[np.intp],
) -> SoftmaxProblem:
    """One document for each group of identical ones."""
    first = np.unique(groups, return_index=True)[1]
    shape = (len(first), n_classes)
    targets = sparse.csr_matrix((np.asarray(weights, np.float64), (groups, codes)), shape=shape)
    return SoftmaxProblem(features[first], targets)


def _begin(start: WarmStart, weights: NDArray[np.floating], groups: NDArray[np.intp]) -> WarmStart:
    """Average the duals of identical documents, which keeps the coefficients they stand for."""
    n_documents = len(groups)
    sums = sparse.csr_matrix((weights, (groups, np.arange(n_documents))))
    duals = sums @ np.maximum(start.duals, MIN_DUAL)
    return WarmStart(duals / np.asarray(sums.sum(axis=1)), start.intercept)


def _fit_large(
    problem: SoftmaxProblem,
    tol: float,
    max_passes: int,
    seed: int,
    begin: WarmStart | None,
    report: Callable[[int, float], None] | None,
) -> tuple[Certificate, int]:
    """Dual ascent, and Newton steps after it where it does not arrive."""
    start = None if begin is None else (begin.duals, begin.intercept)
    reachable = max(tol, FLOAT32_TOLERANCE)
    solution, n_passes = ascend_dual(
        problem, reachable, min(max_passes, MAX_ASCENT), seed, start, report
    )
    if solution.gap <= tol:
        return solution, n_passes
    better = min(solution, without_coefficients(problem), key=lambda point: point.objective)
    solution, n_steps = newton(
        problem, better, tol, max_passes - n_passes, _counted_from(n_passes, report)
    )
    return solution, n_passes + n_steps


def _counted_from(
    n_passes: int, report: Callable[[int, float], None] | None
) -> Callable[[int, float], None] | None:
    """A report that goes on counting."""
    return None if report is None else lambda n_more, gap: report(n_passes + n_more, gap)


def _fit(
    solution: Certificate, groups: NDArray[np.intp], tol: float, n_passes: int
) -> MultinomialFit:
    """Centre, turn to classes x terms, and give every document its duals again."""
    coefficients, intercept = solution.coefficients, solution.intercept
    return MultinomialFit(
        coefficients=(coefficients - coefficients.mean(axis=1, keepdims=True)).T,
        intercept=intercept - intercept.mean(),
        duals=solution.duals.astype(np.float32)[groups],
        objective=solution.objective,
        gap=solution.gap,
        converged=solution.gap <= tol,
        n_passes=n_passes,
    )
