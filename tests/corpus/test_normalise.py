import numpy as np
import pytest

from analysis.corpus.corpus import make_corpus
from analysis.corpus.normalise import equal_groups, identical_groups, normalised_texts


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Ball VALVE", "ball valve"),
        ("  ball \t\nvalve ", "ball valve"),
        ("ball\u00a0valve", "ball valve"),
        ("STRASSE", "straße"),
        ("e\u0301tat", "état"),
        ("ﬁtting ½", "fitting 1⁄2"),
    ],
)
def test_texts_that_count_as_identical(text, same):
    first, second = normalised_texts([text, same])
    assert first == second


@pytest.mark.parametrize(("text", "other"), [("a b", "ab"), ("a\x00b", "a\x00c"), ("NA", "nan")])
def test_texts_that_do_not(text, other):
    assert list(identical_groups([text, other])) == [0, 1]


def test_groups_count_from_zero_in_order_of_first_appearance():
    groups = identical_groups(["b", "a", "B", "", " ", "nan", "None", "a"])
    assert list(groups) == [0, 1, 0, 2, 2, 3, 4, 1]
    assert groups.dtype == np.int64


def test_a_corpus_groups_like_the_function():
    texts = ["b", "a", "B", "", " "]
    corpus = make_corpus(texts)
    assert np.array_equal(corpus.identical_groups, identical_groups(texts))
    assert np.array_equal(corpus.identical_groups, equal_groups(corpus.normalised_texts))
    assert corpus.normalised_texts is corpus.normalised_texts
