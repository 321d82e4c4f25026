from dataclasses import replace

import numpy as np
import pytest

from analysis.explain.interactions.interactions import Interactions, interactions_from_arrays
from analysis.explain.interactions.interactions_wording import (
    interactions_sentence,
    neighbours_sentence,
    pair_sentence,
    refit_sentence,
)
from analysis.explain.interactions.joint_refit import JointRefit, Saving

CLASSES = ("belt", "seat")
REFIT = JointRefit(0.9, 2, Saving(0.004, 0.001, 0.007), Saving(-0.001, -0.002, 0.001))
FOUND = Interactions(
    first=np.array(["belt", "belt"]),
    second=np.array(["seat", "v"]),
    classes=np.array([1, 0]),
    joint=np.array([1.5, -0.5]),
    gain=np.array([12.0, 3.0]),
    texts=np.array([30, 9]),
    in_class=np.array([20, 1]),
    expected=np.array([8.25, 4.0]),
    rate=np.array([0.001, 0.02]),
    adjacent=np.array([0.9, 0.1]),
    n_pairs=100,
    n_tested=7,
    c=np.array([10.0, 30.0, 10.0]),
    refit=REFIT,
)
NONE = replace(
    FOUND,
    **{
        name: getattr(FOUND, name)[:0]
        for name in (
            "first",
            "second",
            "classes",
            "joint",
            "gain",
            "texts",
            "in_class",
            "expected",
            "rate",
            "adjacent",
        )
    },
)


def test_the_sentence_counts_pairs_and_tells_the_one_that_saves_most():
    told = interactions_sentence(FOUND, CLASSES)
    assert told.startswith("2 pairs of words say more together than apart")
    assert "7, each with a class, were chosen inside the folds" in told
    assert "of 30 different texts with both, 20 are of the class" in told
    assert "the words taken apart predict 8.2." in told


def test_a_pair_that_speaks_against_a_class_is_told_so():
    assert "together speak against 'belt'" in pair_sentence(FOUND, 1, CLASSES)


def test_nothing_found_is_told_with_what_was_looked_at():
    told = interactions_sentence(NONE, CLASSES)
    assert told.startswith("No, as far as these labels tell: of 100 pairs of words in at least")
    assert "7, each with a class, were chosen inside the folds" in told
    none_chosen = interactions_sentence(replace(NONE, n_tested=0), CLASSES)
    assert "at least five different texts, none seemed to." in none_chosen
    assert neighbours_sentence(NONE) is None


def test_no_pair_at_all_is_not_the_same_as_none_that_holds():
    assert "cannot be said" in interactions_sentence(replace(NONE, n_pairs=0), CLASSES)


def test_savings_are_told_with_their_interval_and_chance_is_no_saving():
    told = refit_sentence(FOUND)
    assert "save 0.0040 nats a document (0.0010 to 0.0070)" in told
    assert "neither save nor cost beyond chance (−0.0020 to +0.0010" in told
    assert "C = 10 to 30" in told


def test_costs_are_told_as_costs():
    refit = replace(REFIT, over_words=Saving(-0.004, -0.007, -0.001))
    assert "cost 0.0040 nats" in refit_sentence(replace(FOUND, refit=refit))


def test_without_a_chosen_pair_there_is_nothing_to_say_of_a_refit():
    assert refit_sentence(replace(FOUND, refit=replace(REFIT, n_pairs=0))) is None


def test_neighbours_are_told_from_words_that_stand_apart():
    told = neighbours_sentence(FOUND)
    assert told.startswith("1 pair mostly stands side by side")
    assert told.endswith("1 mostly stands apart.")


@pytest.mark.parametrize(("share", "begins"), [(0.1, "None of them"), (0.9, "All of them")])
def test_where_all_are_of_one_kind_no_zero_is_counted(share, begins):
    told = neighbours_sentence(replace(FOUND, adjacent=np.full(2, share)))
    assert told.startswith(begins)


@pytest.mark.parametrize("found", [FOUND, NONE])
def test_arrays_keep_all_of_it(found):
    again = interactions_from_arrays(found.arrays())
    assert again.refit == found.refit
    assert (again.n_pairs, again.n_tested) == (found.n_pairs, found.n_tested)
    assert again.frame(CLASSES).equals(found.frame(CLASSES))
