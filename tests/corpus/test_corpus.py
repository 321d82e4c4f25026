import numpy as np

from analysis.corpus.corpus import make_corpus, make_labelled_corpus

TEXTS, LABELS = ["x", "y", "z", "w"], ["b", "a", "b", "B"]


def test_classes_are_sorted_and_codes_point_to_them():
    corpus = make_labelled_corpus(TEXTS, LABELS)
    assert corpus.classes == ("B", "a", "b")
    assert [corpus.classes[code] for code in corpus.codes] == LABELS
    assert corpus.codes.dtype == np.int32
    assert list(corpus.support) == [1, 1, 2]


def test_the_reject_class_can_be_changed_and_taken_away():
    corpus = make_labelled_corpus(TEXTS, LABELS, reject_class="a")
    assert corpus.reject_code == 1
    assert corpus.with_reject_class("b").reject_code == 2
    assert corpus.with_reject_class(None).reject_code is None


def test_a_reordered_corpus_has_the_same_classes():
    order = np.random.default_rng(0).permutation(4)
    texts, labels = np.array(TEXTS, dtype=object), np.array(LABELS, dtype=object)
    corpus = make_labelled_corpus(texts[order], labels[order])
    assert corpus.classes == make_labelled_corpus(texts, labels).classes


def test_ids_and_clusters_are_kept_or_absent():
    for corpus in (
        make_corpus(TEXTS, ids=list("1234")),
        make_labelled_corpus(TEXTS, LABELS, ids=list("1234")),
    ):
        assert (list(corpus.ids), corpus.clusters) == (list("1234"), None)
        assert corpus.n_documents == 4
