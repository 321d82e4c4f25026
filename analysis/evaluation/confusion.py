"""Which classes are taken for which: counts, and the confused pairs in order."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.decision.rejection import ABSTAINED
from analysis.evaluation.intervals import wilson


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
    """

    counts: NDArray[np.int64]
    classes: tuple[str, ...]
    reject_code: int | None = None
    abstained: NDArray[np.int64] | None = None

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
            Rows sum to one, or to less by the share not decided; a row is nan for a class
            without documents.
        """
        support = self.support[:, None]
        undefined = np.full(self.counts.shape, np.nan)
        return np.divide(self.counts, support, out=undefined, where=support > 0)

    def without_reject_documents(self) -> "ConfusionCounts":
        """Return the counts with the documents of the reject class left out.

        Returns
        -------
        ConfusionCounts
            Decisions for the reject class are kept: those are errors.
        """
        if self.reject_code is None:
            return self
        counts = self.counts.copy()
        counts[self.reject_code] = 0
        if self.abstained is None:
            return replace(self, counts=counts)
        abstained = self.abstained.copy()
        abstained[self.reject_code] = 0
        return replace(self, counts=counts, abstained=abstained)

    def pairs_frame(self) -> pd.DataFrame:
        """Return the confused pairs, the most frequent first.

        Returns
        -------
        DataFrame
            A row for each pair of different classes with at least one document: `true` and
            `decided` (names), `count`, `support` (documents of the true class), `share` of
            them with `share_low` and `share_high`, `reverse` (documents confused the other
            way round), `true_code`, `decided_code`. Equal counts come in the order of their
            shares, then of the classes.
        """
        wrong = self.wrong
        true, decided = np.nonzero(wrong)
        count, support = wrong[true, decided], self.support[true]
        low, high = wilson(count, support)
        names = np.array(self.classes, dtype=object)
        frame = pd.DataFrame(
            {
                "true": names[true],
                "decided": names[decided],
                "count": count,
                "support": support,
                "share": count / support,
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
) -> ConfusionCounts:
    """Count documents by class and decision.

    Parameters
    ----------
    codes, decided : ndarray of int, shape (n_documents,)
        Codes of the classes; ``ABSTAINED`` where nothing was decided.
    classes : tuple of str
    reject_code : int, optional
        Code of the reject class.

    Returns
    -------
    ConfusionCounts
    """
    k = len(classes)
    undecided = decided == ABSTAINED
    abstained = None
    if undecided.any():
        abstained = np.bincount(codes[undecided], minlength=k)
        codes, decided = codes[~undecided], decided[~undecided]
    cells = codes.astype(np.int64) * k + decided
    counts = np.bincount(cells, minlength=k * k).reshape(k, k)
    return ConfusionCounts(counts, classes, reject_code, abstained)
