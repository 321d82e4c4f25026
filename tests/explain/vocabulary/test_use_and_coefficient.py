import numpy as np
import pytest

from analysis.explain.vocabulary.own_words import own_words
from analysis.explain.vocabulary.stability import TermStability
from analysis.explain.vocabulary.stability_wording import difference_sentence, stability_sentence
from analysis.explain.vocabulary.use_and_coefficient import (
    UseAndCoefficient,
    compare_use_and_coefficient,
    over_use,
)
from analysis.model.linear import LinearModel
from tests.explain.models import counts_of, fitted

TERMS = np.array(["own", "shared", "rare", "usual"], dtype=object)
# "rare" is in one document of the class; "shared" is over-used, but the model has no use for it.
COUNTS = counts_of([[30, 30, 1, 20], [1, 5, 0, 70]], [40, 80], TERMS)


def model(coefficients):
    weights = np.array([coefficients, [-each for each in coefficients]], dtype=np.float32)
    return LinearModel(weights, np.zeros(2), TERMS, np.ones(4), np.full(2, 0.5))


def test_words_of_one_statistic_alone_are_told_apart():
    found = compare_use_and_coefficient(model([2.0, -0.5, 1.0, 0.0]), COUNTS, 0)
    assert found.only_over_used.tolist() == ["shared"]
    assert found.only_used.tolist() == ["rare"]


def test_over_use_is_that_of_the_classs_own_words():
    fit = fitted()
    words = own_words(fit.counts, 3)
    np.testing.assert_array_equal(over_use(fit.counts, 3, words.terms), words.z)


def test_a_class_left_out_of_training_uses_no_word():
    fit = fitted(left_out=0)
    found = compare_use_and_coefficient(fit.model, fit.counts, 0)
    assert not len(found.only_used)


@pytest.mark.parametrize(
    ("over_used", "used", "expected"),
    [
        (["a", "b"], [], "Over-used but hardly used by the model: a and b."),
        ([], ["c"], "Used though not over-used: c."),
        (list("abcdefg"), ["x"], "a, b, c, d, e and 2 more; used though not over-used: x."),
        ([], [], "are those that the model uses for it."),
    ],
)
def test_the_difference_is_told_in_words(over_used, used, expected):
    difference = UseAndCoefficient(*(np.array(each, dtype=object) for each in (over_used, used)))
    assert difference_sentence(difference).endswith(expected)


def test_pale_words_are_named():
    stability = TermStability(np.array([1.0, 0.5, 0.2]), np.ones(3), 30)
    told = stability_sentence(TERMS[:3], stability)
    assert told.startswith("In 30 refits on documents drawn anew, 1 of 3 coefficients keep")
    assert "shared and rare are pale" in told


def test_without_a_flip_no_word_is_named_and_without_words_nothing_is_said():
    steady = TermStability(np.ones(2), np.ones(2), 10)
    assert "all 2 coefficients" in stability_sentence(TERMS[:2], steady)
    assert stability_sentence(TERMS[:0], TermStability(np.ones(0), np.ones(0), 10)) is None
