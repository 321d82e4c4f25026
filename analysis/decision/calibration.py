"""Calibration: one temperature, fitted out of fold, and how reliable posteriors are with it.

Where documents have weights, which say how many others each stands for, shares and means are
weighed by them; counts stay counts.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
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
    effective : ndarray of float64
        Documents of one weight that would say as much; as many as there are where all count alike.
    posterior, share_right : ndarray of float64
        Mean posterior of the class decided, and share decided rightly; nan for an empty bin.
    error : float
        Expected calibration error: mean distance of posterior and share right; nan without
        documents.
    effective_documents : float
        Documents of one weight that would say as much as those of all bins.
    """

    documents: NDArray[np.int64]
    effective: NDArray[np.float64]
    posterior: NDArray[np.float64]
    share_right: NDArray[np.float64]
    error: float
    effective_documents: float

    def frame(self) -> pd.DataFrame:
        """Return a row for each bin that holds documents."""
        return pd.DataFrame(
            {
                "documents": self.documents,
                "effective": self.effective,
                "posterior": self.posterior,
                "share_right": self.share_right,
            }
        )[self.documents > 0].reset_index(drop=True)


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
        How much each document counts; all alike if not given.

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
        before=reliability(before[1], before[0] == codes, weights),
        after=reliability(after[1], after[0] == codes, weights),
        log_loss_before=_log_loss(before[2], weights),
        log_loss_after=_log_loss(after[2], weights),
    )


def reliability(
    posterior: NDArray[np.floating],
    right: NDArray[np.bool_],
    weights: NDArray[np.float64] | None = None,
) -> Reliability:
    """Find the share of right decisions in bins of equal width of the posterior.

    Parameters
    ----------
    posterior : ndarray of float, shape (n_documents,)
        Of the class decided.
    right : ndarray of bool, shape (n_documents,)
    weights : ndarray of float64, shape (n_documents,), optional
        How much each document counts; all alike if not given.

    Returns
    -------
    Reliability
    """
    bins = np.minimum((posterior * N_BINS).astype(np.int64), N_BINS - 1)
    mass = np.ones(len(bins)) if weights is None else weights

    def per_bin(values: NDArray[np.floating]) -> NDArray[np.float64]:
        return np.bincount(bins, weights=values, minlength=N_BINS).astype(np.float64)

    whole, squares = per_bin(mass), per_bin(mass**2)
    total, n_right = per_bin(mass * posterior), per_bin(mass * right)
    return Reliability(
        documents=np.bincount(bins, minlength=N_BINS),
        effective=np.nan_to_num(_ratio(whole**2, squares)),
        posterior=_ratio(total, whole),
        share_right=_ratio(n_right, whole),
        error=float(_ratio(np.abs(total - n_right).sum(), whole.sum())),
        effective_documents=float(np.nan_to_num(_ratio(whole.sum() ** 2, squares.sum()))),
    )


def _ratio(part: ArrayLike, whole: ArrayLike) -> NDArray[np.float64]:
    """Quotient, nan without documents."""
    part, whole = np.asarray(part, dtype=np.float64), np.asarray(whole, dtype=np.float64)
    return np.divide(part, whole, out=np.full(whole.shape, np.nan), where=whole > 0)


def _log_loss(posterior: NDArray[np.floating], weights: NDArray[np.float64] | None = None) -> float:
    """Mean of -log posterior of the true class; nan without documents."""
    if not len(posterior):
        return float("nan")
    losses = -np.log(np.maximum(posterior, _SMALLEST_POSTERIOR), dtype=np.float64)
    return float(np.average(losses, weights=weights))
