"""How a number of new labels is spread over the clusters.

Labels are given one after another, each to the cluster that has most claim to the next one. Such
a rounding sums exactly to the number wanted, begins with the floor, passes over clusters that have
no text left, and is the best of all roundings of its kind: see `allocate`.
"""

import heapq
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from analysis.errors import InputError

Allocation = Literal["proportional", "square-root", "neyman", "equal"]
ALLOCATIONS: tuple[Allocation, ...] = ("proportional", "square-root", "neyman", "equal")

Counts = NDArray[np.int64]
# What a cluster's claim is divided by, given the labels that count for it so far.
Divisor = Callable[[int], float]


@dataclass(frozen=True, eq=False, kw_only=True)
class Clusters:
    """What an allocation has to know of the clusters; arrays of shape (n_clusters,).

    Parameters
    ----------
    documents : ndarray of int
        All documents of the cluster.
    labels : ndarray of int
        Labels that are there.
    free_documents : ndarray of int
        Documents without a label.
    free_texts : ndarray of int
        Distinct texts among them: the most new labels that a cluster can get.
    spread : ndarray of float
        S_h, how much the classes vary within the cluster.
    """

    documents: Counts
    labels: Counts
    free_documents: Counts
    free_texts: Counts
    spread: NDArray[np.float64]


def allocate(
    allocation: Allocation, clusters: Clusters, n_labels: int, *, floor: int = 0
) -> Counts:
    """Spread new labels over the clusters.

    Parameters
    ----------
    allocation : {"proportional", "square-root", "neyman", "equal"}
    clusters : Clusters
    n_labels : int
        At least 1, at most the distinct texts without a label.
    floor : int
        Fewest new labels of each cluster, or as many as it has texts.

    Returns
    -------
    ndarray of int, shape (n_clusters,)
        New labels of each cluster; sums to `n_labels`.

    Raises
    ------
    InputError
        If the texts do not suffice, or the labels not for the floor.

    Notes
    -----
    *Proportional*: in proportion to the documents without a label, U_h; every one has the same
    chance. *Square root*: to U_h ** 0.5 (Bankier's power allocation). *Equal*: the same for all.
    Among all ways that respect floor and texts, the labels x_h are those with the least
    sum_h (x_h - q_h)^2 / q_h about the shares q_h (Webster's rule). *Neyman*: the least
    sum_h (W_h S_h)^2 / (n_h + x_h), with the labels n_h that are there; exact in whole labels.

    References
    ----------
    Neyman (1934), JRSS 97; Bankier (1988), "Power allocations", The American Statistician 42;
    Wright (2012), "The equivalence of Neyman optimum allocation for sampling and equal
    proportions for apportioning the U.S. House of Representatives", The American Statistician 66.
    """
    lowest = np.minimum(floor, clusters.free_texts)
    _require_enough(clusters, n_labels, floor, lowest)
    claims = _claims(allocation, clusters)
    if allocation == "neyman":
        there, divisor = clusters.labels, _neyman_divisor
    else:
        there, divisor = np.zeros_like(clusters.labels), _webster_divisor
    return _apportion(claims, divisor, n_labels, there, lowest, clusters.free_texts)


def _claims(allocation: Allocation, clusters: Clusters) -> NDArray[np.float64]:
    if allocation == "neyman":
        return clusters.documents / clusters.documents.sum() * clusters.spread
    power = {"proportional": 1.0, "square-root": 0.5, "equal": 0.0}[allocation]
    return np.where(clusters.free_documents > 0, clusters.free_documents**power, 0.0)


def _webster_divisor(labels: int) -> float:
    return labels + 0.5


def _neyman_divisor(labels: int) -> float:
    """Square root of what one label more saves, as a share of (W_h S_h)^2, turned upside down."""
    return math.sqrt(labels * (labels + 1))


def _apportion(
    claims: NDArray[np.float64],
    divisor: Divisor,
    n_labels: int,
    there: Counts,
    lowest: Counts,
    most: Counts,
) -> Counts:
    """Give label after label to the cluster with the largest claim over its divisor."""
    given, room, claim = lowest.tolist(), most.tolist(), claims.tolist()
    before = there.tolist()

    def entry(cluster: int) -> tuple[float, float, int]:
        by = divisor(before[cluster] + given[cluster])
        return -(claim[cluster] / by if by > 0 else math.inf), -claim[cluster], cluster

    queue = [entry(cluster) for cluster in range(len(given)) if given[cluster] < room[cluster]]
    heapq.heapify(queue)
    for _ in range(n_labels - sum(given)):
        cluster = queue[0][-1]
        given[cluster] += 1
        if given[cluster] < room[cluster]:
            heapq.heapreplace(queue, entry(cluster))
        else:
            heapq.heappop(queue)
    return np.array(given, dtype=np.int64)


def _require_enough(clusters: Clusters, n_labels: int, floor: int, lowest: Counts) -> None:
    there, needed = int(clusters.free_texts.sum()), int(lowest.sum())
    if there == 0:
        raise InputError("labels: every text of the corpus bears a label. Nothing is left to draw.")
    if not 1 <= n_labels <= there:
        raise InputError(
            f"labels: {n_labels:,} cannot be drawn. Give 1 to {there:,}, the number of different "
            "texts that bear no label yet."
        )
    if floor < 0 or needed > n_labels:
        at_most = n_labels // np.count_nonzero(clusters.free_texts)
        raise InputError(
            f"floor: {floor:,} from each cluster makes {needed:,} labels, and {n_labels:,} are to "
            f"be drawn. Give a floor of 0 to {at_most:,}, or more labels."
        )
