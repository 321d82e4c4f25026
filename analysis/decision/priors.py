"""Priors moved in the logits: the multiclass counterpart of moving a threshold.

A logit is evidence plus the log of the training prior, as far as the model learned it. Adding
``tau (log target prior - log training prior)`` decides for other class shares without a refit.
Logits are calibrated before they are shifted, by dividing them by a temperature.
"""

import numpy as np
from numpy.typing import NDArray

from analysis.decision.offsets import class_offsets
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
    target = trained.astype(np.float64)
    if settings.prior == "custom":
        target *= class_offsets(settings.custom_prior, len(training_prior))
    return target / target.sum()


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
        training prior is uniform: shifting again would balance twice. Minus infinity for a
        class with target share 0.

    References
    ----------
    Saerens, Latinne, Decaestecker (2002), "Adjusting the outputs of a classifier to new a
    priori probabilities"; Menon et al. (2021), "Long-tail learning via logit adjustment".
    """
    trained = training_prior > 0
    shift = np.zeros(len(training_prior))
    if settings.tau == 0:
        return shift
    target = target_prior(training_prior, settings)[trained]
    with np.errstate(divide="ignore"):
        shift[trained] = settings.tau * (np.log(target) - np.log(training_prior[trained]))
    return shift


def decision_shift(
    training_prior: NDArray[np.float64], settings: DecisionSettings
) -> NDArray[np.float64]:
    """Number that each class's calibrated logit gains: the shift of the priors and its offset.

    Parameters
    ----------
    training_prior : ndarray of shape (n_classes,)
        Class shares of the weighted training labels; 0 for a class left out of training.
    settings : DecisionSettings

    Returns
    -------
    ndarray of shape (n_classes,)
    """
    offsets = class_offsets(settings.offsets, len(training_prior))
    return prior_shift(training_prior, settings) + offsets


def shifted_logits(
    logits: NDArray[np.floating],
    training_prior: NDArray[np.float64],
    settings: DecisionSettings,
) -> NDArray[np.floating]:
    """Logits that decisions are made on: calibrated, then shifted.

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
    shift = decision_shift(training_prior, settings).astype(logits.dtype)
    if settings.temperature == 1:
        return logits + shift
    return logits / logits.dtype.type(settings.temperature) + shift


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
        square root of that at equal targets and tau 0.5, and 1 at tau 1; an offset of log 2 for
        `a` halves it. nan if one of the two was left out of training.
    """
    if not (training_prior[a] > 0 and training_prior[b] > 0):
        return float("nan")
    shift = decision_shift(training_prior, settings)
    odds = training_prior[b] / training_prior[a]
    return float(odds * np.exp(shift[b] - shift[a]))
