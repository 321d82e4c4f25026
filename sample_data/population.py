"""How many documents each class has: first the labelled ones, then the rest around them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sample_data.draws import integers_below

FEWEST_LABELS = 3  # so that even a small study holds every class in three folds


def label_counts(full: Sequence[int], scale: float) -> NDArray[np.int64]:
    """Return the number of labels of each class.

    Parameters
    ----------
    full : sequence of int, n_classes
        Labels in the full study.
    scale : float
        Size of the study as a share of the full one.

    Returns
    -------
    ndarray of int, shape (n_classes,)
        In proportion, but at least ``FEWEST_LABELS``.
    """
    counts = np.floor(np.asarray(full) * scale + 0.5).astype(np.int64)
    return np.maximum(counts, FEWEST_LABELS)


def polya_urn(
    generator: np.random.Generator, counts: NDArray[np.int64], n_more: int
) -> NDArray[np.int64]:
    """Return the classes of the documents that were not drawn.

    Each takes the class of a document chosen at random among all before it. This draws the
    corpus from what the labels leave open: a class's share is Dirichlet around its share of the
    labels, so the labels are a random sample and still have the counts that were asked for.

    Parameters
    ----------
    generator : numpy Generator
    counts : ndarray of int, shape (n_classes,)
        Documents drawn, by class.
    n_more : int

    Returns
    -------
    ndarray of int, shape (n_more,)

    References
    ----------
    Blackwell, MacQueen: Ferguson distributions via Pólya urn schemes, Annals of Statistics 1973.
    """
    n_drawn = int(counts.sum())
    ancestors = np.arange(n_drawn + n_more)
    ancestors[n_drawn:] = integers_below(generator, ancestors[n_drawn:])
    while ancestors[n_drawn:].max(initial=0) >= n_drawn:
        ancestors = ancestors[ancestors]
    return np.repeat(np.arange(len(counts)), counts)[ancestors[n_drawn:]]


def mislabelled(
    generator: np.random.Generator, labels: NDArray[np.int64], share: float
) -> NDArray[np.int64]:
    """Return the labels after a share of the documents has swapped theirs at random.

    Each class keeps its number of labels. About one swap in twenty gives a label back to its
    own class, so slightly less than ``share`` is wrong.
    """
    swapped = np.flatnonzero(generator.random(len(labels)) < share)
    order = np.argsort(generator.random(len(swapped)), kind="stable")
    wrong = labels.copy()
    wrong[swapped] = labels[swapped[order]]
    return wrong
