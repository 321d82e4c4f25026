"""The documents on a map, and the labels among them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import KDTree

from analysis.corpus.corpus import Corpus, LabelledCorpus, TextArray

UNKNOWN = -1


@dataclass(frozen=True, eq=False, kw_only=True)
class MappedCorpus:
    """The whole corpus, with the labelled documents that are not in it at its end.

    Parameters
    ----------
    corpus : Corpus
        All that lies on the map.
    labelled : LabelledCorpus
    label_of_document : ndarray of int, shape (n_documents,)
        Row of the labelled document that each document is; -1 without a label.
    """

    corpus: Corpus
    labelled: LabelledCorpus
    label_of_document: NDArray[np.int64]

    @property
    def codes(self) -> NDArray[np.int64]:
        """Class of each document's label, or -1, shape (n_documents,)."""
        return self.from_labels(self.labelled.codes)

    @cached_property
    def cluster_names(self) -> tuple[str, ...]:
        """Names of the clusters; none where documents have no cluster."""
        return tuple(sorted(set([] if self.corpus.clusters is None else self.corpus.clusters)))

    @cached_property
    def strata(self) -> NDArray[np.int64]:
        """Position of each document's cluster in `cluster_names`, or 0, shape (n_documents,)."""
        if self.corpus.clusters is None:
            return np.zeros(self.corpus.n_documents, dtype=np.int64)
        found = pd.Index(self.cluster_names, dtype=object).get_indexer(
            pd.Index(self.corpus.clusters)
        )
        return found.astype(np.int64)

    def label_of(self, row: int) -> str | None:
        """Return the class that a document is labelled with.

        Parameters
        ----------
        row : int
            Of the document on the map.

        Returns
        -------
        str or None
            None without a label.
        """
        label = self.label_of_document[row]
        return None if label == UNKNOWN else self.labelled.classes[self.labelled.codes[label]]

    def from_labels(
        self, values: NDArray[np.integer], otherwise: NDArray[np.integer] | int = UNKNOWN
    ) -> NDArray[np.int64]:
        """Give the documents on the map what is known of the labelled ones.

        Parameters
        ----------
        values : ndarray of int, shape (n_labels,)
        otherwise : ndarray of int, shape (n_documents,), or int
            For documents without a label.

        Returns
        -------
        ndarray of int, shape (n_documents,)
        """
        known = self.label_of_document != UNKNOWN
        return np.where(known, values[self.label_of_document], otherwise).astype(np.int64)


def map_documents(
    labelled: LabelledCorpus, unlabelled: Corpus | None, rows: NDArray[np.int64] | None
) -> MappedCorpus:
    """Put the documents of both corpora on a map, each once.

    Parameters
    ----------
    labelled : LabelledCorpus
    unlabelled : Corpus or None
        Without it, the labelled documents are on the map.
    rows : ndarray of int, shape (n_labels,), or None
        Row of each labelled document in the unlabelled corpus, or -1 if it is not in there.

    Returns
    -------
    MappedCorpus
    """
    if unlabelled is None or rows is None:
        own = np.arange(labelled.n_documents)
        return MappedCorpus(corpus=labelled, labelled=labelled, label_of_document=own)
    within, added = np.flatnonzero(rows >= 0), np.flatnonzero(rows < 0)
    label_of_document = np.full(unlabelled.n_documents + len(added), UNKNOWN)
    label_of_document[rows[within]] = within
    label_of_document[unlabelled.n_documents :] = added
    corpus = _with_documents(unlabelled, labelled, added) if len(added) else unlabelled
    return MappedCorpus(corpus=corpus, labelled=labelled, label_of_document=label_of_document)


def _with_documents(corpus: Corpus, other: Corpus, rows: NDArray[np.intp]) -> Corpus:
    """Add some documents of another corpus; "" is their id or cluster where they have none."""

    def joined(ours: TextArray | None, theirs: TextArray | None) -> TextArray | None:
        blank = np.full(len(rows), "", dtype=object)
        return None if ours is None else np.append(ours, blank if theirs is None else theirs[rows])

    return Corpus(
        texts=np.append(corpus.texts, other.texts[rows]),
        ids=joined(corpus.ids, other.ids),
        clusters=joined(corpus.clusters, other.clusters),
        fingerprint=f"{corpus.fingerprint} {other.fingerprint}",
    )


@dataclass(frozen=True, eq=False, kw_only=True)
class Togetherness:
    """How often the labelled document nearest on the map has the same class.

    Parameters
    ----------
    n : ndarray of int, shape (n_classes,)
        Different labelled texts of each class.
    same : ndarray of int, shape (n_classes,)
        Those whose nearest has the same class.
    by_chance : float
        Share that would have it if classes lay about at random.
    """

    n: NDArray[np.int64]
    same: NDArray[np.int64]
    by_chance: float

    @property
    def share(self) -> float:
        """Share of all texts; nan where there are fewer than two."""
        return float(self.same.sum() / self.n.sum()) if self.n.sum() > 1 else float("nan")


def togetherness(mapped: MappedCorpus, positions: NDArray[np.uint16]) -> Togetherness:
    """Tell how far documents of one class lie together on a map.

    Parameters
    ----------
    mapped : MappedCorpus
    positions : ndarray of uint16, shape (n_documents, 2)

    Returns
    -------
    Togetherness
        Identical documents count once: they lie together in any case.
    """
    rows = np.flatnonzero(mapped.label_of_document != UNKNOWN)
    groups = mapped.labelled.identical_groups[mapped.label_of_document[rows]]
    rows = rows[np.unique(groups, return_index=True)[1]]
    codes, n_classes = mapped.codes[rows], mapped.labelled.n_classes
    n = np.bincount(codes, minlength=n_classes)
    if len(rows) < 2:
        return Togetherness(n=n, same=np.zeros_like(n), by_chance=float("nan"))
    places = positions[rows].astype(np.float64)
    _, nearest = KDTree(places).query(places, k=2)
    # With several documents in one place, its own row need not come first.
    other = np.where(nearest[:, 0] == np.arange(len(rows)), nearest[:, 1], nearest[:, 0])
    same = np.bincount(codes[codes[other] == codes], minlength=n_classes)
    by_chance = float((n * (n - 1.0)).sum() / (len(rows) * (len(rows) - 1.0)))
    return Togetherness(n=n, same=same, by_chance=by_chance)
