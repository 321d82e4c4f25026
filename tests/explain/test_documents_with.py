import numpy as np
from scipy import sparse

from analysis.explain.documents_with import documents_with
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
