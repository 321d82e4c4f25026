"""Whether the labels were drawn where the documents are: labels against documents, per cluster."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom, hypergeom

from analysis.corpus.corpus import LabelledCorpus, TextArray
from analysis.evaluation.intervals import CONFIDENCE
from analysis.sampling.coverage.strata import OUTSIDE, Strata

Counts = NDArray[np.int64]


@dataclass(frozen=True, eq=False, kw_only=True)
class Coverage:
    """Documents and labels of each cluster; documents that lie in no cluster are left out.

    Parameters
    ----------
    clusters : ndarray of str, shape (n_clusters,)
        Names, sorted.
    documents : ndarray of int, shape (n_clusters,)
        Documents of the whole corpus in each cluster.
    class_labels : ndarray of int, shape (n_clusters, n_classes)
        Labels of each class in each cluster.
    classes : tuple of str
    reject_code : int or None
    from_corpus : bool
        Whether every labelled document was recognised in the corpus.
    n_outside : int
        Labelled documents that lie in none of the clusters.

    Notes
    -----
    What chance alone explains is what a simple random sample would show: a hypergeometric count
    if the labelled documents are some of the corpus, a binomial one else. Labels drawn cluster by
    cluster in proportion vary less, so that the test is cautious there. It is two-sided, twice the
    smaller tail, and corrected for the number of clusters (Bonferroni): with labels drawn at
    random, at most one table in twenty shows any cluster beyond chance.
    """

    clusters: TextArray
    documents: Counts
    class_labels: Counts
    classes: tuple[str, ...]
    reject_code: int | None
    from_corpus: bool
    n_outside: int

    @property
    def n_clusters(self) -> int:
        """Number of clusters."""
        return len(self.clusters)

    @cached_property
    def labels(self) -> Counts:
        """Labels in each cluster, shape (n_clusters,)."""
        return self.class_labels.sum(axis=1)

    @property
    def shares(self) -> NDArray[np.float64]:
        """Share of the documents that lies in each cluster, shape (n_clusters,), sums to one."""
        return self.documents / self.documents.sum()

    @property
    def expected(self) -> NDArray[np.float64]:
        """Labels in proportion to the documents, shape (n_clusters,)."""
        return self.shares * self.labels.sum()

    @cached_property
    def p_values(self) -> NDArray[np.float64]:
        """Chance of a count at least as far from proportional, shape (n_clusters,), up to 1."""
        drawn = self._distribution(self.documents)
        tails = np.minimum(drawn.cdf(self.labels), drawn.sf(self.labels - 1))
        return np.minimum(1.0, 2 * tails)

    @property
    def too_few(self) -> NDArray[np.bool_]:
        """Clusters with fewer labels than chance explains, shape (n_clusters,)."""
        return self._beyond_chance & (self.labels < self.expected)

    @property
    def too_many(self) -> NDArray[np.bool_]:
        """Clusters with more labels than chance explains, shape (n_clusters,)."""
        return self._beyond_chance & (self.labels > self.expected)

    @property
    def without_label(self) -> Counts:
        """Positions of the clusters without any label, the largest first."""
        empty = np.flatnonzero(self.labels == 0)
        return empty[np.argsort(-self.documents[empty], kind="stable")]

    @property
    def main_class(self) -> Counts:
        """Code of the class with most labels in each cluster, -1 without labels."""
        return np.where(self.labels > 0, self.class_labels.argmax(axis=1), -1)

    @property
    def purity(self) -> NDArray[np.float64]:
        """Share of that class among the labels of the cluster; nan without labels."""
        return self._share_of_labels(self.class_labels.max(axis=1))

    @property
    def reject_share(self) -> NDArray[np.float64]:
        """Share of the reject class among the labels of the cluster; nan without either."""
        if self.reject_code is None:
            return np.full(self.n_clusters, np.nan)
        return self._share_of_labels(self.class_labels[:, self.reject_code])

    def band(self, documents: Counts) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the fewest and the most labels that chance explains in clusters of given sizes.

        Parameters
        ----------
        documents : ndarray of int, shape (n_sizes,)
            Sizes, up to that of the whole corpus.

        Returns
        -------
        low, high : ndarray of shape (n_sizes,)
        """
        drawn, tail = self._distribution(documents), self._level / 2
        return drawn.ppf(tail), drawn.isf(tail)

    @property
    def _level(self) -> float:
        return (1 - CONFIDENCE) / self.n_clusters

    @property
    def _beyond_chance(self) -> NDArray[np.bool_]:
        return self.p_values < self._level

    def _distribution(self, documents: Counts) -> Any:
        """Distribution of the labels in clusters of given sizes, if all were drawn at random."""
        n_labels, n_documents = int(self.labels.sum()), int(self.documents.sum())
        if self.from_corpus:
            return hypergeom(n_documents, documents, n_labels)
        return binom(n_labels, documents / n_documents)

    def _share_of_labels(self, counts: Counts) -> NDArray[np.float64]:
        none = np.full(self.n_clusters, np.nan)
        return np.divide(counts, self.labels, out=none, where=self.labels > 0)


def cover(labelled: LabelledCorpus, strata: Strata) -> Coverage:
    """Count the documents and the labels of every cluster.

    Parameters
    ----------
    labelled : LabelledCorpus
    strata : Strata
        From these labelled documents and the whole corpus.

    Returns
    -------
    Coverage
    """
    named = np.flatnonzero(strata.clusters != "")
    known = strata.cluster_of_label != OUTSIDE
    class_labels = np.zeros((len(strata.clusters), labelled.n_classes), dtype=np.int64)
    np.add.at(class_labels, (strata.cluster_of_label[known], labelled.codes[known]), 1)
    documents, class_labels = strata.cluster_sizes[named], class_labels[named]
    return Coverage(
        clusters=strata.clusters[named],
        documents=documents,
        class_labels=class_labels,
        classes=labelled.classes,
        reject_code=labelled.reject_code,
        from_corpus=strata.labels_from_corpus,
        n_outside=labelled.n_documents - int(class_labels.sum()),
    )
