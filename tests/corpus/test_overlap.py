import numpy as np
import pytest

from analysis.corpus.corpus import make_corpus
from analysis.corpus.overlap import ids_with_other_texts, overlap

UNLABELLED = make_corpus(["alpha", "beta", "gamma", "beta", ""], ids=["1", "2", "3", "4", ""])


def test_documents_are_recognised_by_id():
    labelled = make_corpus(["Beta", "gamma"], ids=["4", "3"])
    assert list(overlap(labelled, UNLABELLED)) == [3, 2]


@pytest.mark.parametrize("ids", [None, ["x", "", "z"]])
def test_documents_without_a_known_id_are_recognised_by_normalised_text(ids):
    labelled = make_corpus([" BETA ", "ｇamma", "delta"], ids=ids)
    assert list(overlap(labelled, UNLABELLED)) == [1, 2, -1]


def test_empty_documents_and_empty_ids_are_never_recognised():
    labelled = make_corpus(["", " "], ids=["", ""])
    assert list(overlap(labelled, UNLABELLED)) == [-1, -1]


def test_an_id_counts_although_its_text_was_corrected():
    labelled = make_corpus(["alpha", "beta", "gammma"], ids=["1", "2", "3"])
    assert list(overlap(labelled, UNLABELLED)) == [0, 1, 2]
    finding = ids_with_other_texts(labelled, UNLABELLED)
    assert (finding.severity, finding.count, finding.offenders) == ("warning", 1, ("3",))


def test_ids_that_number_each_file_on_its_own_do_not_count():
    labelled = make_corpus(["gamma", "alpha", "delta"], ids=["1", "2", "3"])
    assert list(overlap(labelled, UNLABELLED)) == [2, 0, -1]
    finding = ids_with_other_texts(labelled, UNLABELLED)
    assert (finding.code, finding.severity) == ("ids-with-other-texts", "problem")
    assert "recognised by their text" in finding.message


def test_nothing_is_said_of_ids_that_agree_or_are_absent():
    assert ids_with_other_texts(make_corpus(["ALPHA"], ids=["1"]), UNLABELLED) is None
    assert ids_with_other_texts(make_corpus(["other"]), UNLABELLED) is None


def test_a_corpus_overlaps_itself_row_by_row():
    texts = [f"text {i}" for i in range(100)]
    assert np.array_equal(overlap(make_corpus(texts), make_corpus(texts)), np.arange(100))
