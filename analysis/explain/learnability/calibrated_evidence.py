"""What the words say, apart from the class shares, calibrated out of fold.

A logit less the log of the training prior is evidence. Posteriors for any class shares ρ are
softmax(evidence / T + log ρ), with a temperature T for the evidence alone: at a high one nothing
is left but the shares. (A temperature for whole logits flattens the shares as well, and fits
rare classes worse.) The temperature, and which of several trainings to trust, is chosen for each
fold by the log loss on the other folds.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from analysis.corpus.corpus import LabelledCorpus
from analysis.explain.learnability.log_loss import losses_of
from analysis.model.crossfit import OutOfFold, training_weights, usable_rows
from analysis.model.linear import training_prior
from analysis.model.settings import TrainingSettings

Evidence = NDArray[np.float32]
Figures = NDArray[np.float64]

# Beyond a factor of 20 evidence counts for nothing, or for everything.
_LARGEST_LOG_TEMPERATURE = 3.0
# A temperature is found to 2 %, which is worth less than 0.0005 of the log loss; the best of a
# fold's complement lies within a few such steps of the best of all documents.
_STEP = 0.04
_STEPS = np.arange(-3, 4) * _STEP
# Rows worked on at once, so that a block stays in the processor's cache.
_BLOCK_ROWS = 1024


def evidence_of(
    corpus: LabelledCorpus, settings: TrainingSettings, out_of_fold: OutOfFold
) -> Evidence:
    """Take the class shares that each fold's model learned out of its logits.

    Parameters
    ----------
    corpus : LabelledCorpus
    settings : TrainingSettings
        Of the training.
    out_of_fold : OutOfFold
        Of the corpus's documents.

    Returns
    -------
    ndarray of float32, shape (n_documents, n_classes)
        Far below all others for a class that the fold's model has not seen.
    """
    evidence = out_of_fold.logits.copy()
    usable = usable_rows(corpus, settings)
    for fold in np.unique(out_of_fold.folds):
        held = out_of_fold.folds == fold
        rows = usable[~held[usable]]
        weights = training_weights(corpus, settings, rows)
        prior = training_prior(corpus.codes[rows], corpus.n_classes, settings, weights)
        seen = prior > 0
        evidence[np.ix_(held, seen)] -= np.log(prior[seen]).astype(np.float32)
    return evidence


def calibrated_posteriors(
    candidates: Sequence[Evidence],
    codes: NDArray[np.integer],
    folds: NDArray[np.integer],
    shares: Figures,
    weights: Figures,
) -> NDArray[np.float32]:
    """Posteriors from the evidence, and at the temperature, that suit the other folds best.

    Parameters
    ----------
    candidates : sequence of ndarray of float32, shape (n_documents, n_classes)
        From `evidence_of`; at least one.
    codes, folds : ndarray of int, shape (n_documents,)
    shares : ndarray of shape (n_folds, n_classes)
        Positive class shares that posteriors are wanted for, in each fold.
    weights : ndarray of shape (n_documents,)
        Of the documents in the log loss.

    Returns
    -------
    ndarray of float32, shape (n_documents, n_classes), rows sum to one
    """
    log_shares = np.log(shares).astype(np.float32)
    scored = [_at_temperatures(each, codes, folds, log_shares, weights) for each in candidates]
    result = np.empty_like(candidates[0])
    for fold in np.unique(folds):
        # Losses of the other folds, a row a candidate and a column a temperature.
        others = np.stack([losses.sum(axis=1) - losses[:, fold] for _, losses in scored])
        best, step = divmod(int(others.argmin()), others.shape[1])
        held = folds == fold
        sharpened = candidates[best][held] / np.float32(scored[best][0][step])
        result[held] = _softmax(sharpened + log_shares[fold])
    return result


def _at_temperatures(
    evidence: Evidence,
    codes: NDArray[np.integer],
    folds: NDArray[np.integer],
    log_shares: NDArray[np.float32],
    weights: Figures,
) -> tuple[Figures, Figures]:
    """Temperatures about the best one, and the loss of each fold, one row a temperature."""
    n_classes = log_shares.shape[1]

    def of_folds(log_temperature: float) -> Figures:
        own = _posteriors_of_codes(evidence, codes, log_shares[folds], np.exp(-log_temperature))
        losses = weights * losses_of(own, len(codes), n_classes)
        return np.bincount(folds, weights=losses).astype(np.float64)

    bounds = (-_LARGEST_LOG_TEMPERATURE, _LARGEST_LOG_TEMPERATURE)
    best = minimize_scalar(
        lambda each: of_folds(each).sum(),
        bounds=bounds,
        method="bounded",
        options={"xatol": _STEP / 2},
    ).x
    return np.exp(best + _STEPS), np.stack([of_folds(best + step) for step in _STEPS])


def _posteriors_of_codes(
    evidence: Evidence,
    codes: NDArray[np.integer],
    log_shares: NDArray[np.float32],
    sharpness: float,
) -> NDArray[np.float32]:
    """Posterior of each document's class."""
    result = np.empty(len(codes), dtype=np.float32)
    for start in range(0, len(codes), _BLOCK_ROWS):
        rows = slice(start, start + _BLOCK_ROWS)
        block = evidence[rows] * np.float32(sharpness)
        block += log_shares[rows]
        block = _softmax(block)
        result[rows] = block[np.arange(len(block)), codes[rows]]
    return result


def _softmax(block: NDArray[np.float32]) -> NDArray[np.float32]:
    """Posteriors in place of logits."""
    block -= block.max(axis=1, keepdims=True)
    np.exp(block, out=block)
    block /= block.sum(axis=1, keepdims=True)
    return block
