from analysis.explain.vocabulary.same_text import documents_reading
from tests.corpora import labelled

CORPUS = labelled(["Red  Flange", "red flange", "bolt"], ["a", "b", "a"])


def test_documents_that_read_the_same_after_normalising_are_found():
    assert documents_reading(CORPUS, " RED flange ").tolist() == [0, 1]


def test_a_text_that_is_no_document_finds_none():
    assert documents_reading(CORPUS, "nut").tolist() == []
