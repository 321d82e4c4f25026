import numpy as np
import pytest
from scipy.stats import fisher_exact

from analysis.explain.vocabulary.own_words import LEVEL, missed_in_spite_of, own_words
from tests.corpora import long_tailed
from tests.explain.models import counts_of, fitted

TERMS = ["flange", "the", "bolt", "filler"]


def flanges(inside=9, elsewhere=2):
    """A class of 10 documents with a word of its own, among 1,000 others."""
    return counts_of(
        [[inside, 6, 0, 4], [elsewhere, 600, 300, 900]], support=[10, 1000], terms=TERMS
    )


def test_the_words_of_a_class_lead_its_list():
    run = fitted()
    for code in range(1, 6):
        shown = own_words(run.counts, code, n_shown=3)
        assert all(term.startswith(f"word{code}") for term in shown.terms)
        assert (np.diff(shown.z) <= 0).all()
        assert (shown.z > 0).all()


def test_every_word_tells_where_it_is():
    shown = own_words(flanges(), 0)
    assert shown.terms[0] == "flange"
    assert shown.usage()[0] == "in 9 of its 10 documents, 2 elsewhere"
    first = shown.frame().iloc[0]
    assert (first["in_class"], first["elsewhere"], first["share_of_class"]) == (9, 2, 0.9)


def test_words_that_the_class_does_not_use_are_not_its_own():
    assert "bolt" not in own_words(flanges(), 0).terms


def test_a_class_without_documents_has_no_words():
    counts = counts_of([[2, 1], [0, 0]], support=[3, 0])
    assert own_words(counts, 1).frame().empty
    assert missed_in_spite_of(counts, 1, 0) is None


def test_a_class_with_one_document_shows_its_words():
    shown = own_words(counts_of([[1, 1, 0], [0, 40, 90]], support=[1, 100]), 0)
    assert shown.usage() == (
        "in 1 of its 1 documents, 0 elsewhere",
        "in 1 of its 1 documents, 40 elsewhere",
    )


def test_a_corpus_of_one_class_has_no_elsewhere():
    counts = counts_of([[2, 1]], support=[3])
    assert own_words(counts, 0).elsewhere.tolist() in ([0, 0], [0], [])
    assert missed_in_spite_of(counts, 0, 0) is None


def test_a_missed_class_names_the_word_that_should_have_told_it():
    assert missed_in_spite_of(flanges(), 0, 0) == (
        "0 of 10 found, although 'flange' is in 9 of them and in 2 documents elsewhere"
    )
    assert "and in 1 document elsewhere" in missed_in_spite_of(flanges(elsewhere=1), 0, 0)
    assert "and in no documents elsewhere" in missed_in_spite_of(flanges(elsewhere=0), 0, 0)


@pytest.mark.parametrize(("n_found", "said"), [(0, True), (4, True), (5, False), (10, False)])
def test_nothing_is_said_of_a_class_that_is_found(n_found, said):
    assert (missed_in_spite_of(flanges(), 0, n_found) is not None) == said


def test_a_common_word_is_not_named_however_much_of_the_class_it_covers():
    counts = counts_of([[9, 9], [900, 850]], support=[10, 1000], terms=["the", "of"])
    assert missed_in_spite_of(counts, 0, 0) is None


def test_the_word_least_likely_by_chance_is_named_not_the_most_common_one():
    table = [[10, 8, 2], [400, 5, 0]]
    counts = counts_of(table, support=[10, 1000], terms=["common", "flange", "rare"])
    _, chance = fisher_exact([[10, 0], [400, 600]], alternative="greater")
    assert 3 * chance < LEVEL
    assert "'flange' is in 8" in missed_in_spite_of(counts, 0, 0)


@pytest.mark.parametrize("inside", range(1, 6))
def test_a_word_is_named_where_fishers_exact_test_says_so(inside):
    counts = counts_of([[inside, 10], [30, 970]], support=[10, 1000])
    _, chance = fisher_exact([[inside, 10 - inside], [30, 970]], alternative="greater")
    assert (missed_in_spite_of(counts, 0, 0) is not None) == (2 * chance < LEVEL)


def test_words_drawn_alike_for_all_classes_are_hardly_ever_named():
    rng = np.random.default_rng(0)
    named = 0
    for _ in range(200):
        documents = rng.random((300, 40)) < 0.1
        table = [documents[:10].sum(axis=0), documents[10:].sum(axis=0)]
        named += missed_in_spite_of(counts_of(table, support=[10, 290]), 0, 0) is not None
    assert named / 200 <= LEVEL


def test_a_word_that_looks_like_markup_is_quoted_as_it_is():
    counts = counts_of([[9, 1], [0, 99]], support=[10, 100], terms=["<b>$x$", "y"])
    assert "'<b>$x$'" in missed_in_spite_of(counts, 0, 0)


def test_the_counts_of_the_long_tail_are_whole():
    corpus = long_tailed()
    run = fitted(corpus)
    shown = own_words(run.counts, 8, n_shown=1)
    holds = np.array([shown.terms[0] in text.split() for text in corpus.texts])
    assert shown.in_class[0] == (holds & (corpus.codes == 8)).sum()
    assert shown.elsewhere[0] == (holds & (corpus.codes != 8)).sum()
