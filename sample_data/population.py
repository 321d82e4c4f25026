"""What the labelled documents are, and what the rest is around them."""

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
    generator: np.random.Generator, drawn: NDArray[np.int64], rest: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return for each document that was not drawn the drawn one that it takes after.

    Each document takes after one chosen at random among all before it in its cluster, and so,
    in the end, after one that was drawn.

    Parameters
    ----------
    generator : numpy Generator
    drawn : ndarray of int, shape (n_drawn,)
        Clusters of the documents drawn.
    rest : ndarray of int, shape (n_rest,)
        Clusters of the others; none of them without a document drawn.

    Returns
    -------
    ndarray of int, shape (n_rest,)
        Positions in ``drawn``.

    Notes
    -----
    This draws the corpus from what the labels leave open: the shares of the classes in a cluster
    are Dirichlet around their shares of its labels. So the labels are a random sample of each
    cluster, and their counts are those asked for all the same.

    References
    ----------
    Blackwell, MacQueen: Ferguson distributions via Pólya urn schemes, Annals of Statistics 1973.
    """
    clusters = np.concatenate([drawn, rest])
    order = np.argsort(clusters, kind="stable")  # by cluster, the drawn first
    firsts = np.searchsorted(clusters[order], clusters[order])
    turns = np.arange(len(order))
    earlier = firsts + integers_below(generator, turns - firsts)
    ancestors = np.where(order < len(drawn), turns, earlier)
    while order[ancestors].max() >= len(drawn):
        ancestors = ancestors[ancestors]
    roots = np.empty_like(order)
    roots[order] = order[ancestors]
    return roots[len(drawn) :]


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
