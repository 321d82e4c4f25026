"""Several random starts of a clustering: the best one, and how alike their clusters are."""

from dataclasses import dataclass
from functools import partial
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

from analysis.progress import Progress
from analysis.sampling.clusters.spherical_kmeans import (
    Partition,
    Points,
    Weights,
    first_centres,
    spherical_kmeans,
)

STARTS = 4
# Texts that a start is tried on: at least so many, and so many a cluster. With all 330,000 the
# agreement of two seeds differed from that by 0.02.
LEAST_TEXTS = 20_000
TEXTS_PER_CLUSTER = 30


@dataclass(frozen=True)
class SeedAgreement:
    """How alike the clusters are that several seeds lead to, each pair of seeds compared.

    Parameters
    ----------
    adjusted_rand : float
        Mean over the pairs: 1 where all seeds give the same clusters, about 0 where they have
        nothing in common. A few large clusters decide it.
    adjusted_mutual_information : float
        Mean over the pairs, with the same ends. Small clusters count as well.
    n_seeds : int
    n_texts : int
        Different texts, each counted once, on which the seeds were tried.

    References
    ----------
    Hubert, Arabie (1985). Comparing partitions. Journal of Classification 2. Vinh, Epps, Bailey
    (2010). Information theoretic measures for clusterings comparison. JMLR 11.
    """

    adjusted_rand: float
    adjusted_mutual_information: float
    n_seeds: int
    n_texts: int


@dataclass(frozen=True, eq=False)
class Starts:
    """What the starts came to.

    Parameters
    ----------
    centres : ndarray of float32, shape (n_clusters, n_components)
        Of the start that fits best.
    agreement : SeedAgreement
    """

    centres: Points
    agreement: SeedAgreement


def try_starts(
    points: Points,
    weights: Weights,
    n_clusters: int,
    seed: int,
    progress: Progress,
    first_step: int,
) -> Starts:
    """Cluster the points, or a sample of them, from several starts.

    Parameters
    ----------
    points : ndarray of float32, shape (n_points, n_components)
        Rows of unit length.
    weights : ndarray of float32, shape (n_points,)
    n_clusters : int
        From 1 to `n_points`.
    seed : int
        No start is one of another seed's.
    progress : Progress
        `STARTS` of its steps are finished.
    first_step : int
        Number of steps that come before them.

    Returns
    -------
    Starts

    Raises
    ------
    Cancelled
        If the progress was cancelled.
    """
    rows = _sample(len(points), max(LEAST_TEXTS, TEXTS_PER_CLUSTER * n_clusters), seed)
    points, weights = points[rows], weights[rows]
    found: list[Partition] = []
    for start in range(STARTS):
        report = partial(progress.report, first_step + start)
        centres = first_centres(points, weights, n_clusters, STARTS * seed + start)
        found.append(spherical_kmeans(points, weights, centres, report))
        progress.finish(first_step + start)
    best = max(found, key=lambda partition: float(partition.cosines @ weights))
    return Starts(best.centres, _agreement(found))


def _agreement(found: list[Partition]) -> SeedAgreement:
    pairs = list(combinations([partition.cluster_of_point for partition in found], 2))
    return SeedAgreement(
        adjusted_rand=float(np.mean([adjusted_rand_score(*pair) for pair in pairs])),
        adjusted_mutual_information=float(
            np.mean([adjusted_mutual_info_score(*pair) for pair in pairs])
        ),
        n_seeds=len(found),
        n_texts=len(found[0].cluster_of_point),
    )


def _sample(n: int, wanted: int, seed: int) -> NDArray[np.intp]:
    if n <= wanted:
        return np.arange(n)
    return np.sort(np.random.default_rng(seed).choice(n, size=wanted, replace=False))
