import re

import numpy as np
import pytest

from analysis.corpus.corpus import make_corpus, make_labelled_corpus
from analysis.corpus.overlap import overlap
from analysis.corpus.recognition import document_sentence, recognise, recognition_sentence

WHOLE = make_corpus(["nut", "bolt", "valve", "flange"], ids=["a", "b", "c", "d"])


def labelled(texts, ids):
    return make_labelled_corpus(texts, ["x", "y"] * (len(texts) // 2), ids=ids)


@pytest.fixture
def mixed():
    """Two found by id, one by its text, one not at all."""
    return recognise(labelled(["bolt", "valve", "NUT", "washer"], ["b", "c", "", "z"]), WHOLE)


def test_rows_are_those_of_the_overlap():
    corpus = labelled(["bolt", "washer"], ["b", "z"])
    np.testing.assert_array_equal(recognise(corpus, WHOLE).rows, overlap(corpus, WHOLE))


def test_it_is_told_by_what_each_was_recognised(mixed):
    np.testing.assert_array_equal(mixed.rows, [1, 2, 0, -1])
    np.testing.assert_array_equal(mixed.by_id, [True, True, False, False])
    assert mixed.n_recognised == 3


def test_the_sentence_counts_both_ways(mixed):
    expected = "3 of the 4 labelled documents were recognised in the unlabelled corpus, 2 by id, "
    assert recognition_sentence(mixed) == f"{expected}1 by text."


@pytest.mark.parametrize(
    ("texts", "ids", "expected"),
    [
        (["bolt", "nut"], ["b", "a"], "All 2 .* by their ids"),
        (["bolt", "nut"], None, "All 2 .* by their texts"),
        (["x", "y"], ["p", "q"], "None of the 2 "),
    ],
)
def test_all_or_none_is_said_so(texts, ids, expected):
    assert re.search(expected, recognition_sentence(recognise(labelled(texts, ids), WHOLE)))


def test_each_document_says_where_it_is(mixed):
    assert document_sentence(mixed, 0).endswith("by its id, in row 2.")
    assert document_sentence(mixed, 2).endswith("by its text, in row 1.")
    assert document_sentence(mixed, 3).startswith("Not recognised")
