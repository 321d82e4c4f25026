"""Truncated Newton for the multinomial logistic regression, in float64.

It solves small problems to the last digits in milliseconds, and finishes what dual ascent in
float32 leaves: tolerances below about 1e-8, and badly conditioned problems (long documents, large
C) on which the ascent crawls. The Newton equations are solved by conjugate gradients with the
Hessian's diagonal as preconditioner, as exactly as the step deserves; a step is halved until the
objective falls.

References
----------
C.-J. Lin, R. C. Weng, S. S. Keerthi, "Trust region Newton method for large-scale logistic
regression", JMLR 9 (2008), on the products with the Hessian.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import LinearOperator, cg
from scipy.special import logsumexp, softmax

from analysis.model.duality import Certificate, SoftmaxProblem, certify

# A step solved to a residual of eta divides the gap by about eta^-2, and no step far from the
# optimum brings more than its quadratic model is worth, about the square root of the gap.
LOOSEST, TIGHTEST = 0.1, 1e-4
MARGIN = 0.3
MAX_PRODUCTS = 2000
# Share of the decrease promised by the gradient that a step has to bring.
SUFFICIENT_DECREASE = 1e-4
MAX_HALVINGS = 30
# Differences of the objective below this share of it are rounding.
ROUNDING = 1e-14
# Keeps logarithms of duals finite.
MIN_DUAL = 1e-200


def newton(
    problem: SoftmaxProblem,
    start: Certificate,
    tol: float,
    max_steps: int,
    report: Callable[[int, float], None] | None = None,
) -> tuple[Certificate, int]:
    """Make Newton steps until the gap is proved to be within the tolerance.

    Parameters
    ----------
    problem : SoftmaxProblem
    start : Certificate
        The point to begin at.
    tol : float
        Relative duality gap.
    max_steps : int
    report : callable, optional
        Called with the number of steps and the gap, after every product with the Hessian.

    Returns
    -------
    certificate : Certificate
        Its gap exceeds `tol` if the steps did not suffice or rounding stopped them.
    n_steps : int
    """
    system = _System(problem)
    best = start
    for n_steps in range(max_steps):
        if best.gap <= tol:
            return best, n_steps

        def tick(_: object, n_steps: int = n_steps, gap: float = best.gap) -> None:
            if report is not None:
                report(n_steps + 1, gap)

        stepped = system.step(best, _equation_tolerance(best.gap, tol), tick)
        if stepped is None or not _improves(stepped, best):
            return best, n_steps
        best = stepped
    return best, max_steps


def without_coefficients(problem: SoftmaxProblem) -> Certificate:
    """The optimum among models without coefficients.

    Parameters
    ----------
    problem : SoftmaxProblem

    Returns
    -------
    Certificate
    """
    shares = problem.class_weights / problem.class_weights.sum()
    duals = np.broadcast_to(shares, (problem.n_documents, problem.n_classes))
    nothing = np.zeros((problem.n_terms, problem.n_classes))
    return certify(problem, duals, problem.prior_intercept, nothing)


def _equation_tolerance(gap: float, tol: float) -> float:
    """How exactly to solve the equations: enough to arrive if near, loosely if far."""
    wanted = MARGIN * max(np.sqrt(tol / gap), np.sqrt(gap))
    return float(np.clip(wanted, TIGHTEST, LOOSEST))


def _improves(new: Certificate, old: Certificate) -> bool:
    """Whether a step did more than rounding; far from the optimum the gap need not fall."""
    return new.objective < (1 - ROUNDING) * old.objective or new.gap < old.gap / 2


class _System:
    """Objective, gradient and Hessian, the intercept being the coefficient of a last column."""

    def __init__(self, problem: SoftmaxProblem) -> None:
        self._problem = problem
        ones = np.ones((problem.n_documents, 1))
        self._columns = sparse.hstack([problem.features, ones], format="csr", dtype=np.float64)
        self._penalised = np.ones((problem.n_terms + 1, 1))
        self._penalised[-1] = 0

    def step(
        self, point: Certificate, equation_tol: float, tick: Callable[[object], None]
    ) -> Certificate | None:
        """The point after a Newton step; None if no step lowers the objective."""
        at = np.vstack([point.coefficients, point.intercept])
        posteriors = softmax(self._columns @ at, axis=1)
        gradient = self._penalised * at - self._columns.T @ self._problem.residuals(posteriors)
        direction = self._solve(posteriors, gradient, equation_tol, tick)
        slope = float(np.vdot(gradient, direction))
        to = self._search(at, direction, slope)
        return None if to is None else self._certify(to)

    def _solve(
        self,
        p: NDArray[np.float64],
        gradient: NDArray[np.float64],
        equation_tol: float,
        tick: Callable[[object], None],
    ) -> NDArray[np.float64]:
        """The direction in which the quadratic model of the objective is least."""
        weights = self._problem.weights[:, None]
        diagonal = self._penalised + self._columns.power(2).T @ (weights * p * (1 - p))

        def product(flat: NDArray[np.float64]) -> NDArray[np.float64]:
            along = flat.reshape(gradient.shape)
            change = p * (self._columns @ along)
            change -= p * change.sum(axis=1, keepdims=True)
            return (self._penalised * along + self._columns.T @ (weights * change)).ravel()

        shape = (gradient.size, gradient.size)
        flat, _ = cg(
            LinearOperator(shape, matvec=product, dtype=np.float64),
            -gradient.ravel(),
            rtol=equation_tol,
            callback=tick,
            maxiter=MAX_PRODUCTS,
            M=LinearOperator(shape, matvec=lambda v: v / (diagonal.ravel() + MIN_DUAL)),
        )
        return flat.reshape(gradient.shape)

    def _search(
        self, at: NDArray[np.float64], direction: NDArray[np.float64], slope: float
    ) -> NDArray[np.float64] | None:
        """Halve the step until the objective falls enough."""
        before = self._objective(at)
        for size in 0.5 ** np.arange(MAX_HALVINGS):
            to = at + size * direction
            bound = before + SUFFICIENT_DECREASE * size * slope + ROUNDING * before
            if self._objective(to) <= bound:
                return to
        return None

    def _objective(self, at: NDArray[np.float64]) -> float:
        logits = self._columns @ at
        partition = self._problem.weights @ logsumexp(logits, axis=1)
        evidence = self._problem.targets.multiply(logits).sum()
        return float(partition - evidence + 0.5 * np.sum((self._penalised * at) ** 2))

    def _certify(self, at: NDArray[np.float64]) -> Certificate:
        posteriors = np.maximum(softmax(self._columns @ at, axis=1), MIN_DUAL)
        return certify(self._problem, posteriors, at[-1] - at[-1].mean(), at[:-1])
