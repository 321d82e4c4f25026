import numpy as np
import pytest

from analysis.corpus.corpus import make_corpus, make_labelled_corpus
from analysis.errors import InputError
from analysis.study.corpus_file import read_corpus, read_labelled_corpus, write_corpus

ODD = (
    "",
    " ",
    "emoji 🔩🧑‍🔧",
    "\u05e2\u05d1 \u200f\u062b\u0646 right to left",
    "zero\u200bwidth\ufeff",
    "nul\0inside\0",
    "line\r\nbreak\ttab",
    "=1+1",
    "<b>$x$ :red[x] ![](http://x)",
    "\U0010ffff\ufffe",
    "e\u0301 is not é",
)
ODD_NAMES = ("NA", "None", "null", "nan", "007", "7", "", " ", "True", "🔩", "na\0me")


def same(left, right):
    return left is right is None or left.tolist() == right.tolist()


@pytest.mark.parametrize("with_ids", [True, False])
@pytest.mark.parametrize("with_clusters", [True, False])
def test_odd_texts_survive(tmp_path, with_ids, with_clusters):
    corpus = make_corpus(
        ODD, ids=ODD[::-1] if with_ids else None, clusters=ODD if with_clusters else None
    )
    sha256 = write_corpus(tmp_path / "x.parquet", corpus)
    back = read_corpus(tmp_path / "x.parquet", sha256, corpus.fingerprint)
    assert back.fingerprint == corpus.fingerprint
    assert same(back.texts, corpus.texts)
    assert same(back.ids, corpus.ids)
    assert same(back.clusters, corpus.clusters)
    assert make_corpus(back.texts, ids=back.ids, clusters=back.clusters).fingerprint == (
        corpus.fingerprint
    )


def test_odd_class_names_survive_in_their_order(tmp_path):
    corpus = make_labelled_corpus(ODD, ODD_NAMES, reject_class="None")
    sha256 = write_corpus(tmp_path / "x.parquet", corpus)
    back = read_labelled_corpus(
        tmp_path / "x.parquet", sha256, corpus.fingerprint, corpus.classes, "None"
    )
    assert back.classes == corpus.classes
    assert back.codes.tolist() == corpus.codes.tolist()
    assert back.codes.dtype == np.int32
    assert back.with_reject_class("None").fingerprint == corpus.fingerprint


def test_a_class_without_documents_keeps_its_place(tmp_path):
    corpus = make_labelled_corpus(["x", "y"], ["a", "c"])
    sha256 = write_corpus(tmp_path / "x.parquet", corpus)
    back = read_labelled_corpus(tmp_path / "x.parquet", sha256, "f", ("a", "b", "c"), None)
    assert back.support.tolist() == [1, 0, 1]


def test_an_empty_corpus_survives(tmp_path):
    sha256 = write_corpus(tmp_path / "x.parquet", make_corpus([]))
    assert read_corpus(tmp_path / "x.parquet", sha256, "f").n_documents == 0


def test_arrays_read_can_be_written_to(tmp_path):
    corpus = make_labelled_corpus(["x", "y"], ["a", "b"])
    sha256 = write_corpus(tmp_path / "x.parquet", corpus)
    back = read_labelled_corpus(tmp_path / "x.parquet", sha256, "f", ("a", "b"), None)
    assert back.texts.flags.writeable
    assert back.codes.flags.writeable


def test_half_a_surrogate_pair_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"text: 1 of 3 values.*number 2: 'b\\ud83d'.*UTF-8"):
        write_corpus(tmp_path / "x.parquet", make_corpus(["a", "b\ud83d", "c"]))


@pytest.mark.parametrize(
    "damage", [lambda b: b[:-1], lambda b: b"", lambda b: b[:200] + b"?" + b[201:]]
)
def test_a_damaged_file_is_refused(tmp_path, damage):
    path = tmp_path / "x.parquet"
    sha256 = write_corpus(path, make_corpus(ODD))
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(InputError, match=r"x\.parquet was changed or cut off"):
        read_corpus(path, sha256, "f")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"x\.parquet is missing"):
        read_corpus(tmp_path / "x.parquet", "", "f")


def test_selection_probabilities_survive_with_those_not_known(tmp_path):
    known = np.array([0.1 + 0.2, np.nan, 1.0])
    corpus = make_labelled_corpus(["x", "y", "z"], ["a", "b", "a"], selection_probabilities=known)
    sha256 = write_corpus(tmp_path / "x.parquet", corpus)
    back = read_labelled_corpus(tmp_path / "x.parquet", sha256, "f", ("a", "b"), None)
    np.testing.assert_array_equal(back.selection_probabilities, known)
    assert back.with_reject_class(None).fingerprint == corpus.fingerprint


def test_without_selection_probabilities_there_are_none_in_the_file(tmp_path):
    corpus = make_labelled_corpus(["x", "y"], ["a", "b"])
    sha256 = write_corpus(tmp_path / "x.parquet", corpus)
    back = read_labelled_corpus(tmp_path / "x.parquet", sha256, "f", ("a", "b"), None)
    assert back.selection_probabilities is None
