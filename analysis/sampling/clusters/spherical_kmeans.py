"""Spherical k-means: groups of points on the unit sphere around directions of their own."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.cluster import kmeans_plusplus
from threadpoolctl import threadpool_limits

MAX_ITERATIONS = 100
# Fewer moves than one weight in a thousand change no cluster's words.
STILL_MOVING = 1e-3
# Points compared with all centres at a time: 26 MB at 400 centres.
CHUNK = 16_384

Points = NDArray[np.float32]
Weights = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Partition:
    """Points in clusters, each around its centre.

    Parameters
    ----------
    centres : ndarray of float32, shape (n_clusters, n_components)
        Of unit length. The cluster of most weight comes first; none is empty.
    cluster_of_point : ndarray of int32, shape (n_points,)
    cosines : ndarray of float32, shape (n_points,)
        Between each point and the centre of its cluster.
    """

    centres: Points
    cluster_of_point: NDArray[np.int32]
    cosines: NDArray[np.float32]

    @property
    def n_clusters(self) -> int:
        """Number of clusters."""
        return len(self.centres)


# Here and below: a second BLAS thread spins between the products, and takes the core from whoever
# waits for a page.
@threadpool_limits.wrap(limits=1, user_api="blas")
def first_centres(points: Points, weights: Weights, n_clusters: int, seed: int) -> Points:
    """Choose points far from each other to begin with.

    Parameters
    ----------
    points : ndarray of float32, shape (n_points, n_components)
        Rows of unit length.
    weights : ndarray of float32, shape (n_points,)
        Positive.
    n_clusters : int
        From 1 to `n_points`.
    seed : int

    Returns
    -------
    ndarray of float32, shape (n_clusters, n_components)

    References
    ----------
    Arthur, Vassilvitskii (2007). k-means++: the advantages of careful seeding. SODA.
    """
    centres, _ = kmeans_plusplus(points, n_clusters, sample_weight=weights, random_state=seed)
    return np.asarray(centres, dtype=np.float32)


@threadpool_limits.wrap(limits=1, user_api="blas")
def spherical_kmeans(
    points: Points,
    weights: Weights,
    centres: Points,
    after_iteration: Callable[[float], None],
) -> Partition:
    """Divide points into clusters so that the weighted sum of cosines to the centres is large.

    Parameters
    ----------
    points : ndarray of float32, shape (n_points, n_components)
        Rows of unit length.
    weights : ndarray of float32, shape (n_points,)
        Positive.
    centres : ndarray of float32, shape (n_clusters, n_components)
        To begin with, from `first_centres`. Where fewer points differ, there will be fewer.
    after_iteration : callable
        Told the share of the weight that has changed its cluster; may raise, to stop.

    Returns
    -------
    Partition

    Notes
    -----
    Lloyd's iterations, each centre the mean direction of its cluster. An empty cluster begins
    anew at the point that is furthest from its centre. The optimum is a local one, and depends
    on where the centres began.

    References
    ----------
    Dhillon, Modha (2001). Concept decompositions for large sparse text data using clustering.
    Machine Learning 42.
    """
    total, cluster = float(weights.sum()), np.full(len(points), -1, dtype=np.int32)
    for _ in range(MAX_ITERATIONS):
        previous, (cluster, cosines) = cluster, nearest_centres(points, centres)
        moved = float(weights[cluster != previous].sum()) / total
        after_iteration(moved)
        if moved <= STILL_MOVING:
            break
        centres = _mean_directions(points, weights, cluster, cosines, len(centres))
    return _largest_first(centres, weights, cluster, cosines)


def nearest_centres(
    points: Points, centres: Points
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Find the centre next to each point.

    Parameters
    ----------
    points : ndarray of float32, shape (n_points, n_components)
    centres : ndarray of float32, shape (n_clusters, n_components)
        Both with rows of unit length.

    Returns
    -------
    nearest : ndarray of int32, shape (n_points,)
        Row of the centre; the first of several that are equally near.
    cosines : ndarray of float32, shape (n_points,)
        Between the point and that centre.
    """
    nearest = np.empty(len(points), dtype=np.int32)
    cosines = np.empty(len(points), dtype=np.float32)
    for start in range(0, len(points), CHUNK):
        rows = slice(start, start + CHUNK)
        products = points[rows] @ centres.T
        nearest[rows] = products.argmax(axis=1)
        cosines[rows] = products[np.arange(len(products)), nearest[rows]]
    return nearest, cosines


def _mean_directions(
    points: Points,
    weights: Weights,
    cluster: NDArray[np.int32],
    cosines: NDArray[np.float32],
    n_clusters: int,
) -> Points:
    """Centres of the clusters; those without a point move to the points furthest from theirs."""
    members = sparse.csr_matrix(
        (weights, (cluster, np.arange(len(points)))), shape=(n_clusters, len(points))
    )
    sums = np.asarray(members @ points, dtype=np.float32)
    empty = np.flatnonzero(np.diff(members.indptr) == 0)
    sums[empty] = points[np.argsort(cosines, kind="stable")[: len(empty)]]
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return sums / np.maximum(lengths, np.finfo(np.float32).tiny)


def _largest_first(
    centres: Points,
    weights: Weights,
    cluster: NDArray[np.int32],
    cosines: NDArray[np.float32],
) -> Partition:
    sizes = np.bincount(cluster, weights=weights, minlength=len(centres))
    order = np.argsort(-sizes, kind="stable")[: np.count_nonzero(sizes)]
    rank = np.empty(len(centres), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return Partition(centres[order], rank[cluster], cosines)
