import numpy as np
import pytest

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


def test_weights_give_a_corpus_a_fingerprint_of_its_own_and_can_be_taken_away():
    corpus = make_labelled_corpus(TEXTS, LABELS)
    weighted = corpus.with_weights(np.array([0.5, 1.5, 1.0, 1.0]))
    assert weighted.fingerprint != corpus.fingerprint
    assert weighted.fingerprint != corpus.with_weights(np.ones(4)).fingerprint
    assert weighted.with_weights(None).fingerprint == corpus.fingerprint
    np.testing.assert_array_equal(weighted.with_reject_class("a").weights, weighted.weights)


@pytest.mark.parametrize(
    ("chances", "known"), [(None, False), ([0.1, 0.2, np.nan, 0.5], False), ([0.1] * 4, True)]
)
def test_chances_are_known_where_every_document_has_one(chances, known):
    chances = None if chances is None else np.array(chances)
    corpus = make_labelled_corpus(TEXTS, LABELS, selection_probabilities=chances)
    assert corpus.all_chances_known is known


@pytest.mark.parametrize("weights", [[1, 1, 1], [1, 1, 1, 0], [1, 1, 1, np.nan], [1, 1, 1, np.inf]])
def test_weights_must_be_positive_and_one_a_document(weights):
    with pytest.raises(ValueError, match="one positive finite number a document"):
        make_labelled_corpus(TEXTS, LABELS).with_weights(np.array(weights, dtype=float))
