"""All that the learning curves of a corpus say under one way to decide."""

from dataclasses import dataclass

from analysis.corpus.corpus import LabelledCorpus
from analysis.explain.learnability.class_sizes import SizeGroup, size_groups
from analysis.explain.learnability.curve_figures import CurveFigure, CurveScores
from analysis.explain.learnability.extrapolation import Extrapolation, extrapolate
from analysis.explain.learnability.learning_curve import MeasuredCurve
from analysis.explain.learnability.more_labels import ClassCurve, class_curves


@dataclass(frozen=True, eq=False, kw_only=True)
class Learnability:
    """Learning curves at one strength of the shift of priors, and how they go on.

    Parameters
    ----------
    tau : float
        Strength of the shift; 0 for priors as learned.
    micro_f1, macro_f1 : Extrapolation
    log_loss : Extrapolation
        Of the posteriors with priors as learned, whatever tau is.
    groups : tuple of SizeGroup
    recalls, f1s : tuple of CurveFigure
        Mean recall and mean F1 of the classes of each group.
    classes : tuple of ClassCurve
        In the order of the corpus's classes.
    """

    tau: float
    micro_f1: Extrapolation
    macro_f1: Extrapolation
    log_loss: Extrapolation
    groups: tuple[SizeGroup, ...]
    recalls: tuple[CurveFigure, ...]
    f1s: tuple[CurveFigure, ...]
    classes: tuple[ClassCurve, ...]


def learnability(curve: MeasuredCurve, corpus: LabelledCorpus, tau: float = 0.0) -> Learnability:
    """Score a measured curve and carry its figures on.

    Parameters
    ----------
    curve : MeasuredCurve
    corpus : LabelledCorpus
        The one that was measured.
    tau : float
        Strength of the shift to equal priors; the nearest one that was measured is taken.

    Returns
    -------
    Learnability
    """
    number = curve.nearest_tau(tau)
    scores, groups = CurveScores(curve, corpus, number), size_groups(corpus)
    return Learnability(
        tau=float(curve.taus[number]),
        micro_f1=extrapolate(scores.micro_f1()),
        macro_f1=extrapolate(scores.f1()),
        log_loss=extrapolate(scores.log_loss(), rises=False),
        groups=groups,
        recalls=tuple(scores.recall(group.codes) for group in groups),
        f1s=tuple(scores.f1(group.codes) for group in groups),
        classes=class_curves(scores, corpus),
    )
