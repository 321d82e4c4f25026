"""The order of classes in which those that are confused are neighbours."""

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import leaves_list, linkage
from scipy.spatial.distance import squareform

from analysis.evaluation.confusion import ConfusionCounts

# Codes of classes, in the order in which they are shown.
ClassOrder = NDArray[np.int64]


def confusable_order(confusion: ConfusionCounts) -> ClassOrder:
    """Order the classes so that confused ones lie side by side.

    Parameters
    ----------
    confusion : ConfusionCounts

    Returns
    -------
    ndarray of int64, shape (n_classes,)
        Codes: groups of confused classes, then the classes that are confused with none of
        them, the most frequent first, then the reject class.

    Notes
    -----
    Average linkage on one less the mean of the two shares confused, with the leaves turned so
    that the sum of distances between neighbours is least (Bar-Joseph et al. 2001, "Fast
    optimal leaf ordering for hierarchical clustering"). The reject class is confused with
    everything and would join what has nothing in common, so it takes no part.
    """
    similarity = _confusability(confusion)
    confused = np.flatnonzero(similarity.any(axis=1))
    unconfused = _others(confusion, confused)
    last = [] if confusion.reject_code is None else [confusion.reject_code]
    ordered = confused[_leaf_order(similarity[np.ix_(confused, confused)])]
    return np.concatenate([ordered, unconfused, np.array(last, dtype=np.int64)])


def neighbours(order: NDArray[np.integer], code: int, n_classes: int) -> NDArray[np.integer]:
    """Cut a window out of an order of classes, for a closer look at one of them.

    Parameters
    ----------
    order : ndarray of int, shape (n_ordered,)
        Codes, among them `code`.
    code : int
    n_classes : int
        Width of the window; positive.

    Returns
    -------
    ndarray of int, shape (min(n_classes, n_ordered),)
        With `code` in the middle, except near the ends.
    """
    position = int(np.flatnonzero(order == code)[0])
    start = min(max(position - n_classes // 2, 0), max(len(order) - n_classes, 0))
    return order[start : start + n_classes]


def _confusability(confusion: ConfusionCounts) -> NDArray[np.float64]:
    """Entry [i, j]: mean of the shares of i taken for j and of j taken for i; 0 for reject."""
    shares = np.nan_to_num(confusion.row_shares())
    np.fill_diagonal(shares, 0)
    if confusion.reject_code is not None:
        shares[confusion.reject_code] = 0
        shares[:, confusion.reject_code] = 0
    return (shares + shares.T) / 2


def _others(confusion: ConfusionCounts, confused: NDArray[np.intp]) -> NDArray[np.int64]:
    """Classes that are neither confused nor the reject class, the most frequent first."""
    by_support = np.argsort(-confusion.support, kind="stable")
    taken = confused if confusion.reject_code is None else [*confused, confusion.reject_code]
    return by_support[~np.isin(by_support, taken)]


def _leaf_order(similarity: NDArray[np.float64]) -> NDArray[np.integer]:
    """Positions of the leaves, from a symmetric matrix with entries in [0, 1]."""
    if len(similarity) < 3:
        return np.arange(len(similarity))
    distance = squareform(1 - similarity, checks=False)
    return leaves_list(linkage(distance, method="average", optimal_ordering=True))
