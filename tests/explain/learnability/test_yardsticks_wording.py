import pytest

from analysis.evaluation.intervals import Estimate
from analysis.explain.learnability.identical_texts import LabelConflicts
from analysis.explain.learnability.nearest_neighbour import NearestNeighbour
from analysis.explain.learnability.yardsticks_wording import (
    caveats,
    conflicts_sentence,
    determined_sentence,
    meaning_sentence,
    neighbour_sentence,
    shuffled_sentence,
    signed_percent,
)
from tests.corpora import labelled
from tests.explain.learnability.determined import determined
from tests.explain.learnability.test_more_labels import CORPUS


def test_the_share_determined_is_told_with_its_interval():
    sentence = determined_sentence(determined((0.712, 0.68, 0.734), (0.64, 0.6, 0.68)))
    assert sentence == (
        "The words determine at least 71 % (68 to 73 %) of what there is to know about a "
        "document's class; where every class weighs the same, 64 % (60 to 68 %)."
    )


def test_a_share_that_may_be_none_is_told_as_such_and_stays_negative():
    sentence = determined_sentence(determined((-0.012, -0.03, 0.004), (-0.2, -0.3, -0.1)))
    assert sentence.startswith("The words determine nothing of a document's class that can be")
    assert "−1 % (−3 to 0 %)" in sentence
    assert "−20 % (−30 to −10 %)" in sentence


@pytest.mark.parametrize(
    ("share", "digits", "text"),
    [(0.7234, 0, "72 %"), (-0.002, 1, "−0.2 %"), (-0.0002, 1, "0.0 %"), (1.0, 0, "100 %")],
)
def test_signed_percent(share, digits, text):
    assert signed_percent(share, digits) == text


def test_what_the_share_is_a_share_of():
    sentence = meaning_sentence(determined((0.7, 0.6, 0.8), (0.6, 0.5, 0.7)))
    assert "leave a log loss of 3.60 nats" in sentence
    assert "leaves 1.04" in sentence


def test_the_shuffled_reference_is_told_to_a_tenth_of_a_percent():
    sentence = shuffled_sentence(determined((-0.0001, -0.001, 0.001), (0, 0, 0)))
    assert sentence.endswith("recovers 0.0 % (−0.1 to 0.1 %).")


def test_the_nearest_neighbour_comes_with_how_many_were_asked_and_that_its_bound_is_asymptotic():
    found = NearestNeighbour(Estimate(0.41, 0.4, 0.43), Estimate(0.23, 0.22, 0.24), 5000, 32788)
    sentence = neighbour_sentence(found)
    assert "41 % of 5,000 of 32,788 different texts, drawn by chance" in sentence
    assert "fewer than 23 %" in sentence
    assert "asymptotically only" in sentence


def test_conflicts_say_what_they_rest_on():
    assert "No text occurs twice" in conflicts_sentence(LabelConflicts(0.0, 0, 0), CORPUS)
    sentence = conflicts_sentence(LabelConflicts(0.02, 40, 3), CORPUS)
    assert "40 documents of 650 have a text that occurs more than once" in sentence
    assert "2 % of all documents cannot be decided" in sentence


def test_nothing_is_said_against_an_ordinary_corpus():
    texts = [f"text {i}" for i in range(300)]
    assert caveats(labelled(texts, ["a", "b", "c"] * 100)) == ()


def test_small_corpora_single_texts_and_a_dominating_class_are_warned_of():
    texts = [*(f"text {i}" for i in range(98)), "alone", "one more"]
    found = " ".join(caveats(labelled(texts, ["big"] * 98 + ["x", "y"])))
    assert "100 documents only" in found
    assert "2 classes have a single text" in found
    assert "98 % of the documents are big" in found
    assert "the 2 other documents decide every figure" in found
