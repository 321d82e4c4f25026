"""Resampling against a shift of the priors, on the same folds.

If the corpus has weights, which say how many documents each label stands for, all figures are
weighed by them. They have no part in a resampled training.
"""

from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.decision.calibration import reliability
from analysis.decision.decide import decide_and_score
from analysis.decision.settings import DecisionSettings
from analysis.evaluation.bootstrap import (
    Resamples,
    percentile_estimate,
    resample_groups,
    resampled_counts,
)
from analysis.evaluation.confusion import confusion_counts
from analysis.evaluation.evaluate import SMALLEST_POSTERIOR
from analysis.evaluation.intervals import Estimate
from analysis.evaluation.overall import averaged_classes, overall
from analysis.model.crossfit import OutOfFold
from analysis.model.resampling import ResampledScores

AS_LEARNED, HALF_SHIFT, SHIFT = "As learned", "Priors half taken out", "Priors taken out"
REFERENCE = SHIFT
SHIFTS = {
    AS_LEARNED: DecisionSettings(),
    HALF_SHIFT: DecisionSettings(prior="equal", tau=0.5),
    SHIFT: DecisionSettings(prior="equal", tau=1.0),
}


@dataclass(frozen=True, kw_only=True)
class BalancingFigures:
    """What one way to balance does.

    Parameters
    ----------
    way : str
    documents : float
        Documents that a fold's model was trained on, in the mean.
    micro_f1, macro_f1 : Estimate
    macro_f1_more : Estimate
        Macro-F1 less that of `REFERENCE`, on the same resamples of the documents.
    log_loss, calibration_error : float
        Of the posteriors that it decides by, in nats and as a mean distance.
    log_loss_back, calibration_error_back : float
        Of its posteriors once they are shifted to the class shares of the labels.
    """

    way: str
    documents: float
    micro_f1: Estimate
    macro_f1: Estimate
    macro_f1_more: Estimate
    log_loss: float
    calibration_error: float
    log_loss_back: float
    calibration_error_back: float


@dataclass(frozen=True, eq=False)
class _Scored:
    """Decisions, and how true the posteriors are: as they come, and shifted back."""

    documents: float
    decided: NDArray[np.int32]
    truth: tuple[float, float]
    truth_back: tuple[float, float]


def compare_resampling(
    corpus: LabelledCorpus,
    plain: OutOfFold,
    resampled: dict[str, ResampledScores],
    resamples: Resamples | None = None,
) -> tuple[BalancingFigures, ...]:
    """Score shifts of the priors and resampled trainings side by side.

    Parameters
    ----------
    corpus : LabelledCorpus
    plain : OutOfFold
        Of a training without class weights.
    resampled : dict of str to ResampledScores
        By the name of the way, on the folds of `plain`.
    resamples : Resamples, optional
        Of the corpus's groups of identical documents; drawn if not given.

    Returns
    -------
    tuple of BalancingFigures
        `SHIFTS` first, which need no refit.
    """
    resamples = resamples or resample_groups(corpus.identical_groups)
    scored = {name: _shifted(corpus, plain, each) for name, each in SHIFTS.items()}
    scored |= {name: _resampled(corpus, plain, each) for name, each in resampled.items()}
    macro = {name: _macro_f1(corpus, each, resamples) for name, each in scored.items()}
    reference, draws = macro[REFERENCE][1:]
    return tuple(
        BalancingFigures(
            way=name,
            documents=each.documents,
            micro_f1=macro[name][0],
            macro_f1=percentile_estimate(*macro[name][1:]),
            macro_f1_more=percentile_estimate(macro[name][1] - reference, macro[name][2] - draws),
            log_loss=each.truth[0],
            calibration_error=each.truth[1],
            log_loss_back=each.truth_back[0],
            calibration_error_back=each.truth_back[1],
        )
        for name, each in scored.items()
    )


def balancing_frame(figures: tuple[BalancingFigures, ...]) -> pd.DataFrame:
    """Return a row for each way.

    Parameters
    ----------
    figures : tuple of BalancingFigures

    Returns
    -------
    DataFrame
        The fields of the same names, with `<figure>_low` and `<figure>_high` beside those that
        have an interval.
    """
    rows = []
    for each in figures:
        row: dict[str, object] = {}
        for name, value in asdict(each).items():
            bounds = value if isinstance(value, dict) else {"value": value}
            row[name] = bounds.pop("value")
            row |= {f"{name}_{bound}": number for bound, number in bounds.items()}
        rows.append(row)
    return pd.DataFrame(rows)


def _shifted(corpus: LabelledCorpus, plain: OutOfFold, settings: DecisionSettings) -> _Scored:
    # Taken out of the decision alone, priors stay in the posteriors: nothing is to shift back.
    decided, truth = _score(corpus, plain.logits, plain.training_prior, settings)
    _, learned = _score(corpus, plain.logits, plain.training_prior, DecisionSettings())
    n_folds = int(plain.folds.max()) + 1
    documents = corpus.n_documents * (n_folds - 1) / n_folds
    return _Scored(documents, decided, truth, learned)


def _resampled(corpus: LabelledCorpus, plain: OutOfFold, scores: ResampledScores) -> _Scored:
    prior, settings = plain.training_prior, DecisionSettings()
    decided, truth = _score(corpus, scores.logits, prior, settings)
    _, back = _score(corpus, scores.shifted_to(prior), prior, settings)
    return _Scored(scores.documents, decided, truth, back)


def _score(
    corpus: LabelledCorpus,
    logits: NDArray[np.floating],
    prior: NDArray[np.float64],
    settings: DecisionSettings,
) -> tuple[NDArray[np.int32], tuple[float, float]]:
    """Decisions; mean log loss and expected calibration error."""
    codes, weights = corpus.codes, corpus.weights
    decided, of_decided, of_label = decide_and_score(logits, prior, settings, codes)
    losses = -np.log(np.maximum(of_label, SMALLEST_POSTERIOR), dtype=np.float64)
    error = reliability(of_decided, decided == codes, weights).error
    return decided, (float(np.average(losses, weights=weights)), error)


def _macro_f1(
    corpus: LabelledCorpus, scored: _Scored, resamples: Resamples
) -> tuple[Estimate, float, NDArray[np.floating]]:
    """Micro-F1 with its interval; macro-F1, and in each resample."""
    codes, decided, weights = corpus.codes, scored.decided, corpus.weights
    confusion = confusion_counts(
        codes, decided, corpus.classes, corpus.reject_code, weights=weights
    )
    figures = overall(confusion, np.empty(0))
    counts = resampled_counts(codes, decided, corpus.n_classes, resamples, weights=weights)
    micro = percentile_estimate(figures.micro_f1.value, counts.micro_f1())
    return micro, figures.macro_f1.value, counts.macro_f1(averaged_classes(confusion))
