from itertools import combinations

import numpy as np
import pytest

from analysis.explain.interactions.word_incidence import adjacent_share, word_incidence
from analysis.model.settings import FeatureSettings
from tests.corpora import labelled

WORDS = FeatureSettings()


def drawn(seed):
    rng = np.random.default_rng(seed)
    texts = [" ".join(f"w{i}" for i in rng.integers(0, 8, size=3)) for _ in range(80)]
    return labelled(texts, ["a", "b"] * 40)


@pytest.mark.parametrize("seed", range(3))
def test_pairs_are_those_of_brute_force_over_different_texts(seed):
    corpus = drawn(seed)
    found = word_incidence(corpus, WORDS, 4)
    held = [set(text.split()) for text in corpus.texts[found.rows]]
    words = sorted(set().union(*held))
    texts = {
        pair: [i for i, each in enumerate(held) if each >= set(pair)]
        for pair in combinations(words, 2)
    }
    expected = {pair: rows for pair, rows in texts.items() if len(rows) >= 4}
    columns = {found.pair(column): column for column in range(found.n_pairs)}
    assert columns.keys() == expected.keys()
    for pair, column in columns.items():
        assert sorted(found.pairs[:, [column]].indices) == expected[pair]
        both = np.intersect1d(*found.texts_with(column))
        np.testing.assert_array_equal(both, expected[pair])


def test_a_text_that_comes_twice_counts_once():
    corpus = labelled(["salt pepper"] * 5 + ["pepper salt"], ["a", "b"] * 3)
    assert len(word_incidence(corpus, WORDS, 1).rows) == 2
    assert word_incidence(corpus, WORDS, 3).n_pairs == 0


def test_neighbours_are_counted_in_either_order():
    texts = np.array(["salt pepper", "pepper salt oil", "salt and pepper"], dtype=object)
    assert adjacent_share(texts, ("pepper", "salt"), WORDS) == pytest.approx(2 / 3)
    assert np.isnan(adjacent_share(texts[:0], ("pepper", "salt"), WORDS))
