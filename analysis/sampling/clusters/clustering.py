"""Clusters made here, where a corpus came without any: texts that share their words.

Identical documents lie in one cluster. Documents none of whose words is in another text can be
like no other: they make up a cluster of their own, apart from the number that was asked for.
"""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import TextArray
from analysis.errors import InputError
from analysis.progress import Progress
from analysis.sampling.clusters.embedding import (
    EMBEDDING_STEPS,
    Embedding,
    EmbeddingSettings,
    embed,
)
from analysis.sampling.clusters.random_starts import STARTS, SeedAgreement, try_starts
from analysis.sampling.clusters.spherical_kmeans import spherical_kmeans

NO_SHARED_WORD = -1
NO_SHARED_WORD_NAME = "no shared word"
# Labels a cluster on average, below which shares within clusters say little.
LABELS_PER_CLUSTER = 30
CLUSTERING_STEPS = EMBEDDING_STEPS + STARTS + 1

Arrays = dict[str, NDArray[np.generic]]


@dataclass(frozen=True)
class ClusteringSettings:
    """How clusters are made.

    Parameters
    ----------
    n_clusters : int
        At least 1.
    seed : int
        Not negative.
    embedding : EmbeddingSettings
    """

    n_clusters: int
    seed: int = 0
    embedding: EmbeddingSettings = field(default_factory=EmbeddingSettings)

    def __post_init__(self) -> None:
        if self.n_clusters < 1:
            raise InputError(
                f"clusters: {self.n_clusters} is too few. Give a whole number from 1 on."
            )
        if self.seed < 0:
            raise InputError(f"seed: {self.seed} is negative. Give a whole number from 0 on.")


@dataclass(frozen=True)
class ClusterNumber:
    """A number of clusters to begin with.

    Parameters
    ----------
    n_clusters : int
    reason : str
        Why so many, in a sentence.
    """

    n_clusters: int
    reason: str


@dataclass(frozen=True, eq=False)
class Clustering:
    """Documents in clusters.

    Parameters
    ----------
    cluster_of_document : ndarray of int32, shape (n_documents,)
        From 0, the largest cluster first; -1 for documents without a word of another text.
    n_clusters : int
        Those without a word left out. Fewer than asked for where too few texts differ.
    explained : float
        Share of the features that the documents' points hold, in [0, 1].
    agreement : SeedAgreement
        With the clusters of other seeds.
    """

    cluster_of_document: NDArray[np.int32]
    n_clusters: int
    explained: float
    agreement: SeedAgreement

    @property
    def names(self) -> TextArray:
        """Name of each document's cluster, shape (n_documents,), in order of size: c001, …"""
        digits = max(3, len(str(self.n_clusters)))
        names = [f"c{number:0{digits}d}" for number in range(1, self.n_clusters + 1)]
        return np.array([*names, NO_SHARED_WORD_NAME], dtype=object)[self.cluster_of_document]


def cluster_documents(
    texts: Sequence[str], settings: ClusteringSettings, progress: Progress
) -> Clustering:
    """Put documents that share words into clusters.

    Parameters
    ----------
    texts : sequence of str, n_documents
        `Corpus.normalised_texts`: those that are equal count as identical.
    settings : ClusteringSettings
    progress : Progress
        With `CLUSTERING_STEPS` steps.

    Returns
    -------
    Clustering

    Raises
    ------
    InputError
        If there are more clusters than different texts, or no two texts share a word.
    Cancelled
        If the progress was cancelled.
    """
    embedding = embed(texts, settings.embedding, progress)
    with_words = embedding.has_terms
    _require_enough_texts(int(with_words.sum()), settings.n_clusters)
    points = embedding.coordinates[with_words]
    weights = embedding.n_times[with_words].astype(np.float32)
    n_clusters, last_step = settings.n_clusters, CLUSTERING_STEPS - 1
    starts = try_starts(points, weights, n_clusters, settings.seed, progress, EMBEDDING_STEPS)
    report = partial(progress.report, last_step)
    partition = spherical_kmeans(points, weights, starts.centres, report)
    progress.finish(last_step)
    return Clustering(
        cluster_of_document=_of_documents(embedding, with_words, partition.cluster_of_point),
        n_clusters=partition.n_clusters,
        explained=embedding.explained,
        agreement=starts.agreement,
    )


def guess_cluster_number(n_texts: int, n_labels: int | None = None) -> ClusterNumber:
    """Guess how many clusters are worth making.

    Parameters
    ----------
    n_texts : int
        Different texts, at least 1.
    n_labels : int, optional
        Labels that are spread over the clusters.

    Returns
    -------
    ClusterNumber

    References
    ----------
    Mardia, Kent, Bibby (1979). Multivariate Analysis, section 13.1: sqrt(n / 2) clusters.
    """
    by_texts = math.sqrt(n_texts / 2)
    if n_labels is not None and n_labels / LABELS_PER_CLUSTER < by_texts:
        number = _rounded(n_labels / LABELS_PER_CLUSTER)
        reason = (
            f"{number:,} clusters leave each about {LABELS_PER_CLUSTER} of the {n_labels:,} "
            "labels, enough to say something of it."
        )
        return ClusterNumber(number, reason)
    number = _rounded(by_texts)
    reason = (
        f"{number:,} is about the root of half the {n_texts:,} different texts, a rule of thumb: "
        "clusters large enough to be looked at, and small enough to hold one subject."
    )
    return ClusterNumber(number, reason)


def clustering_as_arrays(clustering: Clustering) -> Arrays:
    """Put a clustering into arrays, to be kept on disk.

    Parameters
    ----------
    clustering : Clustering

    Returns
    -------
    dict of str to ndarray
    """
    numbers = {"n_clusters": clustering.n_clusters, "explained": clustering.explained}
    agreement = asdict(clustering.agreement)
    held = {name: np.array(value) for name, value in (numbers | agreement).items()}
    return {"cluster_of_document": clustering.cluster_of_document, **held}


def clustering_from_arrays(arrays: Arrays) -> Clustering:
    """Undo `clustering_as_arrays`.

    Parameters
    ----------
    arrays : dict of str to ndarray

    Returns
    -------
    Clustering
    """
    held = {name: array.item() for name, array in arrays.items() if array.ndim == 0}
    n_clusters, explained = held.pop("n_clusters"), held.pop("explained")
    of_document = arrays["cluster_of_document"].astype(np.int32, copy=False)
    return Clustering(of_document, n_clusters, explained, SeedAgreement(**held))


def _require_enough_texts(n_texts: int, n_clusters: int) -> None:
    if n_clusters > n_texts:
        raise InputError(
            f"clusters: {n_clusters:,} are more than the {n_texts:,} different texts that share "
            f"a word with another. Ask for at most {n_texts:,}."
        )


def _of_documents(
    embedding: Embedding, with_words: NDArray[np.bool_], cluster_of_point: NDArray[np.int32]
) -> NDArray[np.int32]:
    cluster_of_text = np.full(embedding.n_texts, NO_SHARED_WORD, dtype=np.int32)
    cluster_of_text[with_words] = cluster_of_point
    return cluster_of_text[embedding.text_of_document]


def _rounded(number: float) -> int:
    """Two digits are enough for a guess."""
    if number < 100:
        return max(1, round(number))
    return int(round(number, 1 - int(math.log10(number))))
