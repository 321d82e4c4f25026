"""Whether other random starts would have led to the same clusters."""

from dataclasses import dataclass
from functools import partial
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

from analysis.model.progress import TrainingProgress
from analysis.sampling.spherical_kmeans import Points, Weights, spherical_kmeans

STARTS = 4
# More texts change the second decimal, and take as long as the clustering itself.
TEXTS_COMPARED = 20_000


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


def seed_agreement(
    points: Points,
    weights: Weights,
    n_clusters: int,
    seed: int,
    progress: TrainingProgress,
    first_step: int,
) -> SeedAgreement:
    """Cluster the points, or a sample of them, from several seeds and compare.

    Parameters
    ----------
    points : ndarray of float32, shape (n_points, n_components)
        Rows of unit length.
    weights : ndarray of float32, shape (n_points,)
    n_clusters : int
        From 1 to `n_points`.
    seed : int
        The first seed; the others follow it.
    progress : TrainingProgress
        `STARTS` of its steps are finished.
    first_step : int
        Number of steps that come before them.

    Returns
    -------
    SeedAgreement

    Raises
    ------
    Cancelled
        If the progress was cancelled.
    """
    rows = _sample(len(points), max(TEXTS_COMPARED, n_clusters), seed)
    points, weights = points[rows], weights[rows]
    found = []
    for start in range(STARTS):
        report = partial(progress.report, first_step + start)
        partition = spherical_kmeans(points, weights, n_clusters, seed + start, report)
        found.append(partition.cluster_of_point)
        progress.finish(first_step + start)
    pairs = list(combinations(found, 2))
    return SeedAgreement(
        adjusted_rand=float(np.mean([adjusted_rand_score(*pair) for pair in pairs])),
        adjusted_mutual_information=float(
            np.mean([adjusted_mutual_info_score(*pair) for pair in pairs])
        ),
        n_seeds=STARTS,
        n_texts=len(rows),
    )


def _sample(n: int, wanted: int, seed: int) -> NDArray[np.intp]:
    if n <= wanted:
        return np.arange(n)
    return np.sort(np.random.default_rng(seed).choice(n, size=wanted, replace=False))
