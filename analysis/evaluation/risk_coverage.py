"""Risk against coverage: how often a document that is not rejected is decided wrongly.

Where documents have weights, which say how many others each stands for, both are shares of weight.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Points of a curve that is drawn; the curve itself has one a document.
N_POINTS = 200


@dataclass(frozen=True, eq=False)
class RiskCoverage:
    """Risk at every coverage from none of the documents to all.

    Parameters
    ----------
    coverage : ndarray of float64, shape (n_points,)
        Share of all documents that are taken for one of the other classes, rising to 1.
    risk : ndarray of float64, shape (n_points,)
        Share of them that are decided wrongly; a document of the reject class always is.
    """

    coverage: NDArray[np.float64]
    risk: NDArray[np.float64]

    def at(self, coverage: float) -> float:
        """Return the risk at the smallest coverage on the curve that is no less than this.

        Parameters
        ----------
        coverage : float
            0 to 1.

        Returns
        -------
        float
            nan without documents.
        """
        if not len(self.coverage):
            return float("nan")
        position = int(np.searchsorted(self.coverage, coverage - 1e-12))
        return float(self.risk[min(position, len(self.risk) - 1)])

    def thinned(self) -> "RiskCoverage":
        """Return at most `N_POINTS` points of the curve, evenly spaced, the last included."""
        n_points = min(N_POINTS, len(self.coverage))
        kept = np.linspace(len(self.coverage) - 1, 0, n_points).astype(np.int64)[::-1]
        return RiskCoverage(self.coverage[kept], self.risk[kept])


def risk_coverage(
    evidence: NDArray[np.floating],
    right: NDArray[np.bool_],
    weights: NDArray[np.float64] | None = None,
) -> RiskCoverage:
    """Take in documents one by one, the one with most evidence first.

    Parameters
    ----------
    evidence : ndarray of float, shape (n_documents,)
    right : ndarray of bool, shape (n_documents,)
        Whether the document is decided rightly if it is not rejected.
    weights : ndarray of float64, shape (n_documents,), optional
        How much each document counts; all alike if not given.

    Returns
    -------
    RiskCoverage
        A point for each value of the evidence: documents of equal evidence are taken in
        together.

    References
    ----------
    El-Yaniv, Wiener (2010), "On the foundations of noise-free selective classification".
    """
    order = np.argsort(-evidence, kind="stable")
    mass = np.ones(len(order)) if weights is None else weights[order]
    taken = np.cumsum(mass)
    risk = np.cumsum(mass * ~right[order]) / taken
    last_of_equals = np.append(np.diff(evidence[order]) != 0, True)[: len(order)]
    return RiskCoverage((taken / taken[-1:])[last_of_equals], risk[last_of_equals])
