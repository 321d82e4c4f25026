"""Costs of errors, and the decision that is expected to cost least.

Rows of a cost matrix are the true classes, columns the decisions: ``cost[true, decided]``.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.corpus.findings import Finding, first_offenders
from analysis.decision.settings import CostExceptions, CostSettings
from analysis.errors import InputError, listed


def error_costs(
    reject_code: int | None,
    to_reject: float = 1.0,
    from_reject: float = 1.0,
    exceptions: CostExceptions = (),
) -> CostSettings:
    """Put costs into the one form in which equal costs are equal settings.

    Parameters
    ----------
    reject_code : int or None
        Of the corpus.
    to_reject, from_reject : float
        Costs of errors about the reject class.
    exceptions : tuple of (int, int, float)
        True class, class decided, and its cost.

    Returns
    -------
    CostSettings
        Without a reject class where none of the costs is about it.

    Raises
    ------
    InputError
        If a cost is negative, or about a reject class that is not there.
    """
    about_it = (to_reject, from_reject) != (1, 1)
    code = reject_code if about_it else None
    return CostSettings(code, to_reject, from_reject, tuple(sorted(exceptions)))


def cost_matrix(costs: CostSettings, n_classes: int) -> NDArray[np.float64]:
    """Write costs out as a matrix.

    Parameters
    ----------
    costs : CostSettings
    n_classes : int

    Returns
    -------
    ndarray of shape (n_classes, n_classes)
        ``cost[true, decided]``.
    """
    matrix = np.ones((n_classes, n_classes))
    if costs.reject_code is not None:
        matrix[:, costs.reject_code] = costs.to_reject
        matrix[costs.reject_code] = costs.from_reject
    np.fill_diagonal(matrix, 0)
    for true, decided, cost in costs.exceptions:
        matrix[true, decided] = cost
    return matrix


def costs_of_matrix(matrix: ArrayLike, classes: Sequence[str]) -> CostSettings:
    """Take a full cost matrix as settings.

    Parameters
    ----------
    matrix : array_like of shape (n_classes, n_classes)
        ``cost[true, decided]``.
    classes : sequence of str

    Returns
    -------
    CostSettings
        Every cost that is not that of a plain error is an exception.

    Raises
    ------
    InputError
        If the matrix has another size, or a cost is missing or negative.
    """
    given = _checked_matrix(np.asarray(matrix, dtype=np.float64), classes)
    usual = cost_matrix(CostSettings(), len(classes))
    differing: CostExceptions = tuple(
        (int(true), int(decided), float(given[true, decided]))
        for true, decided in np.argwhere(given != usual)
    )
    return CostSettings(exceptions=differing)


def cheap_errors_finding(costs: CostSettings, classes: Sequence[str]) -> Finding | None:
    """Find classes for which a wrong decision costs less than the right one.

    Parameters
    ----------
    costs : CostSettings
    classes : sequence of str

    Returns
    -------
    Finding or None
        None where the right decision costs least for every class.
    """
    matrix = cost_matrix(costs, len(classes))
    wrong = np.flatnonzero(np.diagonal(matrix) > matrix.min(axis=1))
    if not len(wrong):
        return None
    return Finding(
        code="errors-cheaper-than-right-decisions",
        severity="warning",
        message=f"For {len(wrong):,} of {len(classes):,} classes an error costs less than the "
        "right decision.",
        remedy="Nothing, if that is meant; otherwise give the right decision the smallest cost.",
        count=len(wrong),
        offenders=first_offenders(classes[int(code)] for code in wrong),
    )


def bayes_decisions(
    posterior: NDArray[np.floating], matrix: NDArray[np.float64]
) -> tuple[NDArray[np.int32], NDArray[np.floating]]:
    """Decide for the class with the smallest expected cost.

    Parameters
    ----------
    posterior : ndarray of float, shape (n_documents, n_classes), rows sum to one
    matrix : ndarray of shape (n_classes, n_classes)
        ``cost[true, decided]``.

    Returns
    -------
    decided : ndarray of int32, shape (n_documents,)
        The first of several equally cheap classes.
    expected : ndarray of float, shape (n_documents,)
        What that decision is expected to cost.

    Notes
    -----
    The matrix is brought to a largest cost of 0 before it is multiplied: a constant in all
    costs changes no decision, and equal costs then give minus the posterior itself, so that
    rounding cannot part them from the largest posterior.
    """
    largest = float(matrix.max())
    if largest == 0:
        return posterior.argmax(axis=1).astype(np.int32), np.zeros(len(posterior), posterior.dtype)
    saved = (matrix / largest - 1).astype(posterior.dtype)
    relative = posterior @ saved
    decided = relative.argmin(axis=1).astype(np.int32)
    expected = largest * (relative[np.arange(len(decided)), decided] + 1)
    return decided, expected


def _checked_matrix(matrix: NDArray[np.float64], classes: Sequence[str]) -> NDArray[np.float64]:
    k = len(classes)
    if matrix.shape != (k, k):
        came = " × ".join(f"{n:,}" for n in matrix.shape)
        raise InputError(
            f"cost matrix: it has {came} costs. Give {k:,} rows, the true classes, and {k:,} "
            "columns, the decisions, in the order of the classes."
        )
    wrong = np.argwhere(~((matrix >= 0) & np.isfinite(matrix)))
    if len(wrong):
        pairs = [f"{classes[int(true)]} → {classes[int(decided)]}" for true, decided in wrong[:4]]
        raise InputError(
            f"cost matrix: {len(wrong):,} costs are missing, negative or infinite, among them "
            f"{listed(pairs, 3)}. Give numbers from 0 on, for instance 0 for the right decision "
            "and 1 for an error."
        )
    return matrix
