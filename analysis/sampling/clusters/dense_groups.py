"""Groups of texts that share more of their words than words dealt at random would."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.model.features import TermCounts, tfidf
from analysis.model.settings import FeatureSettings
from analysis.progress import Progress
from analysis.sampling.clusters.spherical_kmeans import first_centres, spherical_kmeans
from analysis.sampling.clusters.truncated_svd import truncated_svd

LEAST_TEXTS = 5
# A group that is tighter and larger than any of 19 shuffles shows is one by chance in 20.
SHUFFLES = 19
DENSE_STEPS = 1 + SHUFFLES
_COMPONENTS = 100
# Small groups to begin with, of about so many texts each; they are joined where that pays.
_TEXTS_AT_FIRST = 15
_MOST_AT_FIRST = 200
NO_GROUP = -1
# Rounds of swaps after which words that every text holds may still stand twice in one.
_MOST_DEALS = 100


@dataclass(frozen=True, eq=False)
class DenseGroups:
    """Groups that chance does not explain, the densest first.

    Parameters
    ----------
    group_of_text : ndarray of int64, shape (n_texts,)
        -1 for texts in none.
    cohesion : ndarray of float64, shape (n_groups,)
        Mean cosine of two different texts of the group, less what their most shared word alone
        contributes: one word in common is what any word gives the texts that hold it.
    density : ndarray of float64, shape (n_groups,)
        Cohesion times the root of the number of texts.
    density_by_chance : float
        The largest that any shuffle of the words reached.
    """

    group_of_text: NDArray[np.int64]
    cohesion: NDArray[np.float64]
    density: NDArray[np.float64]
    density_by_chance: float

    @property
    def n_groups(self) -> int:
        """Number of groups."""
        return len(self.density)


def dense_groups(
    counts: TermCounts,
    weights: NDArray[np.float64],
    settings: FeatureSettings,
    seed: int,
    progress: Progress,
    first_step: int = 0,
) -> DenseGroups:
    """Find groups of texts that lie closer together than chance explains.

    Parameters
    ----------
    counts : TermCounts
        Of different texts, in canonical form; every text holds a term of positive weight.
    weights : ndarray of shape (n_terms,)
        From `term_weights`.
    settings : FeatureSettings
    seed : int
    progress : Progress
        `DENSE_STEPS` of its steps are finished.
    first_step : int
        Number of steps that come before them.

    Returns
    -------
    DenseGroups

    Raises
    ------
    Cancelled
        If the progress was cancelled.

    Notes
    -----
    Small groups from spherical k-means are joined two at a time as long as that makes a group
    denser than both; how often a text holds a word does not count. A group counts if it is
    denser than every group found, in the same way, in any of `SHUFFLES` corpora whose words were
    dealt anew: each text keeps its number of words and each word its number of texts, but no two
    words go together. If nothing goes together, some group is found in one corpus of twenty.
    """
    held = TermCounts((counts.counts > 0).astype(np.float32), counts.terms)
    found, densities = _groups(tfidf(held, weights, settings), seed)
    progress.finish(first_step)
    generator, by_chance = np.random.default_rng(seed), 0.0
    for shuffle in range(SHUFFLES):
        progress.raise_if_cancelled()
        dealt = TermCounts(_shuffled(held.counts, generator), counts.terms)
        _, densities_by_chance = _groups(tfidf(dealt, weights, settings), seed)
        by_chance = max(by_chance, float(densities_by_chance.max()))
        progress.finish(first_step + 1 + shuffle)
    kept = np.argsort(-densities, kind="stable")
    kept = kept[densities[kept] > by_chance]
    rank = np.full(len(densities), NO_GROUP)
    rank[kept] = np.arange(len(kept))
    sizes = np.bincount(found, minlength=len(densities))[kept]
    return DenseGroups(rank[found], densities[kept] / np.sqrt(sizes), densities[kept], by_chance)


def _groups(
    features: sparse.csr_matrix, seed: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Group of each text, and the density of each group."""
    small = _small_groups(features, seed)
    shared = features[:, np.bincount(features.indices, minlength=features.shape[1]) >= LEAST_TEXTS]
    sums, squares = _sums(shared, small), _sums(shared.multiply(shared), small)
    groups, densities = _join_where_denser(sums, squares, np.bincount(small))
    return groups[small], densities


def _small_groups(features: sparse.csr_matrix, seed: int) -> NDArray[np.int64]:
    vectors = truncated_svd(features, _COMPONENTS, seed, lambda number: None).vectors
    points = np.asarray(features @ vectors, dtype=np.float32)
    points /= np.maximum(np.linalg.norm(points, axis=1, keepdims=True), 1e-6)
    n_groups = max(1, min(_MOST_AT_FIRST, len(points) // _TEXTS_AT_FIRST))
    weights = np.ones(len(points), dtype=np.float32)
    centres = first_centres(points, weights, n_groups, seed)
    partition = spherical_kmeans(points, weights, centres, lambda moved: None)
    return partition.cluster_of_point.astype(np.int64)


def _sums(features: sparse.csr_matrix, groups: NDArray[np.int64]) -> NDArray[np.float64]:
    """Sums of the rows of each group."""
    rows = np.arange(len(groups))
    members = sparse.csr_matrix((np.ones(len(groups)), (groups, rows)))
    return np.asarray((members @ features).toarray(), dtype=np.float64)


def _join_where_denser(
    sums: NDArray[np.float64], squares: NDArray[np.float64], sizes: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Join groups two at a time; return where each small group went, and the densities."""
    went = np.arange(len(sizes))
    density = _density(sums, squares, sizes)
    joint = np.stack([_joint_density(sums, squares, sizes, i) for i in range(len(sizes))])
    while True:
        gain = joint - np.maximum(density[:, None], density)
        first, second = np.unravel_index(gain.argmax(), gain.shape)
        if not gain[first, second] > 0:
            break
        went[went == second] = first
        for totals in (sums, squares, sizes):
            totals[first] += totals[second]
            totals[second] = 0
        density[first], density[second] = joint[first, second], 0.0
        joint[first] = joint[:, first] = _joint_density(sums, squares, sizes, int(first))
        joint[second] = joint[:, second] = -np.inf
    kept, groups = np.unique(went, return_inverse=True)
    return groups, density[kept]


def _joint_density(
    sums: NDArray[np.float64],
    squares: NDArray[np.float64],
    sizes: NDArray[np.int64],
    group: int,
) -> NDArray[np.float64]:
    """Density of a group joined with each of the others; -inf for itself and for none."""
    joint = _density(sums + sums[group], squares + squares[group], sizes + sizes[group])
    joint[(sizes == 0) | (np.arange(len(sizes)) == group)] = -np.inf
    return joint


def _density(
    sums: NDArray[np.float64], squares: NDArray[np.float64], sizes: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Density of each group from the sums of its texts' weights and of their squares."""
    # What each word contributes to the sum of cosines over all ordered pairs of texts.
    shared = sums**2 - squares
    without_first = shared.sum(axis=1) - shared.max(axis=1, initial=0.0)
    cohesion = without_first / np.maximum(sizes * (sizes - 1), 1)
    return np.where(sizes >= LEAST_TEXTS, cohesion * np.sqrt(sizes), 0.0)


def _shuffled(held: sparse.csr_matrix, generator: np.random.Generator) -> sparse.csr_matrix:
    """Deal the words anew, none twice to a text as far as that can be had."""
    rows = np.repeat(np.arange(held.shape[0]), np.diff(held.indptr))
    terms = generator.permutation(held.indices)
    for _ in range(_MOST_DEALS):
        twice = _dealt_twice(rows, terms)
        if not len(twice):
            break
        once = np.setdiff1d(np.arange(len(terms)), twice)
        others = generator.permutation(once)[: len(twice)]
        twice = twice[: len(others)]
        terms[twice], terms[others] = terms[others], terms[twice]
    dealt = sparse.csr_matrix((np.ones_like(held.data), (rows, terms)), held.shape)
    dealt.data[:] = 1
    return dealt


def _dealt_twice(rows: NDArray[np.int64], terms: NDArray[np.int32]) -> NDArray[np.int64]:
    """Positions that repeat a word of the same text."""
    order = np.lexsort((terms, rows))
    same = (np.diff(rows[order]) == 0) & (np.diff(terms[order]) == 0)
    return order[1:][same]
