"""Nested subsamples of documents: stratified by class, identical documents together."""

import numpy as np
from numpy.typing import NDArray


def nested_positions(
    codes: NDArray[np.integer], groups: NDArray[np.integer], seed: int
) -> NDArray[np.float64]:
    """Place documents on a line from 0 to 1, so that those below a share are a subsample.

    Parameters
    ----------
    codes : ndarray of int, shape (n_documents,)
        Class of each document.
    groups : ndarray of int, shape (n_documents,)
        Documents with the same number are never separated.
    seed : int

    Returns
    -------
    ndarray of shape (n_documents,)
        In [0, 1). The documents below a share s are among those below any larger share.

    Notes
    -----
    The groups of a class lie evenly on the line, in an order and from a start by chance
    (systematic sampling; Cochran 1977, ch. 8). So a share s holds s n_k of the n_k groups of a
    class, rounded up or down by chance: a class of three groups is there in three of eight
    subsamples of an eighth, where rounding up would make rare classes commoner than they are.
    """
    _, first, inverse = np.unique(groups, return_index=True, return_inverse=True)
    generator = np.random.default_rng(seed)
    strata = np.unique(codes[first], return_inverse=True)[1]
    sizes = np.bincount(strata)
    order = np.lexsort((generator.permutation(len(first)), strata))
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    rank = np.empty(len(first))
    rank[order] = np.arange(len(first)) - np.repeat(starts, sizes)
    position = (rank + generator.random(len(sizes))[strata]) / sizes[strata]
    return position[inverse]
