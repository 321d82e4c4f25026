"""Folds: stratified by class, with identical documents on one side."""

import numpy as np
from numpy.typing import NDArray


def stratified_group_folds(
    codes: NDArray[np.integer], groups: NDArray[np.integer], n_folds: int, seed: int
) -> NDArray[np.int8]:
    """Deal groups of identical documents to folds, class by class.

    Parameters
    ----------
    codes : ndarray of int, shape (n_documents,)
        Class of each document.
    groups : ndarray of int, shape (n_documents,)
        Documents with the same number are never separated; numbers count from 0.
    n_folds : int
    seed : int

    Returns
    -------
    ndarray of int8, shape (n_documents,)
        Fold in which each document is held out.

    Notes
    -----
    Groups are dealt like cards, one to each fold in turn, in order of class, then of size,
    then of chance; the deal goes on from class to class. So the groups of a class, and all
    groups together, differ by at most one between folds. A group whose documents bear
    several labels is dealt with the class of its first document. A class with fewer groups
    than folds is held out in as many folds as it has groups; a class with a single group is
    absent from the training documents of the fold that holds it out. scikit-learn's
    ``StratifiedGroupKFold`` balances likewise but searches all folds for every group.
    """
    _, first, inverse, sizes = np.unique(
        groups, return_index=True, return_inverse=True, return_counts=True
    )
    chance = np.random.default_rng(seed).permutation(len(first))
    order = np.lexsort((chance, -sizes, codes[first]))
    fold_of_group = np.empty(len(first), dtype=np.int8)
    fold_of_group[order] = np.arange(len(first)) % n_folds
    return fold_of_group[inverse]
