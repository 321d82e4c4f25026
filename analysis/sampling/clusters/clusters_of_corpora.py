"""Clusters made for a whole corpus, and for the labelled documents that may be part of it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from analysis.corpus.corpus import Corpus, LabelledCorpus, TextArray, make_corpus
from analysis.corpus.overlap import overlap
from analysis.sampling.clusters.clustering import Clustering


@dataclass(frozen=True, eq=False)
class ClusteredCorpora:
    """A whole corpus with made clusters, and the clusters of labelled documents outside of it.

    Parameters
    ----------
    unlabelled : Corpus
        With these clusters, and a fingerprint of its own.
    of_text : dict of str to str
        The cluster of each labelled document that is not in the corpus, by its normalised text.
    """

    unlabelled: Corpus
    of_text: dict[str, str]


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
    return [*unlabelled.normalised_texts, *_outside(labelled, unlabelled)]


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
    names, n_documents = clustering.names, unlabelled.n_documents
    corpus = make_corpus(unlabelled.texts, ids=unlabelled.ids, clusters=names[:n_documents])
    outside = _outside(labelled, unlabelled)
    return ClusteredCorpora(corpus, dict(zip(outside, names[n_documents:], strict=True)))


def clusters_of_labels(labelled: LabelledCorpus, of_text: Mapping[str, str]) -> TextArray:
    """Name the clusters of the labelled documents that are not in the whole corpus.

    Parameters
    ----------
    labelled : LabelledCorpus
        All of the labelled documents, or some.
    of_text : mapping of str to str
        From `with_clusters`.

    Returns
    -------
    ndarray of str, shape (n_labels,)
        "" for those that lie in the cluster of the document that they are.
    """
    names = [of_text.get(text, "") for text in labelled.normalised_texts]
    return np.array(names, dtype=object)


def _outside(labelled: LabelledCorpus, unlabelled: Corpus) -> list[str]:
    """Texts of the labelled documents that are not in the corpus."""
    own = labelled.normalised_texts
    return [own[row] for row in np.flatnonzero(overlap(labelled, unlabelled) < 0)]
