import math
from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import f1_score

from analysis.decision.settings import CostSettings, DecisionSettings
from analysis.evaluation.bootstrap import resample_groups
from analysis.evaluation.comparison import compare
from analysis.evaluation.evaluate import evaluate
from analysis.evaluation.scenario_figures import (
    document_costs,
    resampled_decisions,
    scenario_figures,
    with_figure_intervals,
)
from tests.evaluation.scored import scored

DECISION = DecisionSettings("equal", 0.5, costs=CostSettings(0, 0.5, 3.0), abstain_cost=0.4)
ESTIMATED = ("Micro-F1", "Macro-F1", "Mean cost", "Reject recall")
N_RESAMPLES = 40


@pytest.fixture(scope="module")
def case():
    corpus, out_of_fold = scored(strength=2.0)
    both = [evaluate(corpus, out_of_fold, each) for each in (DecisionSettings(), DECISION)]
    comparison = compare(corpus, *both)
    return corpus, comparison, scenario_figures(comparison, corpus, DECISION)


def estimated(figures, comparison, corpus):
    resamples = resample_groups(corpus.identical_groups, N_RESAMPLES)
    counts = resampled_decisions(comparison.baseline, corpus, resamples)
    return with_figure_intervals(figures, comparison, corpus, DECISION, resamples, counts)


def one_by_one(evaluation, corpus):
    """The figures of an evaluation in each resample, on documents repeated as often as drawn."""
    resamples = resample_groups(corpus.identical_groups, N_RESAMPLES)
    mass = np.ones(corpus.n_documents) if corpus.weights is None else corpus.weights
    times = mass[:, None] * resamples.times_drawn[resamples.groups]
    costs = document_costs(evaluation, corpus, DECISION)
    right, rejects = evaluation.decided == corpus.codes, corpus.codes == corpus.reject_code
    # A class that a resample does not hold is left out of its mean.
    labels = list(range(corpus.n_classes))
    options = {"labels": labels, "average": "macro", "zero_division": np.nan}
    macro = [
        f1_score(corpus.codes, evaluation.decided, sample_weight=each, **options)
        for each in times.T
    ]
    return {
        "Micro-F1": right @ times / times.sum(axis=0),
        "Macro-F1": np.array(macro),
        "Mean cost": costs @ times / times.sum(axis=0),
        "Reject recall": (right & rejects) @ times / (rejects @ times),
    }


def named(figures, name):
    return next(figure for figure in figures if figure.name == name)


def test_costs_are_those_of_each_decision_by_a_table_of_prices(case):
    corpus, comparison, figures = case
    prices = np.ones((corpus.n_classes, corpus.n_classes))
    prices[:, 0], prices[0] = 0.5, 3.0
    np.fill_diagonal(prices, 0.0)
    # Code -1, where nothing is decided, reads the last column.
    prices = np.column_stack([prices, np.full(corpus.n_classes, 0.4)])
    expected = prices[corpus.codes, comparison.current.decided].mean()
    assert named(figures, "Mean cost").current == pytest.approx(expected)


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
    found = estimated(figures, comparison, corpus)
    for name in ESTIMATED:
        estimate = named(found, name).difference
        assert estimate.low <= estimate.value <= estimate.high
        assert estimate.value == pytest.approx(named(figures, name).difference.value)
    assert math.isnan(named(found, "Never predicted").difference.low)


def test_a_scenario_against_itself_differs_by_nothing(case):
    corpus, comparison, _ = case
    same = compare(corpus, comparison.current, comparison.current)
    found = estimated(scenario_figures(same, corpus, DECISION), same, corpus)
    for name in ESTIMATED:
        difference = named(found, name).difference
        assert (difference.value, difference.low, difference.high) == (0, 0, 0)


@pytest.mark.parametrize("weights", [None, np.random.default_rng(0).lognormal(size=22_500)])
def test_both_scenarios_are_scored_on_the_same_resamples(case, weights):
    corpus, comparison, figures = case
    corpus = corpus if weights is None else corpus.with_weights(weights[: corpus.n_documents])
    found = estimated(figures, comparison, corpus)
    draws = [one_by_one(each, corpus) for each in (comparison.baseline, comparison.current)]
    for name in ESTIMATED:
        difference = named(found, name).difference
        expected = np.nanpercentile(draws[1][name] - draws[0][name], [2.5, 97.5])
        assert (difference.low, difference.high) == pytest.approx(tuple(expected), abs=1e-5)


def test_a_paired_interval_is_narrower_than_two_apart(case):
    corpus, comparison, figures = case
    paired = named(estimated(figures, comparison, corpus), "Micro-F1").difference
    spread = [
        one_by_one(each, corpus)["Micro-F1"].var()
        for each in (comparison.baseline, comparison.current)
    ]
    assert paired.high - paired.low < 2 * 1.96 * np.sqrt(sum(spread))


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
    figures = {figure.name: figure for figure in case[2]}
    micro = figures["Micro-F1"]
    assert micro.difference.value * micro.documents == pytest.approx(case[1].flips().net)
    assert math.isnan(figures["Macro-F1"].documents)
