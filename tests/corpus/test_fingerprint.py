import itertools

import numpy as np
import pytest

from analysis.corpus.columns import guess_columns, labelled_corpus
from analysis.corpus.corpus import make_corpus, make_labelled_corpus
from analysis.corpus.fingerprint import fingerprint
from analysis.corpus.read import read_table
from tests.corpus.files import every_kind

CODES = np.array([0, 1], dtype=np.int32)
FROZEN = "d4bba10ecbd378456d59946e1eba7c214716c69e5b5aaba0e7dcf0362d07d5a6"


def test_every_kind_of_file_gives_the_same_fingerprint(odd_columns):
    tables = [read_table(name, data) for name, data in every_kind(odd_columns).items()]
    corpora = [labelled_corpus(table, guess_columns(table))[0] for table in tables]
    assert len({corpus.fingerprint for corpus in corpora}) == 1
    assert set(corpora[0].classes) == set(odd_columns["label"])


def test_content_that_differs_anywhere_has_another_fingerprint():
    variants = [
        fingerprint(["ab", "c"]),
        fingerprint(["a", "bc"]),
        fingerprint(["abc"]),
        fingerprint(["ab", "c", ""]),
        fingerprint(["c", "ab"]),
        fingerprint(["ab", "C"]),
        fingerprint(["ab", "c\x00"]),
        fingerprint(["ab", "c"], ids=["", ""]),
        fingerprint(["ab", "c"], clusters=["", ""]),
        fingerprint(["ab", "c"], ids=["x", "y"]),
        fingerprint(["ab", "c"], clusters=["x", "y"]),
        fingerprint(["ab", "c"], ids=["x", "y"], clusters=["x", "y"]),
        fingerprint(["ab", "c"], codes=CODES, classes=["x", "y"]),
        fingerprint(["ab", "c"], codes=CODES[::-1], classes=["x", "y"]),
        fingerprint(["ab", "c"], codes=CODES, classes=["xy", ""]),
        fingerprint(["ab", "c"], codes=CODES, classes=["x", "y"], reject_class="x"),
        fingerprint(["ab", "c"], codes=CODES, classes=["x", "y"], reject_class="y"),
    ]
    assert all(a != b for a, b in itertools.combinations(variants, 2))


def test_the_fingerprint_is_that_of_earlier_releases():
    """What is kept on disk is found by it: a change here loses every cached result."""
    assert fingerprint(["größe", "🦄"], codes=CODES, classes=["a", "b"]) == FROZEN


@pytest.mark.parametrize("reject_class", [None, "a", "b"])
def test_another_reject_class_gives_the_fingerprint_of_a_corpus_made_with_it(reject_class):
    made = make_labelled_corpus(["x", "y"], ["a", "b"], reject_class=reject_class)
    changed = make_labelled_corpus(["x", "y"], ["a", "b"]).with_reject_class(reject_class)
    assert changed.fingerprint == made.fingerprint
    assert changed.reject_class == reject_class


def test_lists_and_arrays_give_the_same_fingerprint():
    texts = ["one", "two"]
    assert make_corpus(texts).fingerprint == fingerprint(np.array(texts, dtype=object))
