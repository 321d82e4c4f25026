"""The figures that a change of scenario is judged by, with intervals of their differences."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.decision.costs import cost_matrix
from analysis.decision.rejection import ABSTAINED
from analysis.decision.settings import DecisionSettings
from analysis.evaluation.bootstrap import (
    ResampledCounts,
    Resamples,
    percentile_estimate,
    recounted,
    resampled_counts,
    resampled_total,
)
from analysis.evaluation.comparison import Comparison
from analysis.evaluation.evaluate import Evaluation
from analysis.evaluation.intervals import Estimate
from analysis.evaluation.overall import averaged_classes

REJECT_RECALL = "Reject recall"


@dataclass(frozen=True)
class Figure:
    """One figure under both scenarios.

    Parameters
    ----------
    name : str
    baseline, current : float
    difference : Estimate
        Current less baseline; its interval is nan where none was computed.
    documents : float
        Documents that the figure is a mean over; nan where it is none.
    """

    name: str
    baseline: float
    current: float
    difference: Estimate
    documents: float = float("nan")


def scenario_figures(
    comparison: Comparison, corpus: LabelledCorpus, decision: DecisionSettings
) -> tuple[Figure, ...]:
    """Return both scenarios' figures, without the intervals that take long.

    Parameters
    ----------
    comparison : Comparison
    corpus : LabelledCorpus
    decision : DecisionSettings
        Of the current scenario; its costs are held against both.

    Returns
    -------
    tuple of Figure
        Micro-F1, macro-F1, mean cost, where there is a reject class its recall, classes never
        predicted, and documents not decided.
    """
    before, after = comparison.baseline.overall, comparison.current.overall
    never = len(before.never_predicted), len(after.never_predicted)
    return (
        _overall("Micro-F1", "micro_f1", comparison, float(corpus.n_documents)),
        _overall("Macro-F1", "macro_f1", comparison),
        _mean_cost(comparison, corpus, decision),
        *_reject_recall(comparison, corpus),
        _figure("Never predicted", *never),
        _figure("Not decided", before.abstained, after.abstained),
    )


def with_figure_intervals(
    figures: tuple[Figure, ...],
    comparison: Comparison,
    corpus: LabelledCorpus,
    decision: DecisionSettings,
    resamples: Resamples,
    counts: ResampledCounts,
) -> tuple[Figure, ...]:
    """Add the intervals of the differences, both scenarios on the same resamples.

    Parameters
    ----------
    figures : tuple of Figure
        From `scenario_figures`.
    comparison : Comparison
    corpus : LabelledCorpus
    decision : DecisionSettings
    resamples : Resamples
    counts : ResampledCounts
        Of the baseline, from `resampled_decisions`.

    Returns
    -------
    tuple of Figure
        Two counts have none: classes never predicted and documents not decided are counted,
        not estimated.
    """
    both = comparison.baseline, comparison.current
    before, now = (each.decided for each in both)
    after = recounted(counts, corpus.codes, before, now, resamples, weights=corpus.weights)
    averaged = [averaged_classes(each.confusion, with_reject=True) for each in both]
    draws = {
        "Micro-F1": after.micro_f1() - counts.micro_f1(),
        "Macro-F1": after.macro_f1(averaged[1]) - counts.macro_f1(averaged[0]),
        "Mean cost": _resampled_cost(comparison, corpus, decision, resamples) / after.size(),
    }
    if corpus.reject_code is not None:
        code = corpus.reject_code
        draws[REJECT_RECALL] = after.recall(code) - counts.recall(code)
    return tuple(
        replace(f, difference=percentile_estimate(f.difference.value, draws[f.name]))
        if f.name in draws
        else f
        for f in figures
    )


def resampled_decisions(
    evaluation: Evaluation, corpus: LabelledCorpus, resamples: Resamples
) -> ResampledCounts:
    """Count the decisions of a scenario in every resample.

    Parameters
    ----------
    evaluation : Evaluation
    corpus : LabelledCorpus
    resamples : Resamples

    Returns
    -------
    ResampledCounts
    """
    inputs = corpus.codes, evaluation.decided, corpus.n_classes, resamples
    return resampled_counts(*inputs, weights=corpus.weights)


def _resampled_cost(
    comparison: Comparison,
    corpus: LabelledCorpus,
    decision: DecisionSettings,
    resamples: Resamples,
) -> NDArray[np.float32]:
    """What the current scenario costs more than the baseline, in all documents of a resample."""
    before, after = _both_costs(comparison, corpus, decision)
    mass = 1.0 if corpus.weights is None else corpus.weights
    return resampled_total((after - before) * mass, resamples)


def document_costs(
    evaluation: Evaluation, corpus: LabelledCorpus, decision: DecisionSettings
) -> NDArray[np.float64]:
    """Cost of each decision.

    Parameters
    ----------
    evaluation : Evaluation
    corpus : LabelledCorpus
    decision : DecisionSettings
        What errors and abstaining cost; abstaining without a cost counts as an error.

    Returns
    -------
    ndarray of shape (n_documents,)
    """
    costs = cost_matrix(decision.costs, corpus.n_classes)[corpus.codes, evaluation.decided]
    none = 1.0 if decision.abstain_cost is None else decision.abstain_cost
    return np.where(evaluation.decided == ABSTAINED, none, costs)


def _mean_cost(
    comparison: Comparison, corpus: LabelledCorpus, decision: DecisionSettings
) -> Figure:
    costs = _both_costs(comparison, corpus, decision)
    before, now = (float(np.average(each, weights=corpus.weights)) for each in costs)
    return _figure("Mean cost", before, now, float(corpus.n_documents))


def _reject_recall(comparison: Comparison, corpus: LabelledCorpus) -> tuple[Figure, ...]:
    """Recall of the reject class, if there is one."""
    code = corpus.reject_code
    if code is None:
        return ()
    both = comparison.baseline, comparison.current
    before, now = (float(each.per_class.recall[code]) for each in both)
    return (_figure(REJECT_RECALL, before, now, float(corpus.support[code])),)


def _overall(name: str, field: str, comparison: Comparison, n: float = float("nan")) -> Figure:
    before = getattr(comparison.baseline.overall, field).value
    return _figure(name, before, getattr(comparison.current.overall, field).value, n)


def _figure(name: str, baseline: float, current: float, documents: float = float("nan")) -> Figure:
    return Figure(name, baseline, current, Estimate(current - baseline), documents)


def _both_costs(
    comparison: Comparison, corpus: LabelledCorpus, decision: DecisionSettings
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Cost of each decision in the baseline and in the current scenario."""
    return (
        document_costs(comparison.baseline, corpus, decision),
        document_costs(comparison.current, corpus, decision),
    )
