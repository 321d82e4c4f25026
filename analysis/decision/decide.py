"""Decisions and posteriors: arithmetic on logits, quick enough for a live switch."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from analysis.decision.costs import bayes_decisions, cost_matrix
from analysis.decision.priors import shifted_logits
from analysis.decision.rejection import abstain
from analysis.decision.settings import DecisionSettings

# Rows worked on at once: half a megabyte at 133 classes, so that a block stays in the cache.
BLOCK_ROWS = 1024


def decide(
    logits: NDArray[np.floating],
    training_prior: NDArray[np.float64],
    settings: DecisionSettings,
) -> NDArray[np.int32]:
    """Class decided for each document: calibrated, shifted, then weighed by costs.

    Parameters
    ----------
    logits : ndarray of float, shape (n_documents, n_classes)
        A class left out of training is never decided on account of its logit.
    training_prior : ndarray of shape (n_classes,)
        Class shares of the weighted training labels; 0 for a class left out of training.
    settings : DecisionSettings

    Returns
    -------
    ndarray of int32, shape (n_documents,)
        Codes; the first of several equally good classes. ``ABSTAINED`` where abstaining costs
        less than any decision is expected to.
    """
    decided = np.empty(len(logits), dtype=np.int32)
    rule = _CostRule(settings, len(training_prior)) if settings.weighs_costs else None
    for rows, block in _shifted_blocks(logits, training_prior, settings):
        decided[rows] = block.argmax(axis=1) if rule is None else rule.decide(_softmax(block))
    return decided


def posteriors(
    logits: NDArray[np.floating],
    training_prior: NDArray[np.float64],
    settings: DecisionSettings,
) -> NDArray[np.floating]:
    """Posterior of every class, calibrated and shifted.

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
        posterior[rows] = _softmax(block)
    return posterior


def decide_and_score(
    logits: NDArray[np.floating],
    training_prior: NDArray[np.float64],
    settings: DecisionSettings,
    codes: NDArray[np.integer],
) -> tuple[NDArray[np.int32], NDArray[np.floating], NDArray[np.floating]]:
    """Decide, and tell two posteriors of each document, in one pass over the logits.

    Parameters
    ----------
    logits : ndarray of float, shape (n_documents, n_classes)
    training_prior : ndarray of shape (n_classes,)
    settings : DecisionSettings
    codes : ndarray of int, shape (n_documents,)
        A class of each document.

    Returns
    -------
    decided : ndarray of int32, shape (n_documents,)
        As by `decide`.
    of_decided : ndarray of float, shape (n_documents,)
        Posterior of the class decided; the largest where it abstained.
    of_codes : ndarray of float, shape (n_documents,)
        Posterior of the class in `codes`.
    """
    decided = np.empty(len(logits), dtype=np.int32)
    of_decided, of_codes = (np.empty(len(logits), dtype=logits.dtype) for _ in range(2))
    rule = _CostRule(settings, len(training_prior)) if settings.weighs_costs else None
    for rows, block in _shifted_blocks(logits, training_prior, settings):
        likeliest = block.argmax(axis=1)
        posterior = _softmax(block)
        chosen = likeliest if rule is None else rule.decide(posterior)
        document = np.arange(len(block))
        decided[rows] = chosen
        of_decided[rows] = posterior[document, np.where(chosen < 0, likeliest, chosen)]
        of_codes[rows] = posterior[document, codes[rows]]
    return decided, of_decided, of_codes


class _CostRule:
    """Decisions that weigh costs; the matrix is written out once."""

    def __init__(self, settings: DecisionSettings, n_classes: int) -> None:
        self.matrix = cost_matrix(settings.costs, n_classes)
        self.abstain_cost = settings.abstain_cost

    def decide(self, posterior: NDArray[np.floating]) -> NDArray[np.int32]:
        return abstain(*bayes_decisions(posterior, self.matrix), self.abstain_cost)


def _softmax(block: NDArray[np.floating]) -> NDArray[np.floating]:
    """Posteriors in place of their logits."""
    block -= block.max(axis=1, keepdims=True)
    np.exp(block, out=block)
    block /= block.sum(axis=1, keepdims=True)
    return block


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
