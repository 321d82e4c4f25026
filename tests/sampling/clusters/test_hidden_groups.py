import numpy as np
import pytest

from analysis.corpus.corpus import make_corpus, make_labelled_corpus
from analysis.progress import Progress
from analysis.sampling.clusters.hidden_groups import (
    HIDDEN_STEPS,
    find_hidden_groups,
    groups_as_arrays,
    groups_from_arrays,
)
from tests.sampling.clusters.test_dense_groups import random_texts

BOLTS, CRANES = ("hex", "bolt", "thread", "zinc"), ("tower", "crane", "jib", "hoist")


def of_words(words, n, seed):
    """Texts of three of the words, each with two that say nothing."""
    rng = np.random.default_rng(seed)
    common = random_texts(n, seed + 1)
    return [" ".join([*rng.choice(words, 3, replace=False), *c.split()[:2]]) for c in common]


@pytest.fixture(scope="module")
def corpora():
    """Bolts and valves have labels; cranes and more bolts hide in the reject class."""
    bad = [*random_texts(300, 0), *of_words(CRANES, 40, 1), *of_words(BOLTS, 25, 2)]
    bolts, valves = of_words(BOLTS, 30, 3), of_words(("ball", "valve", "gate", "seat"), 30, 4)
    names = ["bad"] * len(bad) + ["bolt"] * 30 + ["valve"] * 30
    labelled = make_labelled_corpus([*bad, *bolts, *valves], names, reject_class="bad")
    more = [*of_words(CRANES, 50, 5), *random_texts(200, 6), *of_words(BOLTS, 20, 7)]
    return labelled, make_corpus([*labelled.texts, *more])


@pytest.fixture(scope="module")
def groups(corpora):
    return find_hidden_groups(*corpora, None, Progress(HIDDEN_STEPS))


def words_of(corpora, groups, group):
    texts = corpora[0].texts[groups.label_rows[groups.label_groups == group]]
    return " ".join(texts)


def group_of(corpora, groups, word):
    counts = [words_of(corpora, groups, g).count(word) for g in range(groups.n_groups)]
    return int(np.argmax(counts))


def test_planted_classes_are_found_in_the_reject_class_only(corpora, groups):
    assert groups.n_groups >= 2
    for word, n in (("crane", 40), ("bolt", 25)):
        group = group_of(corpora, groups, word)
        assert (groups.label_groups == group).sum() == pytest.approx(n, abs=0.2 * n)
    assert set(groups.label_rows) == set(np.flatnonzero(corpora[0].codes == 0))


def test_a_group_that_is_like_a_known_class_is_told(corpora, groups):
    bolts, cranes = (group_of(corpora, groups, word) for word in ("bolt", "crane"))
    assert corpora[0].classes[groups.closest[bolts]] == "bolt"
    assert groups.resembles[bolts]
    assert not groups.resembles[cranes]


def test_it_gathers_its_like_among_documents_without_a_label(corpora, groups):
    cranes = group_of(corpora, groups, "crane")
    assert 25 <= groups.gathers[cranes] <= 50


def test_documents_sent_to_the_reject_class_are_searched_too(corpora):
    labelled, unlabelled = corpora
    sent = np.zeros(unlabelled.n_documents, dtype=bool)
    sent[labelled.n_documents :] = True
    found = find_hidden_groups(labelled, unlabelled, sent, Progress(HIDDEN_STEPS))
    assert set(found.corpus_rows) == set(np.flatnonzero(sent))
    cranes = group_of(corpora, found, "crane")
    texts = unlabelled.texts[found.corpus_rows[found.corpus_groups == cranes]]
    assert sum("crane" in text or "jib" in text for text in texts) >= 40


def test_without_a_corpus_the_labels_alone_are_searched(corpora):
    found = find_hidden_groups(corpora[0], None, None, Progress(HIDDEN_STEPS))
    assert found.n_groups >= 2
    assert not found.gathers.any()
    assert not len(found.corpus_rows)


def test_a_random_reject_class_hides_nothing():
    names = ["bad"] * 300 + ["bolt"] * 30
    texts = [*random_texts(300, 9), *of_words(BOLTS, 30, 3)]
    labelled = make_labelled_corpus(texts, names, reject_class="bad")
    found = find_hidden_groups(labelled, None, None, Progress(HIDDEN_STEPS))
    assert found.n_groups == 0
    assert len(found.closest) == len(found.gathers) == 0


def test_arrays_give_the_groups_back(groups):
    back = groups_from_arrays(groups_as_arrays(groups))
    assert back.density_by_chance == groups.density_by_chance
    assert back.n_texts == groups.n_texts
    np.testing.assert_array_equal(back.label_groups, groups.label_groups)
