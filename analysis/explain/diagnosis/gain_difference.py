"""Whether a class gains more F1 from one remedy than from another."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.evaluation.f1_difference import continuity
from analysis.evaluation.intervals import wilson

Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Outcome:
    """One class under one remedy.

    Parameters
    ----------
    gain : float
        In F1.
    label, decided : ndarray of bool, shape (n_documents,)
        Documents of the class, and those decided for it, among all that are scored under any
        remedy; a document that this one does not score is neither.
    """

    gain: float
    label: Mask
    decided: Mask

    @property
    def f1(self) -> float:
        """2 TP / (2 TP + FP + FN)."""
        found = int((self.label & self.decided).sum())
        return 2 * found / max(int(self.label.sum()) + int(self.decided.sum()), 1)

    def bounds(self, documents_a_count: float) -> tuple[float, float]:
        """Return the interval of F1, as in `f1_difference_interval`."""
        found = (self.label & self.decided).sum() / documents_a_count
        concerned = (self.label | self.decided).sum() / documents_a_count
        low, high = (float(bound) for bound in wilson(found, concerned))
        return 2 * low / (1 + low), 2 * high / (1 + high)

    def influence(self) -> NDArray[np.float64]:
        """Return how each document moves F1, up to a factor."""
        both = self.label.astype(np.float64) + self.decided
        return 2 * (self.label & self.decided) - self.f1 * both


def surely_greater(one: Outcome, other: Outcome, documents_a_count: float) -> bool:
    """Say whether one gain is greater than another beyond the interval of their difference.

    Parameters
    ----------
    one, other : Outcome
        Of the same class, over the same documents.
    documents_a_count : float
        Documents of the class that tell as much as one independent document.

    Returns
    -------
    bool

    Notes
    -----
    What was before is the same for both, so the difference of the gains varies as that of the
    two F1 after. Its lower bound is by square-and-add, as in `f1_difference_interval`.
    """
    down = one.f1 - one.bounds(documents_a_count)[0]
    up = other.bounds(documents_a_count)[1] - other.f1
    r = _correlation(one, other)
    margin = np.sqrt(max(down**2 + up**2 - 2 * r * down * up, 0))
    return bool(one.gain - other.gain > margin)


def _correlation(one: Outcome, other: Outcome) -> float:
    """Correlation of the two F1 over samples of documents; 0 where one of them cannot vary."""
    a, b = one.influence(), other.influence()
    squares = float(a @ a) * float(b @ b)
    if squares == 0:
        return 0.0
    first, second = (each.label & each.decided for each in (one, other))
    neither = (one.label | one.decided | other.decided) & ~first & ~second
    cells = first & second, first & ~second, second & ~first, neither
    left = continuity(*(np.array(float(cell.sum())) for cell in cells))
    return float(a @ b / np.sqrt(squares) * left)
