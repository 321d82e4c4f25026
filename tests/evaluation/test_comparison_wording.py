from dataclasses import replace

import numpy as np
import pytest

from analysis.decision.settings import DecisionSettings
from analysis.evaluation.comparison import compare
from analysis.evaluation.comparison_wording import (
    chance_sentence,
    comparison_sentence,
)
from analysis.evaluation.evaluate import evaluate
from tests.evaluation.scored import scored


@pytest.fixture(scope="module")
def same():
    """225 documents in nine classes, of which three have more than the average of 25."""
    corpus, out_of_fold = scored()
    once = evaluate(corpus, out_of_fold, DecisionSettings())
    return compare(corpus, once, once)


def flipped(same, gained, lost, changed=None, repeat=1):
    """The comparison with other flips, in a corpus that is so many times as large."""
    gained, lost = np.array([*gained, 0, 0, 0, 0, 0]), np.array([*lost, 0, 0, 0, 0, 0])
    figures = replace(same.current.per_class, support=repeat * same.support)
    return replace(
        same,
        current=replace(same.current, per_class=figures),
        changed=int((gained + lost).sum()) if changed is None else changed,
        gained=gained,
        lost=lost,
    )


def test_nothing_changed(same):
    assert comparison_sentence(same) == "Balancing decides every document as the baseline does."


@pytest.mark.parametrize(("changed", "told"), [(1, "1 decision"), (7, "7 decisions")])
def test_changes_that_flip_nothing(same, changed, told):
    assert comparison_sentence(flipped(same, [0] * 4, [0] * 4, changed)) == (
        f"Balancing changes {told}, but none from wrong to right or from right to wrong."
    )


def test_as_many_gained_as_lost(same):
    assert comparison_sentence(flipped(same, [0, 0, 0, 3], [3, 0, 0, 0])) == (
        "Balancing decides as many documents rightly as the baseline, 3 gained and 3 lost: of "
        "all 225 documents, 3 more in the 6 classes with fewer labels than average and 3 fewer "
        "in the 3 others."
    )


def test_a_gain_in_a_small_corpus_is_told_in_its_documents(same):
    told = comparison_sentence(flipped(same, [0, 0, 0, 9], [2, 0, 0, 0]), "Shifting")
    assert told == (
        "Shifting decides 7 more of 225 documents rightly (95 % interval 0 to 14 more): of all 225 "
        "documents, 9 more in the 6 classes with fewer labels than average and 2 fewer in the "
        "3 others."
    )


def test_a_gain_in_a_large_corpus_is_told_per_thousand(same):
    told = comparison_sentence(flipped(same, [0, 0, 0, 1100], [200, 0, 0, 0], repeat=100))
    assert told == (
        "Balancing decides 40 more of 1,000 documents rightly (95 % interval 37 to 43): of all "
        "22,500 documents, 1,100 more in the 6 classes with fewer labels than average and 200 "
        "fewer in the 3 others."
    )


def test_a_loss_is_fewer_and_its_interval_begins_with_the_smaller(same):
    told = comparison_sentence(flipped(same, [0, 0, 0, 0], [900, 0, 0, 0], repeat=100))
    assert told == (
        "Balancing decides 40 fewer of 1,000 documents rightly (95 % interval 37 to 43): of all "
        "22,500 documents, as many in the 6 classes with fewer labels than average and 900 "
        "fewer in the 3 others."
    )


def test_a_gain_below_one_in_a_thousand_is_not_rounded_away(same):
    told = comparison_sentence(flipped(same, [0, 0, 0, 5], [0, 0, 0, 2], repeat=100))
    assert told.startswith(
        "Balancing decides 3 more of 22,500 documents rightly (95 % interval 3 fewer to 9 more)"
    )


@pytest.mark.parametrize(
    ("gained", "told"),
    [
        ([0, 0, 0, 0], "0 of 9 classes differ from the baseline"),
        ([0, 0, 0, 10], "1 of 9 classes differs from the baseline"),
        ([0, 0, 10, 10], "2 of 9 classes differ from the baseline"),
    ],
)
def test_chance(same, gained, told):
    sentence = chance_sentence(flipped(same, gained, [0] * 4))
    assert sentence.startswith(told)
    assert sentence.endswith("each tested at 5 %; fewer than one would by chance alone.")
