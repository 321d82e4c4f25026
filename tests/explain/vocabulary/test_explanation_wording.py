import math

import pytest

from analysis.decision.scenario import Scenario
from analysis.decision.settings import CostSettings, DecisionSettings
from analysis.explain.vocabulary.explanation import explain_text
from analysis.explain.vocabulary.explanation_wording import (
    baseline_sentence,
    decision_sentence,
    left_out_sentence,
    odds,
    seen_sentence,
    unknown_sentence,
)
from tests.explain.models import fitted


@pytest.fixture(scope="module")
def plain():
    return fitted()


def test_the_decision_is_told_with_parts_that_add_up(plain):
    explained = explain_text("word1a", plain.model, Scenario(decision=DecisionSettings("equal")))
    parts = explained.against(explained.second)
    sentence = decision_sentence(explained, parts, "x", "y")
    assert f"posterior {explained.posterior.max():.3f}" in sentence
    assert "1 known term" in sentence
    assert "the shift of the decision" in sentence


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (DecisionSettings(temperature=1.5), "calibration"),
        (DecisionSettings(costs=CostSettings(0, 2.0)), "costs"),
        (DecisionSettings(abstain_cost=0.3), "abstaining"),
    ],
)
def test_what_the_parts_leave_out_is_said(decision, words):
    assert words in left_out_sentence(decision)


@pytest.mark.parametrize("decision", [DecisionSettings(), DecisionSettings("equal", 0.5)])
def test_nothing_is_said_where_the_parts_show_all(decision):
    assert left_out_sentence(decision) is None


def test_one_and_many_labelled_documents_with_the_text():
    one = seen_sentence(["a"], ["b"], [0.25])
    assert one.startswith("This is a labelled document. Out of fold: label 'a', decided for 'b'")
    many = seen_sentence(["a"] * 5, ["b"] * 5, [0.25] * 5)
    assert many.startswith("5 labelled documents read so")
    assert "and 2 more" in many


def test_unknown_words_are_listed():
    assert unknown_sentence([]) is None
    assert unknown_sentence(["x"]) == "Unknown to the model, so that it brings nothing: x."
    assert "they bring nothing: x and y" in unknown_sentence(["x", "y"])


@pytest.mark.parametrize(
    ("log_odds", "text"),
    [
        (math.log(300), "300 to 1"),
        (-math.log(300), "1 to 300"),
        (math.log(5.9), "5.9 to 1"),
        (0.0, "1 to 1"),
        (99.0, "more than a million to 1"),
        (-99.0, "1 to more than a million"),
    ],
)
def test_odds_are_read_easily(log_odds, text):
    assert odds(log_odds) == text


def test_the_baseline_is_told_with_its_own_posterior(plain):
    explained = explain_text("word1a common2", plain.model, Scenario())
    posterior = f"{explained.posterior.max():.3f}"
    assert baseline_sentence(explained, "x") == (
        f"The baseline decides for 'x' with posterior {posterior}."
    )
