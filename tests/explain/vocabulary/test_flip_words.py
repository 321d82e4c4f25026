import numpy as np
from scipy import sparse

from analysis.explain.vocabulary.flip_words import deciding_words
from analysis.model.linear import LinearModel

TERMS = np.array(["bolt", "nut", "<b>", "of", "m8"], dtype=object)
COEFFICIENTS = np.array([[2, -1, 0, 0, 0.5], [-2, 1, 3, 0, 0.25], [np.nan] * 5], dtype=np.float32)
MODEL = LinearModel(COEFFICIENTS, np.zeros(3), TERMS, np.ones(5), np.array([0.5, 0.5, 0]), 0.0)
TEXTS = sparse.csr_matrix(np.array([[0.5, 0.5, 0.5, 0.5, 0.5], [0, 0, 0, 1, 0], [1, 0, 0, 0, 0]]))


def words(toward, away):
    return deciding_words(MODEL, TEXTS, np.array(toward), np.array(away))


def test_the_strongest_words_come_first_with_what_they_add():
    assert words([0, 0, 0], [1, 1, 1])[0] == "bolt +2.00, <b> −1.50, nut −1.00"
    assert words([1, 1, 1], [0, 0, 0])[2] == "bolt −4.00"


def test_a_document_whose_words_say_nothing_has_none():
    assert words([0, 0, 0], [1, 1, 1])[1] == ""


def test_without_two_decisions_or_without_coefficients_there_is_nothing_to_tell():
    assert words([-1, 0, 2], [0, -1, 0]) == ["", "", ""]


def test_of_many_words_three_are_told_and_equally_strong_ones_in_their_order():
    many = sparse.csr_matrix(np.ones((1, 5)))
    model = LinearModel(
        np.array([[1, 2, 1, 1, 0], [0] * 5], dtype=np.float32),
        np.zeros(2),
        TERMS,
        np.ones(5),
        np.array([0.5, 0.5]),
        0.0,
    )
    told = deciding_words(model, many, np.array([0]), np.array([1]))
    assert told == ["nut +2.00, bolt +1.00, <b> +1.00"]


def test_documents_without_words_keep_their_place():
    texts = sparse.csr_matrix(np.array([[0, 0, 0, 0, 0], [1, 0, 0, 0, 0], [0, 0, 0, 0, 0]]))
    told = deciding_words(MODEL, texts, np.array([0, 0, 0]), np.array([1, 1, 1]))
    assert told == ["", "bolt +4.00", ""]
