"""Strata: the clusters from which the labels were drawn, joined where labels are too few.

A variance needs two labels. Clusters with fewer are collapsed into one stratum.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.corpus import Corpus, LabelledCorpus, TextArray
from analysis.corpus.overlap import overlap
from analysis.errors import InputError, listed

LEAST_LABELS = 2
OUTSIDE = -1


@dataclass(frozen=True, eq=False, kw_only=True)
class Strata:
    """Clusters of the corpus, the labels in each, and the strata that they make up.

    Parameters
    ----------
    clusters : ndarray of str, shape (n_clusters,)
        Names; "" holds the documents that lie in no cluster.
    cluster_of_document : ndarray of int, shape (n_documents,)
        Position in `clusters` of each document of the corpus.
    cluster_of_label : ndarray of int, shape (n_labels,)
        The same for the labelled documents; -1 where the cluster is not known.
    stratum_of_cluster : ndarray of int, shape (n_clusters,)
    recognised : ndarray of bool, shape (n_labels,)
        Whether the labelled document is one of the corpus.
    """

    clusters: TextArray
    cluster_of_document: NDArray[np.int64]
    cluster_of_label: NDArray[np.int64]
    stratum_of_cluster: NDArray[np.int64]
    recognised: NDArray[np.bool_]

    @property
    def n_strata(self) -> int:
        """Number of strata."""
        return int(self.stratum_of_cluster.max()) + 1

    @cached_property
    def cluster_sizes(self) -> NDArray[np.int64]:
        """Documents of each cluster, shape (n_clusters,)."""
        return np.bincount(self.cluster_of_document, minlength=len(self.clusters))

    @cached_property
    def cluster_labels(self) -> NDArray[np.int64]:
        """Labels in each cluster, shape (n_clusters,)."""
        return _labels(self.cluster_of_label, len(self.clusters))

    @cached_property
    def stratum_of_label(self) -> NDArray[np.int64]:
        """Stratum of each labelled document, or -1, shape (n_labels,)."""
        known = self.cluster_of_label != OUTSIDE
        return np.where(known, self.stratum_of_cluster[self.cluster_of_label], OUTSIDE)

    @cached_property
    def sizes(self) -> NDArray[np.float64]:
        """Documents of each stratum, shape (n_strata,)."""
        sizes = np.bincount(self.stratum_of_cluster, weights=self.cluster_sizes)
        return sizes.astype(np.float64)

    @cached_property
    def labels(self) -> NDArray[np.int64]:
        """Labels in each stratum, shape (n_strata,)."""
        return _labels(self.stratum_of_label, self.n_strata)

    @property
    def labels_from_corpus(self) -> bool:
        """Whether the labelled documents can be some of the corpus.

        Every one was recognised, and no cluster has more of them than documents: several labelled
        documents can be recognised as a single one.
        """
        fewer = (self.cluster_labels <= self.cluster_sizes).all()
        return bool(self.recognised.all() and fewer)

    @property
    def n_outside(self) -> int:
        """Labelled documents of which the cluster is not known."""
        return int((self.cluster_of_label == OUTSIDE).sum())

    @property
    def shares(self) -> NDArray[np.float64]:
        """Share of each stratum in the corpus, shape (n_strata,), sums to one."""
        return self.sizes / self.sizes.sum()

    @property
    def fractions(self) -> NDArray[np.float64]:
        """Share of each stratum's documents that bear a label, shape (n_strata,), up to 1.

        Labelled documents that are not in the corpus tell nothing for certain of it.
        """
        within = _labels(np.where(self.recognised, self.stratum_of_label, OUTSIDE), self.n_strata)
        return np.minimum(1.0, within / self.sizes)

    @property
    def without_label(self) -> NDArray[np.int64]:
        """Positions in `clusters` of those without any label, the largest first."""
        empty = np.flatnonzero(self.cluster_labels == 0)
        return empty[np.argsort(-self.cluster_sizes[empty], kind="stable")]

    @property
    def share_without_label(self) -> float:
        """Share of the corpus that lies in clusters without any label."""
        return float(self.cluster_sizes[self.without_label].sum() / self.cluster_sizes.sum())

    @property
    def n_collapsed(self) -> int:
        """Number of clusters that share a stratum with others."""
        return int((np.bincount(self.stratum_of_cluster)[self.stratum_of_cluster] > 1).sum())


def stratify(labelled: LabelledCorpus, unlabelled: Corpus) -> Strata:
    """Find the strata of a corpus and the labels drawn from each.

    Parameters
    ----------
    labelled : LabelledCorpus
        A document without a cluster of its own has that of the same document in the corpus.
    unlabelled : Corpus
        The whole corpus; without clusters it is a single stratum.

    Returns
    -------
    Strata

    Raises
    ------
    InputError
        If the clusters of the two corpora have nothing to do with each other.

    Notes
    -----
    Clusters with fewer than two labels make up one stratum together, to which the smallest
    others are added until it holds two labels. What lies in clusters without any label is
    taken to be like the rest of that stratum: `Strata.without_label` names them.
    """
    rows = overlap(labelled, unlabelled)
    of_document, names = _clusters(unlabelled)
    of_label = _clusters_of_labels(labelled, unlabelled, rows, of_document, names)
    labels = _labels(of_label, len(names))
    sizes = np.bincount(of_document, minlength=len(names))
    return Strata(
        clusters=names,
        cluster_of_document=of_document,
        cluster_of_label=of_label,
        stratum_of_cluster=_collapsed(labels, sizes),
        recognised=rows >= 0,
    )


def with_more_labels(strata: Strata, new_labels: NDArray[np.int64]) -> Strata:
    """Return what the strata would be with more documents of the corpus labelled.

    Parameters
    ----------
    strata : Strata
    new_labels : ndarray of int, shape (n_clusters,)
        Labels to be added to each cluster.

    Returns
    -------
    Strata
        The labels that are there come first.
    """
    added = np.repeat(np.arange(len(new_labels)), new_labels)
    of_label = np.concatenate([strata.cluster_of_label, added])
    labels = _labels(of_label, len(strata.clusters))
    return replace(
        strata,
        cluster_of_label=of_label,
        stratum_of_cluster=_collapsed(labels, strata.cluster_sizes),
        recognised=np.concatenate([strata.recognised, np.ones(len(added), dtype=bool)]),
    )


def _clusters(corpus: Corpus) -> tuple[NDArray[np.int64], TextArray]:
    """Return each document's cluster, and the names."""
    if corpus.clusters is None:
        return np.zeros(corpus.n_documents, dtype=np.int64), np.array([""], dtype=object)
    codes, names = pd.factorize(corpus.clusters, sort=True)
    return codes.astype(np.int64), np.asarray(names, dtype=object)


def _clusters_of_labels(
    labelled: LabelledCorpus,
    unlabelled: Corpus,
    rows: NDArray[np.int64],
    of_document: NDArray[np.int64],
    names: TextArray,
) -> NDArray[np.int64]:
    """Return the cluster of each labelled document by its own word, else by the corpus's."""
    if unlabelled.clusters is None:
        return np.zeros(labelled.n_documents, dtype=np.int64)
    by_corpus = np.where(rows >= 0, of_document[rows], OUTSIDE)
    if labelled.clusters is None:
        found = by_corpus
    else:
        position = {name: code for code, name in enumerate(names)}
        position[""] = OUTSIDE
        own = np.array([position.get(name, OUTSIDE) for name in labelled.clusters])
        found = np.where(own == OUTSIDE, by_corpus, own)
    _require_known(found, labelled, names)
    return found


def _require_known(found: NDArray[np.int64], labelled: LabelledCorpus, names: TextArray) -> None:
    if (found != OUTSIDE).sum() >= LEAST_LABELS:
        return
    theirs = [] if labelled.clusters is None else sorted(set(labelled.clusters))
    told = f"; the labelled ones name {listed(theirs, 3)}" if theirs else ""
    raise InputError(
        f"clusters: fewer than two labelled documents lie in a cluster of the corpus, which has "
        f"{listed(list(names), 3)}{told}. Give both files the same cluster names, or ids "
        "or texts by which documents are recognised, or load the corpus without clusters."
    )


def _labels(position: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    return np.bincount(position[position != OUTSIDE], minlength=n)


def _collapsed(labels: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number the strata: one a cluster, and the last for clusters with too few labels."""
    # Clusters with too few labels come first; then the smallest.
    order = np.lexsort((sizes, labels >= LEAST_LABELS))
    n_joined = int((labels < LEAST_LABELS).sum())
    while 0 < n_joined < len(labels) and labels[order[:n_joined]].sum() < LEAST_LABELS:
        n_joined += 1
    stratum = np.empty(len(labels), dtype=np.int64)
    alone = np.sort(order[n_joined:])
    stratum[alone] = np.arange(len(alone))
    stratum[order[:n_joined]] = len(alone)
    return stratum
