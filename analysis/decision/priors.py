"""Priors moved in the logits: the multiclass counterpart of moving a threshold.

A logit is evidence plus the log of the training prior, as far as the model learned it. Adding
``tau (log target prior - log training prior)`` decides for other class shares without a refit.
"""

import numpy as np
from numpy.typing import NDArray

from analysis.decision.settings import DecisionSettings


def target_prior(
    training_prior: NDArray[np.float64], settings: DecisionSettings
) -> NDArray[np.float64]:
    """Class shares that a decision is made for.

    Parameters
    ----------
    training_prior : ndarray of shape (n_classes,)
        Class shares of the weighted training labels; 0 for a class left out of training.
    settings : DecisionSettings

    Returns
    -------
    ndarray of shape (n_classes,), sums to one
        0 for a class left out of training.
    """
    if settings.prior == "as-learned":
        return training_prior
    trained = training_prior > 0
    return trained / trained.sum()


def prior_shift(
    training_prior: NDArray[np.float64], settings: DecisionSettings
) -> NDArray[np.float64]:
    """Number that each class's logit gains.

    Parameters
    ----------
    training_prior : ndarray of shape (n_classes,)
        Class shares of the weighted training labels; 0 for a class left out of training.
    settings : DecisionSettings

    Returns
    -------
    ndarray of shape (n_classes,)
        ``tau (log target prior - log training prior)``. 0 for a class left out of training:
        there is no prior to take out. All 0 for equal targets after balanced training, whose
        training prior is uniform: shifting again would balance twice.

    References
    ----------
    Saerens, Latinne, Decaestecker (2002), "Adjusting the outputs of a classifier to new a
    priori probabilities"; Menon et al. (2021), "Long-tail learning via logit adjustment".
    """
    trained = training_prior > 0
    shift = np.zeros(len(training_prior))
    target = target_prior(training_prior, settings)[trained]
    shift[trained] = settings.tau * (np.log(target) - np.log(training_prior[trained]))
    return shift


def shifted_logits(
    logits: NDArray[np.floating],
    training_prior: NDArray[np.float64],
    settings: DecisionSettings,
) -> NDArray[np.floating]:
    """Logits for the target prior.

    Parameters
    ----------
    logits : ndarray of float, shape (..., n_classes)
    training_prior : ndarray of shape (n_classes,)
        Class shares of the weighted training labels; 0 for a class left out of training.
    settings : DecisionSettings

    Returns
    -------
    ndarray of the shape and type of `logits`
    """
    return logits + prior_shift(training_prior, settings).astype(logits.dtype)


def evidence_ratio(
    training_prior: NDArray[np.float64], a: int, b: int, settings: DecisionSettings
) -> float:
    """Likelihood ratio that the words must bring before class `a` is preferred to class `b`.

    Parameters
    ----------
    training_prior : ndarray of shape (n_classes,)
        Class shares of the weighted training labels.
    a, b : int
        Codes of two classes.
    settings : DecisionSettings

    Returns
    -------
    float
        300 for a class with 10 labels against one with 3,000 under the learned priors, the
        square root of that at equal targets and tau 0.5, and 1 at tau 1. nan if one of the
        two was left out of training.
    """
    if not (training_prior[a] > 0 and training_prior[b] > 0):
        return float("nan")
    shift = prior_shift(training_prior, settings)
    odds = training_prior[b] / training_prior[a]
    return float(odds * np.exp(shift[b] - shift[a]))
