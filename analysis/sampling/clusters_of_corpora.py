"""Clusters made for a whole corpus, and for the labelled documents that may be part of it."""

from dataclasses import dataclass

import numpy as np

from analysis.corpus.corpus import Corpus, LabelledCorpus, TextArray, make_corpus
from analysis.corpus.overlap import overlap
from analysis.sampling.clustering import Clustering


@dataclass(frozen=True, eq=False)
class ClusteredCorpora:
    """A whole corpus with made clusters, and the clusters of its labelled documents.

    Parameters
    ----------
    unlabelled : Corpus
        With these clusters, and a fingerprint of its own.
    of_label : ndarray of str, shape (n_labels,)
        The cluster of each labelled document.
    """

    unlabelled: Corpus
    of_label: TextArray


def texts_to_cluster(labelled: LabelledCorpus, unlabelled: Corpus) -> list[str]:
    """List the documents to put into clusters together.

    Parameters
    ----------
    labelled : LabelledCorpus
    unlabelled : Corpus

    Returns
    -------
    list of str
        Normalised: the whole corpus, then the labelled documents that are not part of it.
    """
    own = labelled.normalised_texts
    outside = np.flatnonzero(overlap(labelled, unlabelled) < 0)
    return [*unlabelled.normalised_texts, *(own[row] for row in outside)]


def with_clusters(
    labelled: LabelledCorpus, unlabelled: Corpus, clustering: Clustering
) -> ClusteredCorpora:
    """Give every document the cluster that was made for it.

    Parameters
    ----------
    labelled : LabelledCorpus
    unlabelled : Corpus
    clustering : Clustering
        Of `texts_to_cluster` of both.

    Returns
    -------
    ClusteredCorpora
    """
    rows, names = overlap(labelled, unlabelled), clustering.names
    outside = rows < 0
    rows[outside] = unlabelled.n_documents + np.arange(outside.sum())
    of_corpus = names[: unlabelled.n_documents]
    corpus = make_corpus(unlabelled.texts, ids=unlabelled.ids, clusters=of_corpus)
    return ClusteredCorpora(corpus, names[rows])
