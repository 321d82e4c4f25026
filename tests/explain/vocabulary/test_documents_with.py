import numpy as np
import pytest
from scipy import sparse

from analysis.corpus.corpus import make_corpus
from analysis.explain.vocabulary.documents_with import (
    class_first,
    documents_counting,
    documents_with,
)
from analysis.model.features import count_terms
from analysis.model.settings import FeatureSettings
from tests.explain.models import TINY, fitted


def test_rows_are_those_of_the_documents_that_hold_the_term():
    run = fitted(TINY)
    for term in run.model.terms:
        expected = [row for row, text in enumerate(TINY.texts) if term in text.split()]
        assert documents_with(run.features, run.model.terms, term).tolist() == expected


def test_an_unknown_term_is_in_no_document():
    run = fitted(TINY)
    assert documents_with(run.features, run.model.terms, "washer").size == 0
    assert documents_with(run.features, run.model.terms, "").size == 0


def test_a_stored_zero_is_no_occurrence():
    features = sparse.csr_matrix(
        (np.array([0.0, 0.5], dtype=np.float32), ([0, 1], [0, 0])), shape=(2, 1)
    )
    assert documents_with(features, np.array(["t"], dtype=object), "t").tolist() == [1]


def test_the_documents_of_a_class_come_first_and_keep_their_order():
    rows, codes = np.array([5, 1, 3, 2]), np.array([9, 0, 1, 0, 9, 0])
    assert class_first(rows, codes, 0).tolist() == [5, 1, 3, 2]
    assert class_first(rows, codes, 1).tolist() == [2, 5, 1, 3]


ODD_TEXTS = ["Red FLANGE dn50", "flange-plate", "flanges", "", "red  bolt", "red. Bolt!", "a␣b"]


@pytest.mark.parametrize(
    "settings",
    [
        FeatureSettings(word_ngrams=(1, 2)),
        FeatureSettings(split_letters_digits=True),
        FeatureSettings(kind="words+characters", character_ngrams=(2, 3)),
    ],
    ids=["word pairs", "letters apart from digits", "characters"],
)
def test_a_corpus_without_features_is_searched_for_a_term_as_a_model_counts_it(settings):
    corpus = make_corpus(ODD_TEXTS)
    counted = count_terms(corpus.texts, settings)
    assert len(counted.terms) > 6
    for term in counted.terms:
        expected = documents_with(counted.counts, counted.terms, term)
        assert documents_counting(corpus, term, settings).tolist() == expected.tolist()


def test_a_term_of_which_no_text_holds_the_letters_is_nowhere():
    assert documents_counting(make_corpus(ODD_TEXTS), "washer", FeatureSettings()).size == 0
