"""Log loss that stays finite where a class was never seen.

A model, and the class shares that it is held against, are told one document more than they were
trained on, spread evenly over the classes. That costs a known class next to nothing, and an
unknown one log((n + 1) K) nats in place of infinity.
"""

import numpy as np
from numpy.typing import NDArray


def losses_of(
    posterior: NDArray[np.floating], n_trained: int, n_classes: int
) -> NDArray[np.float64]:
    """-log posterior, in nats, after one document spread evenly over the classes.

    Parameters
    ----------
    posterior : ndarray of float, any shape
        Of the class of each document.
    n_trained : int
        Documents that the model was trained on.
    n_classes : int

    Returns
    -------
    ndarray of float64 of that shape
        At most log((n_trained + 1) n_classes).
    """
    share = np.asarray(posterior, dtype=np.float64)
    return -np.log((n_trained * share + 1 / n_classes) / (n_trained + 1))


def shares_outside(
    codes: NDArray[np.integer], folds: NDArray[np.integer], n_classes: int
) -> NDArray[np.float64]:
    """Class shares of the documents outside each fold, and of one document spread evenly.

    Parameters
    ----------
    codes, folds : ndarray of int, shape (n_documents,)
    n_classes : int

    Returns
    -------
    ndarray of float64, shape (n_folds, n_classes), positive, rows sum to one
    """
    shape = (int(folds.max()) + 1, n_classes)
    inside = np.bincount(folds.astype(np.int64) * n_classes + codes, minlength=shape[0] * shape[1])
    inside = inside.reshape(shape)
    outside = inside.sum(axis=0) - inside + 1 / n_classes
    return outside / outside.sum(axis=1, keepdims=True)
