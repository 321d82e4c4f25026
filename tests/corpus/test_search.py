import numpy as np
import pytest

from analysis.corpus.corpus import make_corpus, make_labelled_corpus
from analysis.corpus.findings import Finding
from analysis.corpus.search import (
    corpus_frame,
    find_documents,
    searchable_columns,
    where_to_look,
)

TEXTS = ("Hex bolt M8", "hex nut", "(bolt", "12 valves", "STRASSE")


@pytest.fixture
def labelled():
    labels = ("bolt", "nut", "bolt", "valve", "hex bolt")
    return make_labelled_corpus(TEXTS, labels, ids=("1", "2", "12", "3", "4"))


def test_a_text_has_to_hold_what_is_sought_in_any_case(labelled):
    np.testing.assert_array_equal(find_documents(labelled, "BOLT", "text"), [0, 2])


def test_a_label_or_id_has_to_be_equal(labelled):
    np.testing.assert_array_equal(find_documents(labelled, "Bolt", "label"), [0, 2])
    np.testing.assert_array_equal(find_documents(labelled, "1", "id"), [0])


def test_without_a_column_any_may_hold_it(labelled):
    np.testing.assert_array_equal(find_documents(labelled, "12"), [2, 3])
    np.testing.assert_array_equal(find_documents(labelled, "bolt"), [0, 2, 4])


def test_signs_have_no_special_meaning(labelled):
    np.testing.assert_array_equal(find_documents(labelled, "(", "text"), [2])
    assert not len(find_documents(labelled, ".*"))


def test_case_is_folded_as_unicode_says(labelled):
    np.testing.assert_array_equal(find_documents(labelled, "straße"), [4])


def test_nothing_sought_is_found_everywhere(labelled):
    np.testing.assert_array_equal(find_documents(labelled, "", "cluster"), range(5))


def test_a_column_that_is_not_there_holds_nothing(labelled):
    assert not len(find_documents(labelled, "1", "cluster"))


def test_a_frame_shows_all_that_is_known_as_text(labelled):
    frame = corpus_frame(labelled, np.array([3, 0]))
    assert list(frame.columns) == ["text", "label", "id"]
    assert frame.index.tolist() == [3, 0]
    assert frame["label"].tolist() == ["valve", "bolt"]


def test_an_unlabelled_corpus_has_no_label():
    corpus = make_corpus(["a"], clusters=["7"])
    assert list(searchable_columns(corpus)) == ["text", "cluster"]


def test_a_frame_of_nothing_keeps_its_columns(labelled):
    assert list(corpus_frame(labelled, np.array([], dtype=int)).columns) == ["text", "label", "id"]


@pytest.mark.parametrize(
    ("code", "offender", "expected"),
    [
        ("duplicate-documents", "hex nut", ("text", "hex nut")),
        ("long-documents", "a very long te…", ("text", "a very long te")),
        ("small-classes", "valve", ("label", "valve")),
        ("similar-class-names", '"Bolt" / "bolt"', ("label", "Bolt")),
        ("conflicting-labels", "size: m8: bolt / nut", ("text", "size: m8")),
        ("uneven-drawing", "c7: 40 labels, 12 expected", ("cluster", "c7")),
        ("ids-with-other-texts", "A-1", ("id", "A-1")),
    ],
)
def test_an_offender_can_be_looked_up(code, offender, expected):
    finding = Finding(code, "warning", "", "", 1, (offender,))
    assert where_to_look(finding, 0) == expected
