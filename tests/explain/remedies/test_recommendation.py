import numpy as np
import pytest

from analysis.decision.scenario import Scenario, balance_of
from analysis.evaluation.evaluate import evaluate
from analysis.model.crossfit import deal_folds, train
from analysis.model.features import count_terms


def figures_of(corpus, scenario):
    settings = scenario.training
    counts = count_terms(corpus.texts, settings.features)
    trained = train(corpus, counts, deal_folds(corpus, settings), settings)
    return evaluate(corpus, trained.out_of_fold, scenario.decision).overall


def test_the_baseline_is_that_of_the_evaluation(corpus, recommended):
    expected = figures_of(corpus, Scenario())
    assert recommended.baseline.micro_f1.value == pytest.approx(expected.micro_f1.value)
    assert recommended.baseline.macro_f1.value == pytest.approx(expected.macro_f1.value)


def test_the_scenario_does_out_of_fold_what_is_said_of_it(corpus, recommended):
    found = figures_of(corpus, recommended.scenario)
    assert found.macro_f1.value == pytest.approx(recommended.apparent.macro_f1.value, abs=0.01)


def test_the_switch_can_show_it(recommended):
    assert balance_of(recommended.scenario) in ("off", "in the decision", "in the training")


def test_steps_lead_from_the_baseline_to_the_last_figure(recommended):
    at = recommended.baseline.macro_f1.value
    for step in recommended.steps:
        at += step.gain.macro_f1.value if step.kept else 0.0
        assert step.figures.macro_f1.value == pytest.approx(at)


def test_what_the_fits_did_not_suffice_for_is_named_and_has_no_gain(recommended):
    counts = next(step for step in recommended.steps if step.rung == "Counts")
    assert counts.tried == ()
    assert counts.untried == ("sublinear counts", "terms in at least 2 documents")
    assert np.isnan(counts.gain.macro_f1.value)
    assert not counts.kept
