"""Micro- against macro-F1 along tau: what the strength of the shift trades for what."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.decision.decide import decide
from analysis.decision.settings import LARGEST_TAU, DecisionSettings, TargetPrior
from analysis.evaluation.confusion import confusion_counts
from analysis.evaluation.overall import averaged_classes
from analysis.evaluation.per_class import per_class
from analysis.model.crossfit import OutOfFold

N_TAUS = 31


@dataclass(frozen=True, eq=False)
class TauCurve:
    """Figures at each tau, all of shape (n_taus,).

    Parameters
    ----------
    taus : ndarray of float64
    micro_f1, macro_f1 : ndarray of float64
    """

    taus: NDArray[np.float64]
    micro_f1: NDArray[np.float64]
    macro_f1: NDArray[np.float64]


def along_tau(settings: DecisionSettings) -> DecisionSettings:
    """Return what a curve is drawn for: the same settings for every tau on it.

    Parameters
    ----------
    settings : DecisionSettings

    Returns
    -------
    DecisionSettings
        Priors as learned stand for equal ones, since tau moves only what differs from them.
    """
    prior: TargetPrior = "custom" if settings.custom_prior else "equal"
    return replace(settings, prior=prior, tau=1.0)


def tau_curve(
    corpus: LabelledCorpus, out_of_fold: OutOfFold, settings: DecisionSettings
) -> TauCurve:
    """Evaluate a decision at 31 taus from 0 to 1.5.

    Parameters
    ----------
    corpus : LabelledCorpus
    out_of_fold : OutOfFold
        Of the corpus's documents.
    settings : DecisionSettings
        From `along_tau`.

    Returns
    -------
    TauCurve
    """
    taus = np.round(np.linspace(0, LARGEST_TAU, N_TAUS), 6)
    scores = [
        micro_and_macro_f1(corpus, out_of_fold, replace(settings, tau=float(tau))) for tau in taus
    ]
    micro, macro = np.array(scores).T
    return TauCurve(taus, micro, macro)


def micro_and_macro_f1(
    corpus: LabelledCorpus, out_of_fold: OutOfFold, settings: DecisionSettings
) -> tuple[float, float]:
    """Decide and score, without anything that those two figures do not need.

    Parameters
    ----------
    corpus : LabelledCorpus
    out_of_fold : OutOfFold
    settings : DecisionSettings

    Returns
    -------
    micro_f1, macro_f1 : float
    """
    decided = decide(out_of_fold.logits, out_of_fold.training_prior, settings)
    confusion = confusion_counts(
        corpus.codes, decided, corpus.classes, corpus.reject_code, weights=corpus.weights
    )
    averaged = averaged_classes(confusion)
    f1 = per_class(confusion).f1[averaged]
    mass = confusion.mass
    return float(mass.correct.sum() / mass.support.sum()), float(f1.mean())
