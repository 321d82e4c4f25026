import numpy as np
import pytest

from analysis.explain.vocabulary.separating_terms import separating_terms
from analysis.explain.vocabulary.side_by_side import side_by_side
from analysis.explain.vocabulary.vocabulary import class_vocabulary
from analysis.explain.vocabulary.wording import (
    fit_name,
    listed_words,
    separating_sentence,
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


def test_documents_of_a_word_are_counted_inside_and_elsewhere():
    sentence = word_sentence("w", np.array([1, 1, 2, 3, 3]), 1, "one")
    assert sentence == "'w' is in 5 labelled documents, 2 of 'one' and 3 of 2 other classes."


def test_a_word_of_one_class_alone_and_of_other_classes_alone():
    one = np.array([1])
    assert word_sentence("w", one, 1, "one") == "'w' is in 1 labelled document, 1 of 'one'."
    elsewhere = word_sentence("w", one, 2, "two")
    assert elsewhere == "'w' is in 1 labelled document, none of 'two' and 1 of 1 other class."


def test_words_are_joined_like_a_sentence():
    assert [listed_words(w) for w in (["a"], ["a", "b"], ["a", "b", "c"])] == [
        "a",
        "a and b",
        "a, b and c",
    ]
