"""Decisions and posteriors: arithmetic on logits, quick enough for a live switch."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from analysis.decision.priors import shifted_logits
from analysis.decision.settings import DecisionSettings

# Rows worked on at once: half a megabyte at 133 classes, so that a block stays in the cache.
BLOCK_ROWS = 1024


def decide(
    logits: NDArray[np.floating],
    training_prior: NDArray[np.float64],
    settings: DecisionSettings,
) -> NDArray[np.int32]:
    """Class of the largest logit after the priors were shifted.

    Parameters
    ----------
    logits : ndarray of float, shape (n_documents, n_classes)
        A class left out of training is never decided, whatever its logit is.
    training_prior : ndarray of shape (n_classes,)
        Class shares of the weighted training labels; 0 for a class left out of training.
    settings : DecisionSettings

    Returns
    -------
    ndarray of int32, shape (n_documents,)
        Codes; the first of several equal classes.
    """
    decided = np.empty(len(logits), dtype=np.int32)
    for rows, block in _shifted_blocks(logits, training_prior, settings):
        decided[rows] = block.argmax(axis=1)
    return decided


def posteriors(
    logits: NDArray[np.floating],
    training_prior: NDArray[np.float64],
    settings: DecisionSettings,
) -> NDArray[np.floating]:
    """Posterior of every class after the priors were shifted.

    Parameters
    ----------
    logits : ndarray of float, shape (n_documents, n_classes)
        A class left out of training gets posterior 0, whatever its logit is.
    training_prior : ndarray of shape (n_classes,)
        Class shares of the weighted training labels; 0 for a class left out of training.
    settings : DecisionSettings

    Returns
    -------
    ndarray of the shape and type of `logits`, rows sum to one
    """
    posterior = np.empty_like(logits)
    for rows, block in _shifted_blocks(logits, training_prior, settings):
        block -= block.max(axis=1, keepdims=True)
        np.exp(block, out=block)
        np.divide(block, block.sum(axis=1, keepdims=True), out=posterior[rows])
    return posterior


def _shifted_blocks(
    logits: NDArray[np.floating],
    training_prior: NDArray[np.float64],
    settings: DecisionSettings,
) -> Iterator[tuple[slice, NDArray[np.floating]]]:
    """Yield blocks of rows with their shifted logits, which the caller may overwrite."""
    left_out = np.flatnonzero(training_prior == 0)
    for start in range(0, len(logits), BLOCK_ROWS):
        rows = slice(start, start + BLOCK_ROWS)
        block = shifted_logits(logits[rows], training_prior, settings)
        block[:, left_out] = -np.inf
        yield rows, block
