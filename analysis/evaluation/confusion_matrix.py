"""The part of the confusion that a figure shows: which classes, in which order, on which scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from analysis.evaluation.confusion import ConfusionCounts

Scale = Literal["count", "share"]

# A few small classes that are taken for one other class have shares near 1, and a few pairs
# of big ones have counts near 1,000: without a cap they leave the rest without colour.
CAP_PERCENTILE = 99


@dataclass(frozen=True, eq=False, kw_only=True)
class ConfusionMatrix:
    """Rows are true classes and columns decided ones, both in the same order.

    Parameters
    ----------
    codes : ndarray of int64, shape (n_shown,)
        The class of each row and column.
    classes : tuple of str, n_shown
        Their names.
    support : ndarray of int64, shape (n_shown,)
        All documents of each, also those decided for classes that are not shown.
    counts : ndarray of int64, shape (n_shown, n_shown)
        ``counts[true, decided]``, with the diagonal.
    scale : {"count", "share"}
        What `values` are: documents, or shares of the documents of the true class.
    values : ndarray of float64, shape (n_shown, n_shown)
        nan on the diagonal and where no document was confused.
    cap : float
        The 99th percentile of the values, where the colours end; nan without any value.
    not_shown : int
        Confused documents in rows or columns that are left out.
    """

    codes: NDArray[np.int64]
    classes: tuple[str, ...]
    support: NDArray[np.int64]
    counts: NDArray[np.int64]
    scale: Scale
    values: NDArray[np.float64]
    cap: float
    not_shown: int


def confusion_matrix(
    confusion: ConfusionCounts,
    order: NDArray[np.integer],
    scale: Scale = "share",
    minimum_support: int = 0,
    window: Sequence[int] | NDArray[np.integer] | None = None,
) -> ConfusionMatrix:
    """Choose what a figure of the confusion shows.

    Parameters
    ----------
    confusion : ConfusionCounts
    order : ndarray of int, shape (n_classes,)
        Codes in the order of rows and columns.
    scale : {"count", "share"}
    minimum_support : int
        Classes with fewer documents are left out: their shares rest on too little.
    window : sequence of int, optional
        Codes of the only classes to show.

    Returns
    -------
    ConfusionMatrix
    """
    shown = confusion.support[order] >= minimum_support
    if window is not None:
        shown &= np.isin(order, window)
    codes = order[shown].astype(np.int64)
    cells = np.ix_(codes, codes)
    wrong = confusion.wrong[cells]
    scaled = wrong if scale == "count" else confusion.row_shares()[cells]
    values = np.where(wrong > 0, scaled, np.nan)
    return ConfusionMatrix(
        codes=codes,
        classes=tuple(confusion.classes[code] for code in codes),
        support=confusion.support[codes],
        counts=confusion.counts[cells],
        scale=scale,
        values=values,
        cap=float(np.nanpercentile(values, CAP_PERCENTILE)) if wrong.any() else float("nan"),
        not_shown=int(confusion.wrong.sum() - wrong.sum()),
    )
