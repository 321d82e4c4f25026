"""How common each class is in the whole corpus, estimated from a sample of labels.

Three estimates of the same shares: among the labels, weighted by stratum, and corrected by what
a model predicts for the documents without a label. Arrays have one entry a class.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.evaluation.intervals import wilson
from analysis.sampling.coverage.strata import Strata
from analysis.sampling.frequencies.moments import Moments

Shares = NDArray[np.float64]

# A variance within strata that was estimated from ten labels of a class counts as much as that
# of clusters which tell nothing of the class; from more labels, it counts more. Taken as it is,
# it is 0 where the few labels there are lie in pure strata. Capping it at that of a random
# sample instead makes intervals cover 98 % where clusters are informative.
TRUST = 10


@dataclass(frozen=True, eq=False)
class Prevalence:
    """Estimated shares of the classes in the corpus.

    Parameters
    ----------
    share : ndarray of shape (n_classes,), sums to one
    low, high : ndarray of shape (n_classes,)
        95 % interval, within [0, 1].
    n_effective : ndarray of shape (n_classes,)
        Number of labels drawn at random that would be as precise; infinite where every document
        is labelled.
    """

    share: Shares
    low: Shares
    high: Shares
    n_effective: Shares


@dataclass(frozen=True, eq=False)
class Predictions:
    """Posteriors of the labelled documents, and their mean over all documents of a stratum.

    Parameters
    ----------
    of_labels : ndarray of shape (n_labels, n_classes)
        Each from a model that did not see the document.
    of_strata : ndarray of shape (n_strata, n_classes)
        Mean over the stratum's documents in the corpus, from models that saw none of them.
    """

    of_labels: NDArray[np.floating]
    of_strata: NDArray[np.float64]


def labelled_share(labelled: LabelledCorpus) -> Prevalence:
    """Shares among the labels, right where labels were drawn at random.

    Parameters
    ----------
    labelled : LabelledCorpus

    Returns
    -------
    Prevalence
        With Wilson's intervals.
    """
    n = labelled.n_documents
    low, high = wilson(labelled.support, n)
    return Prevalence(labelled.support / n, low, high, np.full(labelled.n_classes, float(n)))


def stratified_share(
    strata: Strata, moments: Moments, *, clusters_came_after: bool = False
) -> Prevalence:
    """Shares within strata, each weighing as much as its stratum in the corpus.

    Parameters
    ----------
    strata : Strata
    moments : Moments
    clusters_came_after : bool
        Whether the clusters were made after the labels were drawn.

    Returns
    -------
    Prevalence
        Wilson's intervals on the effective number of labels.

    Notes
    -----
    The Horvitz-Thompson estimator sum_h W_h p_h, of variance
    sum_h W_h^2 (1 - n_h / N_h) p_h (1 - p_h) / (n_h - 1). The effective number of labels is
    p (1 - p) / variance, with the variance drawn towards that of clusters that tell nothing of
    the class where labels are few (see `TRUST`).

    References
    ----------
    Cochran (1977), "Sampling Techniques", chapters 5 and 5A.
    """
    share = strata.shares @ moments.label
    weights = variance_weights(strata, clusters_came_after=clusters_came_after)
    n_effective = _effective(weights @ moments.label_variance, strata, moments, weights)
    return Prevalence(share, *_interval(share, n_effective), n_effective)


def difference_share(
    strata: Strata,
    moments: Moments,
    predictions: Predictions,
    weight: float,
    *,
    clusters_came_after: bool = False,
) -> Prevalence:
    """Stratified shares, less what the model says that the sample is off by.

    Parameters
    ----------
    strata : Strata
    moments : Moments
    predictions : Predictions
    weight : float
        Of the model, 0 to 1, from `prediction_weight`; 0 gives the stratified share.
    clusters_came_after : bool
        Whether the clusters were made after the labels were drawn.

    Returns
    -------
    Prevalence
        A share may fall just below 0 where a class has hardly a label: cut off, the shares
        would no longer sum to one. Intervals are Wilson's on the effective number of labels.

    Notes
    -----
    sum_h W_h [mean over the sample (y - weight f) + weight mean over the corpus (f)]. The
    predictions are cross-fitted; one weight for all classes keeps the sum at one.

    References
    ----------
    Sarndal, Swensson, Wretman (1992), "Model Assisted Survey Sampling", chapter 6;
    Angelopoulos, Duchi, Zrnic (2023), "PPI++: efficient prediction-powered inference";
    Zrnic, Candes (2024), "Cross-prediction-powered inference".
    """
    off = strata.shares @ (moments.prediction - predictions.of_strata)
    share = strata.shares @ moments.label - weight * off
    weights = variance_weights(strata, clusters_came_after=clusters_came_after)
    n_effective = _effective(_residual_variance(moments, weight, weights), strata, moments, weights)
    return Prevalence(share, *_interval(share, n_effective), n_effective)


def prediction_weight(strata: Strata, moments: Moments) -> float:
    """Weight of the model that makes the mean relative variance of the shares least.

    Parameters
    ----------
    strata : Strata
    moments : Moments

    Returns
    -------
    float
        0 to 1: 0 where predictions say nothing of the labels.
    """
    weights = variance_weights(strata)
    share = strata.shares @ moments.label
    relative = np.divide(1.0, share, out=np.zeros_like(share), where=share > 0)
    explained = float((weights @ moments.covariance) @ relative)
    spread = float((weights @ moments.prediction_variance) @ relative)
    return float(np.clip(explained / spread, 0, 1)) if spread > 0 else 0.0


def variance_weights(strata: Strata, *, clusters_came_after: bool = False) -> Shares:
    """What the variance within each stratum adds to the variance of a share.

    Parameters
    ----------
    strata : Strata
    clusters_came_after : bool
        Whether the clusters were made after the labels were drawn: then the number of labels
        in each is itself by chance, and a term for post-stratification is added.

    Returns
    -------
    ndarray of shape (n_strata,)
        0 where every document bears a label.
    """
    n = strata.labels.sum()
    left = 1 - strata.fractions
    weights = strata.shares**2 * left / strata.labels
    return weights + left * (1 - strata.shares) / n**2 if clusters_came_after else weights


def _residual_variance(moments: Moments, weight: float, weights: Shares) -> Shares:
    """Variance of the share that is left of what the labels have, shape (n_classes,)."""
    within = (
        moments.label_variance
        - 2 * weight * moments.covariance
        + weight**2 * moments.prediction_variance
    )
    return np.maximum(weights @ within, 0.0)


def _effective(variance: Shares, strata: Strata, moments: Moments, weights: Shares) -> Shares:
    """Labels of a random sample as precise as the variance says, as far as it can be trusted."""
    share = strata.shares @ moments.label
    seen = strata.labels @ moments.label
    spread = share * (1 - share)
    # What one effective label less costs: as estimated, and for clusters that tell nothing.
    estimated = np.divide(variance, spread, out=np.zeros_like(share), where=spread > 0)
    uninformative = (weights if moments.spread is None else weights * moments.spread).sum()
    inverse = (seen * estimated + TRUST * uninformative) / (seen + TRUST)
    return np.divide(1.0, inverse, out=np.full_like(share, np.inf), where=inverse > 0)


def _interval(share: Shares, n_effective: Shares) -> tuple[Shares, Shares]:
    """Wilson's interval on an effective number, which may be infinite."""
    inside = np.clip(share, 0, 1)
    finite = np.isfinite(n_effective)
    n = np.where(finite, n_effective, 1.0)
    low, high = wilson(inside * n, n)
    return np.where(finite, low, inside), np.where(finite, high, inside)
