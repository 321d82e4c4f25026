import numpy as np
import pytest

from analysis.explain.vocabulary.log_odds import log_odds_z
from analysis.explain.vocabulary.pair_words import shared_words, words_apart
from tests.explain.models import counts_of, fitted

TERMS = ["pipe", "flange", "bolt", "the", "other"]


def pair():
    return counts_of(
        [[8, 7, 0, 6, 0], [15, 0, 14, 12, 0], [5, 1, 1, 600, 900]],
        support=[10, 20, 1000],
        terms=TERMS,
    )


def test_shared_words_are_in_both_classes_and_rare_elsewhere():
    shown = shared_words(pair(), 0, 1)
    assert shown.terms.tolist() == ["pipe"]
    row = shown.frame().iloc[0]
    assert (row["in_a"], row["in_b"], row["elsewhere"]) == (8, 15, 5)
    assert (row["share_of_a"], row["share_of_b"]) == (0.8, 0.75)


def test_words_apart_run_from_the_first_class_to_the_second():
    shown = words_apart(pair(), 0, 1)
    assert shown.terms[0] == "flange"
    assert shown.terms[-1] == "bolt"
    assert "other" not in shown.terms
    assert (np.diff(shown.z) <= 0).all()


def test_z_is_that_between_the_two_classes():
    counts = pair()
    z = log_odds_z(counts.of_class(0), counts.of_class(1))
    shown = words_apart(counts, 0, 1)
    positions = [TERMS.index(term) for term in shown.terms]
    np.testing.assert_array_equal(shown.z, z[positions])


def test_swapping_the_classes_turns_everything_round():
    run = fitted()
    there = words_apart(run.counts, 1, 4).frame().set_index("term")
    back = words_apart(run.counts, 4, 1).frame().set_index("term").loc[there.index]
    np.testing.assert_array_equal(there["z"], -back["z"])
    np.testing.assert_array_equal(there["in_a"], back["in_b"])
    shared = shared_words(run.counts, 1, 4).terms.tolist()
    assert shared == shared_words(run.counts, 4, 1).terms.tolist()


def test_without_a_third_class_every_common_word_is_shared():
    counts = counts_of([[3, 1], [2, 0]], support=[4, 4], terms=["both", "one"])
    shown = shared_words(counts, 0, 1)
    assert shown.terms.tolist() == ["both"]
    assert shown.elsewhere.tolist() == [0]


def test_a_class_without_documents_shares_nothing():
    counts = counts_of([[3, 1], [0, 0], [1, 1]], support=[4, 0, 2])
    assert shared_words(counts, 0, 1).frame().empty
    assert words_apart(counts, 0, 1).frame()["share_of_b"].isna().all()


def test_a_class_cannot_be_paired_with_itself():
    with pytest.raises(ValueError, match="two different classes are needed, not 1 twice"):
        words_apart(pair(), 1, 1)
