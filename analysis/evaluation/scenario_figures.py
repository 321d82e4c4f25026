"""The figures that a change of scenario is judged by, with intervals of their differences."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.decision.costs import cost_matrix
from analysis.decision.rejection import ABSTAINED
from analysis.decision.settings import DecisionSettings
from analysis.evaluation.bootstrap import Resamples, percentile_estimate
from analysis.evaluation.comparison import Comparison, with_difference_intervals
from analysis.evaluation.evaluate import Evaluation
from analysis.evaluation.intervals import Estimate

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
    before, after = comparison.baseline, comparison.current
    costs_before, costs_after = _both_costs(comparison, corpus, decision)
    n = float(corpus.n_documents)
    figures = [
        _overall("Micro-F1", "micro_f1", comparison, n),
        _overall("Macro-F1", "macro_f1", comparison),
        _figure(
            "Mean cost",
            float(np.average(costs_before, weights=corpus.weights)),
            float(np.average(costs_after, weights=corpus.weights)),
            n,
        ),
    ]
    reject = corpus.reject_code
    if reject is not None:
        recall, n_reject = before.per_class.recall[reject], float(corpus.support[reject])
        now = after.per_class.recall[reject]
        figures.append(_figure(REJECT_RECALL, float(recall), float(now), n_reject))
    never = len(before.overall.never_predicted), len(after.overall.never_predicted)
    undecided = before.overall.abstained, after.overall.abstained
    return (
        *figures,
        _figure("Never predicted", never[0], never[1]),
        _figure("Not decided", undecided[0], undecided[1]),
    )


def with_figure_intervals(
    figures: tuple[Figure, ...],
    comparison: Comparison,
    corpus: LabelledCorpus,
    decision: DecisionSettings,
    resamples: Resamples,
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

    Returns
    -------
    tuple of Figure
        Two counts have none: classes never predicted and documents not decided are counted,
        not estimated.
    """
    f1 = with_difference_intervals(
        replace(comparison, difference_without_reject=None), corpus, resamples
    ).difference
    before, after = _both_costs(comparison, corpus, decision)
    estimates = {
        "Micro-F1": f1.micro_f1,
        "Macro-F1": f1.macro_f1,
        "Mean cost": resampled_mean(after - before, resamples, corpus.weights),
    }
    if corpus.reject_code is not None:
        right = [
            (e.decided == corpus.codes).astype(float)
            for e in (comparison.baseline, comparison.current)
        ]
        mass = np.ones(corpus.n_documents) if corpus.weights is None else corpus.weights
        estimates[REJECT_RECALL] = resampled_mean(
            right[1] - right[0], resamples, mass * (corpus.codes == corpus.reject_code)
        )
    return tuple(replace(f, difference=estimates.get(f.name, f.difference)) for f in figures)


def resampled_mean(
    values: NDArray[np.floating],
    resamples: Resamples,
    weights: NDArray[np.number] | NDArray[np.bool_] | None = None,
) -> Estimate:
    """Mean over documents with its bootstrap interval.

    Parameters
    ----------
    values : ndarray of float, shape (n_documents,)
    resamples : Resamples
    weights : ndarray of float or bool, shape (n_documents,), optional
        How much each document counts in the mean; all alike if not given.

    Returns
    -------
    Estimate
        nan without documents.
    """
    weights = np.ones(len(values)) if weights is None else weights.astype(float)
    n_groups = len(resamples.times_drawn)
    total, size = (
        np.bincount(resamples.groups, weights=each, minlength=n_groups).astype(np.float32)
        for each in (values * weights, weights)
    )
    if not size.any():
        return Estimate(float("nan"))
    drawn = size @ resamples.times_drawn
    undefined = np.full(len(drawn), np.nan, dtype=np.float32)
    means = np.divide(total @ resamples.times_drawn, drawn, out=undefined, where=drawn > 0)
    return percentile_estimate(float((values * weights).sum() / weights.sum()), means)


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


def figures_frame(figures: tuple[Figure, ...]) -> pd.DataFrame:
    """Return a row for each figure.

    Parameters
    ----------
    figures : tuple of Figure

    Returns
    -------
    DataFrame
        Columns `figure`, `baseline`, `current`, `difference`, `low`, `high`, and `documents`,
        the difference in documents where the figure is a mean over them.
    """
    return pd.DataFrame(
        {
            "figure": [f.name for f in figures],
            "baseline": [f.baseline for f in figures],
            "current": [f.current for f in figures],
            "difference": [f.difference.value for f in figures],
            "low": [f.difference.low for f in figures],
            "high": [f.difference.high for f in figures],
            "documents": [f.difference.value * f.documents for f in figures],
        }
    )


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
