import math

import numpy as np
import pytest

from analysis.decision.scenario import Scenario
from analysis.decision.settings import CostSettings, DecisionSettings
from analysis.explain.vocabulary.explanation import explain_text
from analysis.explain.vocabulary.separating_terms import separating_terms
from analysis.explain.vocabulary.side_by_side import side_by_side
from analysis.explain.vocabulary.vocabulary import class_vocabulary
from analysis.explain.vocabulary.wording import (
    baseline_sentence,
    decision_sentence,
    fit_name,
    left_out_sentence,
    listed_words,
    odds,
    seen_sentence,
    separating_sentence,
    unknown_sentence,
    unstable_sentence,
    vocabulary_sentence,
    word_sentence,
)
from tests.explain.models import fitted


@pytest.fixture(scope="module")
def plain():
    return fitted()


@pytest.fixture(scope="module")
def balanced():
    return fitted(class_weight="balanced")


def test_the_answer_names_the_strongest_words_and_counts_the_masked_ones(plain, balanced):
    shown = class_vocabulary(plain.model, plain.counts, 5)
    fits = side_by_side(plain.model, balanced.model, plain.counts, 5, 20)
    sentence = vocabulary_sentence("class 5", shown, fit_name("none"), fits)
    for term in shown.terms[:3]:
        assert term in sentence
    assert sentence.startswith("For 'class 5' (10 labels) the words that speak most are ")
    masked = int(fits.masked.sum())
    assert (f"; {masked} of the" in sentence) == bool(masked)


def test_a_class_left_out_of_training_has_no_words_to_tell():
    model = fitted(left_out=0)
    shown = class_vocabulary(model.model, model.counts, 0)
    assert "left out of training" in vocabulary_sentence("bad", shown, "plain fit")


def test_words_that_separate_are_told_for_both_sides(plain):
    shown = separating_terms(plain.model, plain.counts, 1, 2, 5)
    sentence = separating_sentence("one", "two", shown, "plain fit")
    assert "for 'one' (51 labels)" in sentence
    assert "for 'two' (34 labels)" in sentence
    assert str(shown.terms[shown.differences.argmax()]) in sentence
    assert str(shown.terms[shown.differences.argmin()]) in sentence


def test_few_labels_are_called_unstable():
    assert unstable_sentence("a", 30) is None
    assert "'a' has 29 labels, fewer than 30" in unstable_sentence("a", 29)
    assert "'a' has 1 label, fewer than 30" in unstable_sentence("a", 1)


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
        (DecisionSettings(), None),
        (DecisionSettings("equal", 0.5), None),
        (DecisionSettings(temperature=1.5), "calibration"),
        (DecisionSettings(costs=CostSettings(0, 2.0)), "costs"),
        (DecisionSettings(abstain_cost=0.3), "abstaining"),
    ],
)
def test_what_the_parts_leave_out_is_said(decision, words):
    sentence = left_out_sentence(decision)
    assert (sentence is None) if words is None else (words in sentence)


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


def test_documents_of_a_word_are_counted_inside_and_elsewhere():
    sentence = word_sentence("w", np.array([1, 1, 2, 3, 3]), 1, "one")
    assert sentence == "'w' is in 5 labelled documents, 2 of 'one' and 3 of 2 other classes."


def test_a_word_of_one_class_alone_and_of_other_classes_alone():
    one = np.array([1])
    assert word_sentence("w", one, 1, "one") == "'w' is in 1 labelled document, 1 of 'one'."
    elsewhere = word_sentence("w", one, 2, "two")
    assert elsewhere == "'w' is in 1 labelled document, none of 'two' and 1 of 1 other class."


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


def test_words_are_joined_like_a_sentence():
    assert [listed_words(w) for w in (["a"], ["a", "b"], ["a", "b", "c"])] == [
        "a",
        "a and b",
        "a, b and c",
    ]


def test_the_baseline_is_told_with_its_own_posterior(plain):
    explained = explain_text("word1a common2", plain.model, Scenario())
    posterior = f"{explained.posterior.max():.3f}"
    assert baseline_sentence(explained, "x") == (
        f"The baseline decides for 'x' with posterior {posterior}."
    )
