import numpy as np
import pytest
from scipy import sparse

from analysis.explain.vocabulary.term_counts import count_class_terms, share_of_documents
from tests.corpora import long_tailed
from tests.explain.models import TINY, fitted


def test_a_document_counts_once_however_often_it_holds_the_term():
    counts = fitted(TINY).counts
    by_term = dict(zip(counts.terms, counts.counts.toarray().T.tolist(), strict=True))
    assert by_term == {
        "bolt": [0, 2, 1],
        "flange": [2, 0, 0],
        "nut": [0, 0, 1],
        "of": [0, 0, 1],
        "red": [2, 1, 0],
        "the": [1, 1, 1],
    }
    assert counts.support.tolist() == [2, 3, 1]
    assert counts.n_documents == 6
    assert counts.total.tolist() == [3, 2, 1, 1, 3, 3]


def test_counts_are_those_of_a_loop_over_documents():
    corpus = long_tailed()
    run = fitted(corpus)
    expected = np.zeros((corpus.n_classes, len(run.counts.terms)), dtype=int)
    for row, code in zip(run.features.toarray(), corpus.codes, strict=True):
        expected[code] += row != 0
    np.testing.assert_array_equal(run.counts.counts.toarray(), expected)


def test_a_stored_zero_is_no_occurrence():
    features = sparse.csr_matrix(
        (np.array([0.0, 0.5], dtype=np.float32), ([0, 1], [0, 0])), shape=(2, 1)
    )
    counts = count_class_terms(features, np.array([0, 0]), 1, np.array(["t"], dtype=object))
    assert counts.total.tolist() == [1]


def test_a_class_without_documents_keeps_its_empty_row():
    features = sparse.csr_matrix(np.ones((2, 3), dtype=np.float32))
    counts = count_class_terms(features, np.array([0, 2]), 4, np.array(list("xyz"), dtype=object))
    assert counts.support.tolist() == [1, 0, 1, 0]
    assert counts.of_class(1).tolist() == [0, 0, 0]
    assert counts.of_class(2).tolist() == [1, 1, 1]


def test_of_terms_finds_terms_by_name_in_any_order():
    counts = fitted(TINY).counts
    wanted = np.array(["the", "bolt"], dtype=object)
    assert counts.of_terms(wanted).tolist() == [[1, 0], [1, 2], [1, 1]]
    assert counts.of_terms(wanted[:0]).shape == (3, 0)


def test_of_terms_names_the_terms_that_were_not_counted():
    with pytest.raises(ValueError, match=r"2 terms were not counted, such as \['washer', 'cog'\]"):
        fitted(TINY).counts.of_terms(np.array(["washer", "red", "cog"], dtype=object))


def test_a_share_of_no_documents_is_undefined():
    assert np.isnan(share_of_documents(np.array([0, 0]), 0)).all()
    assert share_of_documents(np.array([1, 2]), 4).tolist() == [0.25, 0.5]
