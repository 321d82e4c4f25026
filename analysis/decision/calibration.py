"""Calibration: one temperature, fitted out of fold, and how reliable posteriors are with it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from analysis.decision.decide import decide_and_score
from analysis.decision.settings import DecisionSettings

# Half of all documents may lie in the surest bin; ten bins still show where it bends.
N_BINS = 10
# Beyond a factor of 20 logits say nothing, or everything.
_LARGEST_LOG_TEMPERATURE = 3.0
_SMALLEST_POSTERIOR = 1e-15


@dataclass(frozen=True, eq=False, kw_only=True)
class Reliability:
    """How often documents of about one posterior are decided rightly; arrays of shape (n_bins,).

    Parameters
    ----------
    documents : ndarray of int64
    right : ndarray of int64
    posterior : ndarray of float64
        Mean posterior of the class decided; nan for an empty bin.
    error : float
        Expected calibration error: mean distance of posterior and share right.
    """

    documents: NDArray[np.int64]
    right: NDArray[np.int64]
    posterior: NDArray[np.float64]
    error: float

    def frame(self) -> pd.DataFrame:
        """Return a row for each bin that holds documents."""
        frame = pd.DataFrame(
            {"documents": self.documents, "posterior": self.posterior, "right": self.right}
        )
        frame = frame[frame["documents"] > 0].reset_index(drop=True)
        return frame.assign(share_right=frame["right"] / frame["documents"])


@dataclass(frozen=True, eq=False, kw_only=True)
class Calibration:
    """A temperature, and the reliability without and with it.

    Parameters
    ----------
    temperature : float
        Fitted on all documents.
    before, after : Reliability
        At temperature 1; and each fold at the temperature fitted on the other folds, so that
        no document takes part in its own calibration.
    log_loss_before, log_loss_after : float
        In nats, on the same documents.
    """

    temperature: float
    before: Reliability
    after: Reliability
    log_loss_before: float
    log_loss_after: float


def fit_temperature(
    logits: NDArray[np.floating],
    codes: NDArray[np.integer],
    training_prior: NDArray[np.float64],
    weights: NDArray[np.float64] | None = None,
) -> float:
    """Find the temperature with the smallest log loss.

    Parameters
    ----------
    logits : ndarray of float, shape (n_documents, n_classes)
        Out of fold.
    codes : ndarray of int, shape (n_documents,)
    training_prior : ndarray of shape (n_classes,)
        0 for a class left out of training, whose documents are left out here.
    weights : ndarray of float64, shape (n_documents,), optional
        How much each document counts; all alike if not given.

    Returns
    -------
    float
        1 without documents.

    References
    ----------
    Guo, Pleiss, Sun, Weinberger (2017), "On calibration of modern neural networks".
    """
    known = training_prior[codes] > 0
    logits, codes = logits[known], codes[known]
    weights = None if weights is None else weights[known]
    if not len(codes):
        return 1.0

    def loss(log_temperature: float) -> float:
        settings = DecisionSettings(temperature=float(np.exp(log_temperature)))
        return _log_loss(decide_and_score(logits, training_prior, settings, codes)[2], weights)

    bounds = (-_LARGEST_LOG_TEMPERATURE, _LARGEST_LOG_TEMPERATURE)
    found = minimize_scalar(loss, bounds=bounds, method="bounded", options={"xatol": 1e-3})
    return float(np.exp(found.x))


def calibrate(
    logits: NDArray[np.floating],
    codes: NDArray[np.integer],
    training_prior: NDArray[np.float64],
    folds: NDArray[np.integer],
    weights: NDArray[np.float64] | None = None,
) -> Calibration:
    """Fit the temperature, and measure what it does on documents that it was not fitted on.

    Parameters
    ----------
    logits : ndarray of float, shape (n_documents, n_classes)
        Out of fold.
    codes : ndarray of int, shape (n_documents,)
    training_prior : ndarray of shape (n_classes,)
    folds : ndarray of int, shape (n_documents,)
    weights : ndarray of float64, shape (n_documents,), optional
        How much each document counts for the temperature and the log loss; all alike if not
        given. Reliability counts documents.

    Returns
    -------
    Calibration
    """
    before = decide_and_score(logits, training_prior, DecisionSettings(), codes)
    after = [np.empty_like(values) for values in before]
    for fold in np.unique(folds):
        held = folds == fold
        others = None if weights is None else weights[~held]
        fitted = fit_temperature(logits[~held], codes[~held], training_prior, others)
        settings = DecisionSettings(temperature=fitted)
        scored = decide_and_score(logits[held], training_prior, settings, codes[held])
        for values, part in zip(after, scored, strict=True):
            values[held] = part
    return Calibration(
        temperature=fit_temperature(logits, codes, training_prior, weights),
        before=reliability(before[1], before[0] == codes),
        after=reliability(after[1], after[0] == codes),
        log_loss_before=_log_loss(before[2], weights),
        log_loss_after=_log_loss(after[2], weights),
    )


def reliability(posterior: NDArray[np.floating], right: NDArray[np.bool_]) -> Reliability:
    """Count right decisions in bins of equal width of the posterior.

    Parameters
    ----------
    posterior : ndarray of float, shape (n_documents,)
        Of the class decided.
    right : ndarray of bool, shape (n_documents,)

    Returns
    -------
    Reliability
    """
    bins = np.minimum((posterior * N_BINS).astype(np.int64), N_BINS - 1)
    documents = np.bincount(bins, minlength=N_BINS)
    n_right = np.bincount(bins[right], minlength=N_BINS)
    total = np.bincount(bins, weights=posterior, minlength=N_BINS)
    undefined = np.full(N_BINS, np.nan)
    return Reliability(
        documents=documents,
        right=n_right,
        posterior=np.divide(total, documents, out=undefined, where=documents > 0),
        error=float(np.abs(total - n_right).sum() / max(len(bins), 1)),
    )


def _log_loss(posterior: NDArray[np.floating], weights: NDArray[np.float64] | None = None) -> float:
    """Mean of -log posterior of the true class; nan without documents."""
    if not len(posterior):
        return float("nan")
    losses = -np.log(np.maximum(posterior, _SMALLEST_POSTERIOR), dtype=np.float64)
    return float(np.average(losses, weights=weights))
