"""Labels that a model which did not see them contradicts with confidence."""

import numpy as np
from numpy.typing import NDArray

from analysis.decision.decide import posteriors
from analysis.decision.settings import DecisionSettings
from analysis.model.crossfit import OutOfFold


def suspicious_labels(
    codes: NDArray[np.integer], scores: OutOfFold, temperature: float = 1.0
) -> NDArray[np.bool_]:
    """Find documents that look more like another class, by confident learning.

    Parameters
    ----------
    codes : ndarray of int, shape (n_documents,)
    scores : OutOfFold
    temperature : float
        That calibrates the logits.

    Returns
    -------
    ndarray of bool, shape (n_documents,)

    Notes
    -----
    Posteriors are those of equal priors: with the priors as learned, a class of ten labels
    looks wholly mislabelled, because its posteriors are small. A document looks like a class if
    among those whose posterior reaches the mean posterior of their own documents it is the
    likeliest. Wrong labels are taken for exceptions: where most of the documents that look like
    a class bear other labels, these are not doubted.

    References
    ----------
    Northcutt, Jiang, Chuang (2021), "Confident learning: estimating uncertainty in dataset
    labels".
    """
    equal = DecisionSettings(prior="equal", temperature=temperature)
    posterior = posteriors(scores.logits, scores.training_prior, equal)
    reached = posterior >= _mean_of_own_documents(codes, posterior)
    look = np.where(reached, posterior, -1).argmax(axis=1)
    right = reached.any(axis=1) & (look == codes)
    wrong = reached.any(axis=1) & (look != codes)
    n_right, n_wrong = (
        np.bincount(look[each], minlength=len(posterior.T)) for each in (right, wrong)
    )
    return wrong & (n_wrong < n_right)[look]


def _mean_of_own_documents(
    codes: NDArray[np.integer], posterior: NDArray[np.floating]
) -> NDArray[np.float64]:
    """Mean posterior of each class over the documents that bear its label; 1 without any."""
    n_classes = posterior.shape[1]
    support = np.bincount(codes, minlength=n_classes)
    total = np.bincount(codes, posterior[np.arange(len(codes)), codes], minlength=n_classes)
    return np.divide(total, support, out=np.ones(n_classes), where=support > 0)
