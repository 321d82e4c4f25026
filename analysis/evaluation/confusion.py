"""Which classes are taken for which: counts, and the confused pairs in order.

Where documents have weights, counts stay counts, of documents that can be looked at; shares are
shares of weight.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.decision.rejection import ABSTAINED
from analysis.evaluation.intervals import effective_counts, wilson


@dataclass(frozen=True, eq=False)
class Mass:
    """Weights of documents, or their squares, summed by class and decision.

    Parameters
    ----------
    cells : ndarray of float64, shape (n_classes, n_classes)
        ``cells[true, decided]``.
    undecided : ndarray of float64, shape (n_classes,)
        Of documents for which nothing was decided.
    """

    cells: NDArray[np.float64]
    undecided: NDArray[np.float64]

    @property
    def support(self) -> NDArray[np.float64]:
        """Of the documents of each class, decided or not, shape (n_classes,)."""
        return self.cells.sum(axis=1) + self.undecided

    @property
    def predicted(self) -> NDArray[np.float64]:
        """Of the documents decided for each class, shape (n_classes,)."""
        return self.cells.sum(axis=0)

    @property
    def correct(self) -> NDArray[np.float64]:
        """Of the documents of each class that were decided rightly, shape (n_classes,)."""
        return np.diagonal(self.cells)

    def of_classes(self, kept: NDArray[np.bool_]) -> "Mass":
        """Return the sums over the documents of some classes, 0 for the others.

        Parameters
        ----------
        kept : ndarray of bool, shape (n_classes,)

        Returns
        -------
        Mass
        """
        return Mass(self.cells * kept[:, None], self.undecided * kept)


@dataclass(frozen=True, eq=False)
class ConfusionCounts:
    """Documents by their class and the class that was decided.

    Parameters
    ----------
    counts : ndarray of int64, shape (n_classes, n_classes)
        ``counts[true, decided]``.
    classes : tuple of str
    reject_code : int or None
        Code of the reject class.
    abstained : ndarray of int64, shape (n_classes,), optional
        Documents of each class for which nothing was decided; None where none was left so.
    weighed : tuple of two Mass, optional
        The weights of the documents and their squares; None where all count alike.
    """

    counts: NDArray[np.int64]
    classes: tuple[str, ...]
    reject_code: int | None = None
    abstained: NDArray[np.int64] | None = None
    weighed: tuple[Mass, Mass] | None = None

    @property
    def mass(self) -> Mass:
        """Weights of the documents, all one where they have none."""
        return self._each_one if self.weighed is None else self.weighed[0]

    @property
    def squares(self) -> Mass:
        """Squared weights of the documents, for effective numbers."""
        return self._each_one if self.weighed is None else self.weighed[1]

    @property
    def _each_one(self) -> Mass:
        undecided = np.zeros(self.n_classes) if self.abstained is None else self.abstained
        return Mass(self.counts.astype(np.float64), undecided.astype(np.float64))

    @property
    def n_classes(self) -> int:
        """Number of classes."""
        return len(self.classes)

    @property
    def support(self) -> NDArray[np.int64]:
        """Documents of each class, decided or not, shape (n_classes,)."""
        decided = self.counts.sum(axis=1)
        return decided if self.abstained is None else decided + self.abstained

    @property
    def predicted(self) -> NDArray[np.int64]:
        """Documents decided for each class, shape (n_classes,)."""
        return self.counts.sum(axis=0)

    @property
    def correct(self) -> NDArray[np.int64]:
        """Documents of each class that were decided rightly, shape (n_classes,)."""
        return np.diagonal(self.counts)

    @property
    def wrong(self) -> NDArray[np.int64]:
        """The counts with 0 on the diagonal, shape (n_classes, n_classes)."""
        return self.counts - np.diag(self.correct)

    def row_shares(self) -> NDArray[np.float64]:
        """Return the share of each class's documents that went to each class.

        Returns
        -------
        ndarray of shape (n_classes, n_classes)
            Shares of weight. Rows sum to one, or to less by the share not decided; a row is nan
            for a class without documents.
        """
        mass = self.mass
        support = mass.support[:, None]
        undefined = np.full(self.counts.shape, np.nan)
        return np.divide(mass.cells, support, out=undefined, where=support > 0)

    def without_reject_documents(self) -> "ConfusionCounts":
        """Return the counts with the documents of the reject class left out.

        Returns
        -------
        ConfusionCounts
            Decisions for the reject class are kept: those are errors.
        """
        if self.reject_code is None:
            return self
        others = np.arange(self.n_classes) != self.reject_code
        abstained, weighed = self.abstained, self.weighed
        return replace(
            self,
            counts=self.counts * others[:, None],
            abstained=None if abstained is None else abstained * others,
            weighed=weighed and (weighed[0].of_classes(others), weighed[1].of_classes(others)),
        )

    def pairs_frame(self) -> pd.DataFrame:
        """Return the confused pairs, the most frequent first.

        Returns
        -------
        DataFrame
            A row for each pair of different classes with at least one document: `true` and
            `decided` (names), `count`, `support` (documents of the true class), `share` of
            their weight with `share_low` and `share_high`, `reverse` (documents confused the other
            way round), `true_code`, `decided_code`. Equal counts come in the order of their
            shares, then of the classes.
        """
        wrong = self.wrong
        true, decided = np.nonzero(wrong)
        part, whole = self.mass.cells[true, decided], self.mass.support[true]
        squares = self.squares.support[true]
        low, high = wilson(
            effective_counts(part, whole, squares), effective_counts(whole, whole, squares)
        )
        names = np.array(self.classes, dtype=object)
        frame = pd.DataFrame(
            {
                "true": names[true],
                "decided": names[decided],
                "count": wrong[true, decided],
                "support": self.support[true],
                "share": part / whole,
                "share_low": low,
                "share_high": high,
                "reverse": wrong[decided, true],
                "true_code": true,
                "decided_code": decided,
            }
        )
        ranked = frame.sort_values(["count", "share"], ascending=False, kind="stable")
        return ranked.reset_index(drop=True)


def confusion_counts(
    codes: NDArray[np.integer],
    decided: NDArray[np.integer],
    classes: tuple[str, ...],
    reject_code: int | None = None,
    *,
    weights: NDArray[np.float64] | None = None,
) -> ConfusionCounts:
    """Count documents by class and decision.

    Parameters
    ----------
    codes, decided : ndarray of int, shape (n_documents,)
        Codes of the classes; ``ABSTAINED`` where nothing was decided.
    classes : tuple of str
    reject_code : int, optional
        Code of the reject class.
    weights : ndarray of float64, shape (n_documents,), optional
        How much each document counts in shares; all alike if not given.

    Returns
    -------
    ConfusionCounts
    """
    counts, abstained = _cells(codes, decided, len(classes), None)
    weighed = None
    if weights is not None:
        mass = Mass(*_cells(codes, decided, len(classes), weights))
        weighed = mass, Mass(*_cells(codes, decided, len(classes), weights**2))
    return ConfusionCounts(
        counts, classes, reject_code, abstained if abstained.any() else None, weighed
    )


def _cells(
    codes: NDArray[np.integer],
    decided: NDArray[np.integer],
    n_classes: int,
    values: NDArray[np.float64] | None,
) -> tuple[NDArray, NDArray]:
    """Sum a value of each document by class and decision; count them without values."""
    column = np.where(decided == ABSTAINED, n_classes, decided)
    cells = codes.astype(np.int64) * (n_classes + 1) + column
    sums = np.bincount(cells, values, minlength=n_classes * (n_classes + 1))
    sums = sums.reshape(n_classes, n_classes + 1)
    return np.ascontiguousarray(sums[:, :n_classes]), sums[:, n_classes]
