"""A plausible, imperfect clustering, planted beside the classes.

Classes stand in a row, each as long as its number of labels, related ones side by side. Cutting
the row at random places gives clusters: a big class falls into several, small neighbours share
one. Strays lie in any cluster.
"""

import numpy as np
from numpy.typing import NDArray

from sample_data.draws import integers_below


def planted_clusters(
    generator: np.random.Generator,
    classes: NDArray[np.int64],
    counts: NDArray[np.int64],
    stray: NDArray[np.bool_],
    n_clusters: int,
) -> NDArray[np.int64]:
    """Return a cluster for each document, the labelled ones in proportion to cluster sizes.

    Parameters
    ----------
    generator : numpy Generator
    classes : ndarray of int, shape (n_documents,)
        The labelled documents first.
    counts : ndarray of int, shape (n_classes,)
        Number of labelled documents of each class.
    stray : ndarray of bool, shape (n_documents,)
        Documents whose cluster has nothing to do with their class.
    n_clusters : int

    Returns
    -------
    ndarray of int, shape (n_documents,)
        The labelled documents take their clusters freely; the others fill each cluster up to
        the same share of labels, so that drawing in proportion could have given these labels.
    """
    n_labelled = int(counts.sum())
    homes = _home_clusters(generator, classes, counts, n_clusters)
    anywhere = integers_below(generator, np.full(n_labelled, n_clusters))
    drawn = np.where(stray[:n_labelled], anywhere, homes[:n_labelled])
    sizes = np.bincount(drawn, minlength=n_clusters)
    seats = proportional_seats(sizes, len(classes) - n_labelled)
    rest = seated(generator, homes[n_labelled:], stray[n_labelled:], seats)
    return np.concatenate([drawn, rest])


def _home_clusters(
    generator: np.random.Generator,
    classes: NDArray[np.int64],
    counts: NDArray[np.int64],
    n_clusters: int,
) -> NDArray[np.int64]:
    """Return the cluster of a random place in the class's stretch of the row."""
    ends = np.cumsum(counts)
    places = ends[classes] - counts[classes] * generator.random(len(classes))
    cuts = (np.arange(1, n_clusters) + generator.random(n_clusters - 1)) / (n_clusters + 1)
    return np.searchsorted(cuts * ends[-1], places)


def proportional_seats(sizes: NDArray[np.int64], n_documents: int) -> NDArray[np.int64]:
    """Share ``n_documents`` out in proportion to ``sizes``, by largest remainders."""
    exact = sizes / sizes.sum() * n_documents
    seats = np.floor(exact).astype(np.int64)
    by_remainder = np.argsort(seats - exact, kind="stable")
    seats[by_remainder[: n_documents - seats.sum()]] += 1
    return seats


def seated(
    generator: np.random.Generator,
    homes: NDArray[np.int64],
    stray: NDArray[np.bool_],
    seats: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Return a cluster for each document so that cluster h has exactly ``seats[h]``.

    Documents take seats at home while there are any; strays, and whoever finds home full, get
    the seats that are left.

    Parameters
    ----------
    generator : numpy Generator
    homes : ndarray of int, shape (n_documents,)
    stray : ndarray of bool, shape (n_documents,)
    seats : ndarray of int, shape (n_clusters,)
        They sum to n_documents.
    """
    arrival = np.lexsort((generator.random(len(homes)), stray, homes))
    in_order = homes[arrival]
    turn = np.empty_like(homes)
    turn[arrival] = np.arange(len(homes)) - np.searchsorted(in_order, in_order)
    at_home = ~stray & (turn < seats[homes])
    left = seats - np.bincount(homes[at_home], minlength=len(seats))
    free = np.repeat(np.arange(len(seats)), left)
    clusters = homes.copy()
    clusters[~at_home] = free[np.argsort(generator.random(len(free)), kind="stable")]
    return clusters
