"""The texts of a corpus that bear no label yet: what a plan can draw from."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import Corpus, LabelledCorpus
from analysis.corpus.overlap import overlap
from analysis.sampling.coverage.strata import Strata

LABELLED = -1


@dataclass(frozen=True, eq=False)
class FreeTexts:
    """Distinct texts without a label; identical documents are one text, and are labelled together.

    Parameters
    ----------
    text_of_document : ndarray of int, shape (n_documents,)
        Number of each document's text, from 0; -1 where the text bears a label.
    cluster_of_text : ndarray of int, shape (n_texts,)
        Cluster of the text's first document.
    n_clusters : int
    """

    text_of_document: NDArray[np.int64]
    cluster_of_text: NDArray[np.int64]
    n_clusters: int

    @property
    def copies(self) -> NDArray[np.int64]:
        """Documents of each text, shape (n_texts,)."""
        free = self.text_of_document[self.text_of_document != LABELLED]
        return np.bincount(free, minlength=len(self.cluster_of_text))

    @property
    def texts(self) -> NDArray[np.int64]:
        """Texts of each cluster, shape (n_clusters,)."""
        return np.bincount(self.cluster_of_text, minlength=self.n_clusters)

    @property
    def documents(self) -> NDArray[np.int64]:
        """Documents of those texts, shape (n_clusters,)."""
        counts = np.bincount(self.cluster_of_text, self.copies, minlength=self.n_clusters)
        return counts.astype(np.int64)


def free_texts(labelled: LabelledCorpus, unlabelled: Corpus, strata: Strata) -> FreeTexts:
    """Find the texts that bear no label.

    Parameters
    ----------
    labelled : LabelledCorpus
    unlabelled : Corpus
    strata : Strata
        Of the two.

    Returns
    -------
    FreeTexts

    Notes
    -----
    A text bears a label if a labelled document has the same text, or was recognised in the corpus
    by its id as one with that text.
    """
    groups = unlabelled.identical_groups
    rows = overlap(labelled, unlabelled)
    bears_label = np.zeros(groups.max() + 1, dtype=bool)
    bears_label[groups[rows[rows >= 0]]] = True
    known = set(labelled.normalised_texts)
    same = np.array([text in known for text in unlabelled.normalised_texts], dtype=bool)
    bears_label[groups[same]] = True
    number = np.where(bears_label, LABELLED, np.cumsum(~bears_label) - 1)
    _, first = np.unique(groups, return_index=True)
    of_group = strata.cluster_of_document[first]
    return FreeTexts(number[groups], of_group[~bears_label], len(strata.clusters))
