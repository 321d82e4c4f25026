import numpy as np

from analysis.explain.vocabulary.term_search import find_terms
from tests.explain.models import counts_of

COUNTS = counts_of([[1, 5, 2, 3]], [5], terms=["flange", "flanges", "Flanged", "bolt"])


def test_the_equal_term_stands_first_then_those_in_most_documents():
    assert find_terms(COUNTS, "FLANGE").tolist() == ["flange", "flanges", "Flanged"]


def test_no_more_terms_than_asked_for():
    assert find_terms(COUNTS, "lang", n_shown=1).tolist() == ["flanges"]


def test_nothing_is_found_by_nothing():
    for sought in ("", "  ", "xyz"):
        assert find_terms(COUNTS, sought).dtype == object
        assert np.size(find_terms(COUNTS, sought)) == 0
