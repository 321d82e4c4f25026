import numpy as np
from scipy import sparse

from analysis.explain.documents_with import class_first, documents_with
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
