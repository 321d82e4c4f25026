"""The sample study as a whole: documents, clusters, labels, and the truth."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sample_data.clusters import places_in_row, planted_clusters, proportional_sizes
from sample_data.draws import Strings
from sample_data.population import label_counts, mislabelled, polya_urn
from sample_data.texts import Writer
from sample_data.words import REJECT, REJECT_LABELS, read_classes

FULL_SIZE = 330_000
SMALLEST_SIZE = 3_300  # below, the three labels of each class are a fifth of the documents
WRONG_LABELS = 0.04
STRAYS, STRAYS_REJECTED = 0.25, 0.6  # documents in a cluster that is not their class's
DOCUMENTS_PER_CLUSTER, FEWEST_CLUSTERS = 1500, 20


@dataclass(frozen=True, eq=False)
class Study:
    """A sample study with what a real one never has: the true label of every document.

    Parameters
    ----------
    documents : DataFrame, n_documents rows
        Columns id, text, cluster; all are str.
    true_labels : ndarray of str (object), shape (n_documents,)
        In the order of ``documents``.
    drawn : ndarray of int, shape (n_labelled,)
        Positions of the labelled documents, ascending.
    labels : ndarray of str (object), shape (n_labelled,)
        As given by the people who labelled, some of them wrong; in the order of ``drawn``.
    classes : tuple of str
        Sorted.
    reject_class : str
    """

    documents: pd.DataFrame
    true_labels: Strings
    drawn: NDArray[np.int64]
    labels: Strings
    classes: tuple[str, ...]
    reject_class: str

    @property
    def labelled(self) -> pd.DataFrame:
        """The labelled documents, columns id, text, label, cluster."""
        rows = self.documents.iloc[self.drawn].reset_index(drop=True)
        rows.insert(2, "label", pd.Series(self.labels, dtype="str"))
        return rows

    @property
    def true_labels_of_labelled(self) -> Strings:
        """The true labels of the labelled documents, in the order of ``labelled``."""
        return self.true_labels[self.drawn]


def make_study(seed: int = 0, n_documents: int = FULL_SIZE) -> Study:
    """Make a study: texts in unequal classes, clustered, a tenth of them labelled.

    Parameters
    ----------
    seed : int
        Non-negative.
    n_documents : int
        At least 3,300. Class sizes scale with it, but each class keeps at least three labels, so
        that in a small study more than a tenth is labelled (18 % of 3,300).

    Returns
    -------
    Study

    Raises
    ------
    ValueError
        If there are fewer than 3,300 documents.
    """
    if n_documents < SMALLEST_SIZE:
        raise ValueError(f"n_documents is {n_documents}; it must be at least {SMALLEST_SIZE}.")
    generator = np.random.default_rng(seed)
    families, items = read_classes()
    names = np.array([item.name for item in items] + [REJECT], dtype=object)
    full_counts = [item.labels for item in items] + [REJECT_LABELS]
    counts = label_counts(full_counts, n_documents / FULL_SIZE)
    drawn, variants = np.repeat(np.arange(len(counts)), counts), generator.random(counts.sum())
    clusters, ancestors = _corpus_around(generator, drawn, variants, n_documents)
    texts = Writer(generator, families, items).write(drawn[ancestors], variants[ancestors])
    labels = mislabelled(generator, drawn, WRONG_LABELS)
    return _shuffled(generator, texts, clusters, names[drawn[ancestors]], names[labels])


def _corpus_around(
    generator: np.random.Generator,
    drawn: NDArray[np.int64],
    variants: NDArray[np.float64],
    n_documents: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the cluster of each document, the drawn first, and the drawn one it takes after."""
    chances = np.where(drawn == drawn.max(), STRAYS_REJECTED, STRAYS)  # the reject class is last
    stray = generator.random(len(drawn)) < chances
    n_clusters = max(FEWEST_CLUSTERS, n_documents // DOCUMENTS_PER_CLUSTER)
    clusters = planted_clusters(generator, places_in_row(drawn, variants), stray, n_clusters)
    sizes = np.bincount(clusters, minlength=n_clusters)
    more = proportional_sizes(sizes, n_documents - len(drawn))
    rest = np.repeat(np.arange(n_clusters), more)
    ancestors = np.concatenate([np.arange(len(drawn)), polya_urn(generator, clusters, rest)])
    return np.concatenate([clusters, rest]), ancestors


def _shuffled(
    generator: np.random.Generator,
    texts: Strings,
    clusters: NDArray[np.int64],
    true_labels: Strings,
    labels: Strings,
) -> Study:
    """Put the documents, of which the labelled come first, into random order and number them."""
    order = np.argsort(generator.random(len(texts)), kind="stable")
    drawn = np.flatnonzero(order < len(labels))
    documents = pd.DataFrame(
        {
            "id": [f"item-{number:06d}" for number in range(len(order))],
            "text": texts[order],
            "cluster": [f"cluster {number:03d}" for number in clusters[order]],
        },
        dtype="str",
    )
    return Study(
        documents=documents,
        true_labels=true_labels[order],
        drawn=drawn,
        labels=labels[order[drawn]],
        classes=tuple(sorted(set(true_labels))),
        reject_class=REJECT,
    )
