import json
import math

import pytest

from analysis.decision.scenario import balance_of
from analysis.evaluation.aim import Aim
from analysis.evaluation.evaluate import evaluate
from analysis.explain.remedies.recommendation import (
    recommend,
    recommendation_fields,
    recommendation_from_fields,
)
from analysis.explain.remedies.recommendation_wording import (
    describe_scenario,
    expectation_sentence,
    recommendation_sentence,
    steps_frame,
)
from analysis.model.crossfit import deal_folds, train
from analysis.model.features import count_terms
from tests.explain.planted_remedies import only_tokens


@pytest.fixture(scope="module")
def corpus():
    return only_tokens()


@pytest.fixture(scope="module")
def recommended(corpus):
    return recommend(corpus, Aim(), 100)


def figures_of(corpus, scenario):
    settings = scenario.training
    counts = count_terms(corpus.texts, settings.features)
    trained = train(corpus, counts, deal_folds(corpus, settings), settings)
    return evaluate(corpus, trained.out_of_fold, scenario.decision).overall


def test_the_baseline_is_that_of_the_evaluation(corpus, recommended):
    from analysis.decision.scenario import Scenario

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


def test_steps_that_bring_nothing_are_shown_as_such(recommended):
    frame = steps_frame(recommended)
    assert len(frame) == len(recommended.steps)
    assert (frame.loc[frame["step"] == "Tokens", "remark"] == "kept").all()
    assert frame["remark"].isin(["brings nothing", "costs micro-F1"]).any()


def test_it_is_read_back_from_json_as_it_was(corpus, recommended):
    text = json.dumps(recommendation_fields(recommended, corpus.classes))
    read = recommendation_from_fields(json.loads(text), corpus.classes, corpus.reject_code)
    assert read.scenario == recommended.scenario
    assert read.nested == recommended.nested
    assert [step.tried for step in read.steps] == [step.tried for step in recommended.steps]
    untried = [step for step in read.steps if not step.tried]
    assert all(math.isnan(step.gain.macro_f1.value) for step in untried)


def test_it_is_told_in_words(recommended):
    sentence = recommendation_sentence(recommended)
    assert sentence.startswith(f"Macro-F1 goes from {recommended.baseline.macro_f1.value:.3f} to")
    assert "nested; micro-F1 rises from" in sentence
    assert f"of {recommended.n_folds} folds chose the same" in expectation_sentence(recommended)
    assert "letters split from digits" in describe_scenario(recommended.scenario)
