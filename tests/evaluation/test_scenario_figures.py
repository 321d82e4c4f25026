import math
from dataclasses import replace

import numpy as np
import pytest

from analysis.decision.settings import CostSettings, DecisionSettings
from analysis.evaluation.bootstrap import resample_groups
from analysis.evaluation.comparison import compare
from analysis.evaluation.evaluate import evaluate
from analysis.evaluation.scenario_figures import (
    document_costs,
    figures_frame,
    resampled_mean,
    scenario_figures,
    with_figure_intervals,
)
from tests.evaluation.scored import scored

DECISION = DecisionSettings("equal", 0.5, costs=CostSettings(0, 0.5, 3.0), abstain_cost=0.4)


@pytest.fixture(scope="module")
def case():
    corpus, out_of_fold = scored(strength=2.0)
    both = [evaluate(corpus, out_of_fold, each) for each in (DecisionSettings(), DECISION)]
    comparison = compare(corpus, *both)
    return corpus, comparison, scenario_figures(comparison, corpus, DECISION)


def named(figures, name):
    return next(figure for figure in figures if figure.name == name)


def test_costs_are_those_of_each_decision_counted_one_by_one(case):
    corpus, comparison, figures = case
    total = 0.0
    for true, decided in zip(corpus.codes, comparison.current.decided, strict=True):
        if decided < 0:
            total += 0.4
        elif true != decided:
            total += 3.0 if true == 0 else 0.5 if decided == 0 else 1.0
    assert named(figures, "Mean cost").current == pytest.approx(total / corpus.n_documents)


def test_weighing_costs_by_calibrated_posteriors_lowers_the_cost():
    corpus, out_of_fold = scored(strength=2.0)
    # Evidence of strength 2 and unit variance is a log-likelihood ratio at temperature 0.5.
    plain = DecisionSettings("as-learned", temperature=0.5)
    priced = replace(plain, costs=CostSettings(0, 0.5, 3.0), abstain_cost=0.4)
    both = [evaluate(corpus, out_of_fold, each) for each in (plain, priced)]
    figures = scenario_figures(compare(corpus, *both), corpus, priced)
    assert named(figures, "Mean cost").difference.value < -0.02


def test_undecided_documents_are_counted(case):
    _, comparison, figures = case
    undecided = int((comparison.current.decided < 0).sum())
    assert named(figures, "Not decided").current == undecided > 0


def test_every_estimated_difference_gets_an_interval_around_it(case):
    corpus, comparison, figures = case
    resamples = resample_groups(corpus.identical_groups)
    found = with_figure_intervals(figures, comparison, corpus, DECISION, resamples)
    for name in ("Micro-F1", "Macro-F1", "Mean cost", "Reject recall"):
        estimate = named(found, name).difference
        assert estimate.low <= estimate.value <= estimate.high
        assert estimate.value == pytest.approx(named(figures, name).difference.value)
    assert math.isnan(named(found, "Never predicted").difference.low)


def test_a_scenario_against_itself_differs_by_nothing(case):
    corpus, comparison, _ = case
    same = compare(corpus, comparison.current, comparison.current)
    resamples = resample_groups(corpus.identical_groups)
    figures = scenario_figures(same, corpus, DECISION)
    found = with_figure_intervals(figures, same, corpus, DECISION, resamples)
    micro = named(found, "Micro-F1").difference
    assert (micro.value, micro.low, micro.high) == (0, 0, 0)


def test_without_a_reject_class_there_is_no_recall_of_it():
    corpus, out_of_fold = scored(reject_class=None)
    evaluation = evaluate(corpus, out_of_fold, DecisionSettings())
    comparison = compare(corpus, evaluation, evaluation)
    figures = scenario_figures(comparison, corpus, DecisionSettings())
    assert "Reject recall" not in [figure.name for figure in figures]


def test_abstaining_without_a_cost_counts_as_an_error(case):
    corpus, comparison, _ = case
    costs = document_costs(comparison.current, corpus, DecisionSettings())
    np.testing.assert_array_equal(costs, comparison.current.decided != corpus.codes)


def test_differences_are_told_in_documents(case):
    frame = figures_frame(case[2]).set_index("figure")
    gained = case[1].flips().net
    assert frame.loc["Micro-F1", "documents"] == pytest.approx(gained)
    assert math.isnan(frame.loc["Macro-F1", "documents"])


def test_a_resampled_mean_covers_its_mean_and_is_undefined_without_documents():
    values = np.random.default_rng(0).normal(size=200)
    resamples = resample_groups(np.arange(200))
    found = resampled_mean(values, resamples)
    assert found.value == pytest.approx(values.mean())
    assert found.low < found.value < found.high
    half = 1.96 * values.std() / math.sqrt(200)
    assert found.high - found.low == pytest.approx(2 * half, rel=0.15)
    assert math.isnan(resampled_mean(values, resamples, np.zeros(200, dtype=bool)).value)
