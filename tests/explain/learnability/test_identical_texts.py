import pytest

from analysis.explain.learnability.identical_texts import label_conflicts
from tests.corpora import labelled


def test_the_floor_is_what_the_best_label_of_each_text_misses():
    corpus = labelled(["a", "A ", "a", "b", "b", "c"], ["x", "x", "y", "x", "y", "x"])
    found = label_conflicts(corpus)
    assert found.floor == pytest.approx(2 / 6)
    assert (found.n_repeated, found.n_conflicting_texts) == (5, 2)


def test_different_texts_tell_nothing():
    found = label_conflicts(labelled(["a", "b", "c"], ["x", "y", "x"]))
    assert (found.floor, found.n_repeated, found.n_conflicting_texts) == (0, 0, 0)
