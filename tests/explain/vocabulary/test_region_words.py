import numpy as np

from analysis.explain.vocabulary import region_words as module
from analysis.explain.vocabulary.log_odds import log_odds_z
from analysis.explain.vocabulary.region_words import region_words

TEXTS = np.array(["bolt steel"] * 30 + ["nut steel"] * 50 + ["!"], dtype=object)


def test_words_of_the_region_come_first_with_their_counts():
    found = region_words(TEXTS, np.arange(30))
    assert found.words.terms.tolist() == ["bolt"]
    assert found.words.in_class.tolist() == [30]
    assert found.words.elsewhere.tolist() == [0]
    assert (found.n_read, found.n_rest_read) == (30, 51)


def test_the_statistic_is_that_of_the_counts():
    inside, rest = np.array([30, 0, 30]), np.array([0, 50, 50])
    found = region_words(TEXTS, np.arange(30))
    assert found.words.z[0] == log_odds_z(inside, rest)[0]


def test_more_documents_than_are_read_are_sampled_and_told(monkeypatch):
    monkeypatch.setattr(module, "DOCUMENTS_READ", 10)
    found = region_words(TEXTS, np.arange(30))
    assert (found.n_read, found.n_rest_read) == (10, 10)
    again = region_words(TEXTS, np.arange(30))
    np.testing.assert_array_equal(found.words.terms, again.words.terms)


def test_a_region_of_everything_has_no_words_of_its_own():
    assert len(region_words(TEXTS, np.arange(len(TEXTS))).words.terms) == 0
