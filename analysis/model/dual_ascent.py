"""Dual coordinate ascent for the multinomial logistic regression, one document at a time.

A document's logits come from the few rows of the coefficient matrix that its terms touch; its
duals are solved for (`analysis.model.ascent_kernel`), and the same rows are updated. Nothing of the
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

import numpy as np
from numpy.typing import NDArray

from analysis.model.ascent_documents import documents_for_kernel, shared_terms, squared_lengths
from analysis.model.ascent_kernel import MIN_DUAL, Matrix, ascend
from analysis.model.duality import Certificate, SoftmaxProblem, certify, feasible_duals

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
# A proof computes coefficients anew from the duals; rounding that piled up in float32, most of
# it where a start was far off, would keep the estimate from falling.
RENEWAL = 25
# Documents whose share of the gap is this many times the mean, at most one in as many, are
# visited this many times more in a pass. Few documents, such as a bare word with many meanings,
# hold most of the gap where C is large; from 3 to 10 either number serves about as well.
STUBBORN = 5
EXTRA_VISITS = 5


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
        if promising or n_passes % RENEWAL == 0 or n_passes == max_passes:
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
        self._shared_terms = shared_terms(problem.features)
        self._documents = documents_for_kernel(problem, self._shared_terms)
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


def _intercept_length(problem: SoftmaxProblem) -> float:
    """rho: large enough for the multiplier to settle, small enough not to slow documents."""
    unit = squared_lengths(problem.features).mean() + 1 / problem.weights.mean()
    return float(INTERCEPT_LENGTH * unit)
