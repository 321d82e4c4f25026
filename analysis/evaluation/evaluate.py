"""Evaluate a scenario on out-of-fold scores: the figures at once, the intervals after them.

If the corpus has weights, which say how many documents each label stands for, all shares and
means are weighed by them; counts stay counts.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.decision.decide import decide_and_score
from analysis.decision.settings import DecisionSettings
from analysis.evaluation.bootstrap import (
    Resamples,
    percentile_estimate,
    resample_groups,
    resampled_counts,
)
from analysis.evaluation.confusion import ConfusionCounts, confusion_counts
from analysis.evaluation.overall import Overall, averaged_classes, overall
from analysis.evaluation.per_class import PerClass, per_class
from analysis.model.crossfit import OutOfFold

# A posterior below this counts as this, so that one document that was thought impossible
# costs 35 nats and the mean log loss stays finite.
SMALLEST_POSTERIOR = 1e-15


@dataclass(frozen=True, eq=False, kw_only=True)
class Evaluation:
    """How well a scenario decides the labelled documents.

    Parameters
    ----------
    confusion : ConfusionCounts
    per_class : PerClass
    overall : Overall
        All documents.
    overall_without_reject : Overall or None
        Without the documents of the reject class; None where there is none.
    decided : ndarray of int32, shape (n_documents,)
        Code of the class decided for each document; ``ABSTAINED`` where none was.
    posterior : ndarray of float32, shape (n_documents,)
        Posterior of that class; the largest where none was decided.
    """

    confusion: ConfusionCounts
    per_class: PerClass
    overall: Overall
    overall_without_reject: Overall | None
    decided: NDArray[np.int32]
    posterior: NDArray[np.floating]


def evaluate(
    corpus: LabelledCorpus, out_of_fold: OutOfFold, settings: DecisionSettings
) -> Evaluation:
    """Decide every labelled document and score the decisions.

    Parameters
    ----------
    corpus : LabelledCorpus
        Its weights count in every share and mean.
    out_of_fold : OutOfFold
        Of the corpus's documents.
    settings : DecisionSettings

    Returns
    -------
    Evaluation
        Micro- and macro-F1 come without intervals; `with_intervals` adds them.
    """
    decided, posterior, of_label = decide_and_score(
        out_of_fold.logits, out_of_fold.training_prior, settings, corpus.codes
    )
    losses = -np.log(np.maximum(of_label, SMALLEST_POSTERIOR))
    confusion = confusion_counts(
        corpus.codes, decided, corpus.classes, corpus.reject_code, weights=corpus.weights
    )
    return Evaluation(
        confusion=confusion,
        per_class=per_class(confusion),
        overall=overall(confusion, losses, weights=corpus.weights),
        overall_without_reject=_without_reject(corpus, confusion, losses),
        decided=decided,
        posterior=posterior,
    )


def with_intervals(
    evaluation: Evaluation, corpus: LabelledCorpus, resamples: Resamples | None = None
) -> Evaluation:
    """Add the intervals of micro- and macro-F1.

    Parameters
    ----------
    evaluation : Evaluation
    corpus : LabelledCorpus
        The one that was evaluated.
    resamples : Resamples, optional
        Of the corpus's groups of identical documents; drawn if not given.

    Returns
    -------
    Evaluation
    """
    resamples = resamples or resample_groups(corpus.identical_groups)
    everything = _estimated(evaluation, corpus, resamples, evaluation.overall, True)
    without = evaluation.overall_without_reject
    if without is not None:
        without = _estimated(evaluation, corpus, resamples, without, False)
    return replace(evaluation, overall=everything, overall_without_reject=without)


def resampled_f1(
    evaluation: Evaluation, corpus: LabelledCorpus, resamples: Resamples, *, with_reject: bool
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Micro- and macro-F1 in every resample.

    Parameters
    ----------
    evaluation : Evaluation
    corpus : LabelledCorpus
        The one that was evaluated.
    resamples : Resamples
    with_reject : bool
        False scores only the documents outside the reject class.

    Returns
    -------
    micro_f1, macro_f1 : ndarray of float32, shape (n_resamples,)
    """
    kept = slice(None) if with_reject else corpus.codes != corpus.reject_code
    drawn = Resamples(resamples.groups[kept], resamples.times_drawn)
    counts = resampled_counts(
        corpus.codes[kept],
        evaluation.decided[kept],
        corpus.n_classes,
        drawn,
        weights=None if corpus.weights is None else corpus.weights[kept],
    )
    averaged = averaged_classes(evaluation.confusion, with_reject=with_reject)
    return counts.micro_f1(), counts.macro_f1(averaged)


def _without_reject(
    corpus: LabelledCorpus, confusion: ConfusionCounts, losses: NDArray[np.floating]
) -> Overall | None:
    if corpus.reject_code is None:
        return None
    kept = corpus.codes != corpus.reject_code
    weights = None if corpus.weights is None else corpus.weights[kept]
    return overall(confusion, losses[kept], with_reject=False, weights=weights)


def _estimated(
    evaluation: Evaluation,
    corpus: LabelledCorpus,
    resamples: Resamples,
    figures: Overall,
    with_reject: bool,
) -> Overall:
    """Replace micro- and macro-F1 by themselves with intervals."""
    micro, macro = resampled_f1(evaluation, corpus, resamples, with_reject=with_reject)
    return replace(
        figures,
        micro_f1=percentile_estimate(figures.micro_f1.value, micro),
        macro_f1=percentile_estimate(figures.macro_f1.value, macro),
    )
