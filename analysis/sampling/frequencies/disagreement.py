"""Where two estimates of a class's share differ by more than chance explains.

Each test is corrected for the number of classes (Bonferroni): among K classes, one false alarm
is expected in twenty tables.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from analysis.evaluation.intervals import CONFIDENCE
from analysis.sampling.coverage.strata import Strata
from analysis.sampling.frequencies.moments import Moments
from analysis.sampling.frequencies.prevalence import (
    Predictions,
    Prevalence,
    Shares,
    variance_weights,
)

Flags = NDArray[np.bool_]


def differs_from_given(given: Shares, estimate: Prevalence) -> Flags:
    """Whether shares are none that an estimate leaves possible.

    Parameters
    ----------
    given : ndarray of shape (n_classes,)
        The analyst's own figures, or the shares among the labels; taken as exact. nan where
        there is none.
    estimate : Prevalence

    Returns
    -------
    ndarray of bool, shape (n_classes,)

    Notes
    -----
    The score test, of which Wilson's interval is the inversion.
    """
    finite = np.where(np.isfinite(estimate.n_effective), estimate.n_effective, 1.0)
    variance = np.where(np.isfinite(estimate.n_effective), given * (1 - given) / finite, 0.0)
    return _beyond_chance(estimate.share - given, variance)


def strata_differ_from_model(strata: Strata, moments: Moments, predictions: Predictions) -> Flags:
    """Whether the model predicts other shares for the corpus than for the labelled documents.

    Parameters
    ----------
    strata : Strata
    moments : Moments
    predictions : Predictions

    Returns
    -------
    ndarray of bool, shape (n_classes,)
        Where it does, the labelled documents are no random sample of their clusters.
    """
    off = strata.shares @ (moments.prediction - predictions.of_strata)
    return _beyond_chance(off, variance_weights(strata) @ moments.prediction_variance)


def _beyond_chance(difference: Shares, variance: Shares) -> Flags:
    """Whether a difference is too large for its variance; never where there is no difference."""
    z = norm.isf((1 - CONFIDENCE) / (2 * len(difference)))
    # Sums of a million rounded terms differ by about 1e-9.
    return (np.abs(difference) > 1e-7) & (np.abs(difference) > z * np.sqrt(variance))
