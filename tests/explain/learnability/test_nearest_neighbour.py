import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.neighbors import KNeighborsClassifier

from analysis.explain.learnability import nearest_neighbour as module
from analysis.explain.learnability.nearest_neighbour import nearest_neighbour
from tests.corpora import labelled, long_tailed


def features_of(corpus):
    return TfidfVectorizer(dtype=np.float32).fit_transform(corpus.texts)


def test_the_error_is_that_of_scikit_learns_neighbours():
    rng = np.random.default_rng(0)
    texts = [" ".join(rng.choice([f"w{i}" for i in range(200)], 12)) for _ in range(150)]
    corpus = labelled(texts, rng.choice(["a", "b", "c"], 150))
    features = features_of(corpus)
    wrong = 0
    for row in range(150):
        others = np.arange(150) != row
        model = KNeighborsClassifier(1, metric="cosine").fit(features[others], corpus.codes[others])
        wrong += model.predict(features[row])[0] != corpus.codes[row]
    assert nearest_neighbour(corpus, features).error.value == pytest.approx(wrong / 150)


def test_identical_texts_are_removed_before():
    corpus = labelled(["a1 b1", "A1 B1", "c1 d1", "a1 c1"], ["x", "x", "y", "y"])
    found = nearest_neighbour(corpus, features_of(corpus))
    assert (found.n_texts, found.n_scored) == (3, 3)


def test_a_text_that_shares_no_word_is_decided_for_the_most_frequent_class():
    corpus = labelled(["aa", "bb", "cc"], ["x", "x", "y"])
    assert nearest_neighbour(corpus, features_of(corpus)).error.value == pytest.approx(1 / 3)


def test_only_some_texts_are_scored_where_there_are_many(monkeypatch):
    monkeypatch.setattr(module, "MOST_TEXTS", 50)
    corpus = long_tailed()
    found = nearest_neighbour(corpus, features_of(corpus))
    assert found.n_scored == 50
    assert found.n_texts == len(np.unique(corpus.identical_groups))


@pytest.mark.parametrize(("error", "least"), [(0.0, 0.0), (0.5, 0.5), (0.32, 0.2), (0.9, 0.5)])
def test_the_bound_for_two_classes_is_that_of_cover_and_hart(error, least):
    bound = module._least_error(module.Estimate(error, error, error), 2)
    assert bound.value == pytest.approx(least)
    assert min(error, 0.5) == pytest.approx(2 * least * (1 - least))
