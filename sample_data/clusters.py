"""A plausible, imperfect clustering, planted beside the classes.

Classes lie in a row, each as long as its number of labels, related ones side by side, and within
a class its variants. Cutting the row gives clusters: a big class falls into several, small
neighbours share one. Strays lie in any cluster.
"""

import numpy as np
from numpy.typing import NDArray

from sample_data.draws import integers_below


def places_in_row(classes: NDArray[np.int64], variants: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return where each document lies in the row of classes.

    Parameters
    ----------
    classes : ndarray of int, shape (n_documents,)
    variants : ndarray of float, shape (n_documents,)
        Where it lies within its class, from 0 to below 1.

    Returns
    -------
    ndarray of float, shape (n_documents,)
        From 0 to below 1.
    """
    lengths = np.bincount(classes)
    starts = np.cumsum(lengths) - lengths
    return (starts[classes] + variants * lengths[classes]) / len(classes)


def planted_clusters(
    generator: np.random.Generator,
    places: NDArray[np.float64],
    stray: NDArray[np.bool_],
    n_clusters: int,
) -> NDArray[np.int64]:
    """Return the piece of the row in which each document lies, or any piece for a stray.

    Parameters
    ----------
    generator : numpy Generator
    places : ndarray of float, shape (n_documents,)
    stray : ndarray of bool, shape (n_documents,)
    n_clusters : int
        The row is cut into as many pieces, of random lengths.
    """
    cuts = (np.arange(1, n_clusters) + generator.random(n_clusters - 1)) / (n_clusters + 1)
    anywhere = integers_below(generator, np.full(len(places), n_clusters))
    return np.where(stray, anywhere, np.searchsorted(cuts, places))


def proportional_sizes(sizes: NDArray[np.int64], n_documents: int) -> NDArray[np.int64]:
    """Share ``n_documents`` out in proportion to ``sizes``, by largest remainders.

    Parameters
    ----------
    sizes : ndarray of int, shape (n_clusters,)
    n_documents : int

    Returns
    -------
    ndarray of int, shape (n_clusters,)
        They sum to ``n_documents``; 0 where the size is 0.
    """
    exact = sizes / sizes.sum() * n_documents
    more = np.floor(exact).astype(np.int64)
    by_remainder = np.argsort(more - exact, kind="stable")
    more[by_remainder[: n_documents - more.sum()]] += 1
    return more
