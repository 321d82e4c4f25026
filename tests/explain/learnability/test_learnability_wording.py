import numpy as np
import pytest

from analysis.evaluation.intervals import Estimate
from analysis.explain.learnability.determined import Determined
from analysis.explain.learnability.identical_texts import LabelConflicts
from analysis.explain.learnability.learnability import learnability
from analysis.explain.learnability.learnability_table import learnability_table
from analysis.explain.learnability.learnability_wording import (
    caveats,
    class_gain_sentence,
    conflicts_sentence,
    curve_sentence,
    determined_sentence,
    doubling_sentence,
    labels_said,
    meaning_sentence,
    needed_sentence,
    neighbour_sentence,
    shuffled_sentence,
    signed_percent,
)
from analysis.explain.learnability.nearest_neighbour import NearestNeighbour
from tests.corpora import labelled
from tests.explain.learnability.test_more_labels import CORPUS, learned, simulated

FOUND = learnability(simulated(CORPUS, learned), CORPUS)
NONE = np.full(CORPUS.n_classes, np.nan)


def determined(overall, equal, shares=NONE):
    return Determined(
        overall=Estimate(*overall),
        equal_weight=Estimate(*equal),
        entropy=3.6,
        log_loss=1.04,
        of_class=shares,
        of_class_low=shares - 0.1,
        of_class_high=shares + 0.1,
        within_class=shares,
    )


def test_the_share_determined_is_told_with_its_interval():
    sentence = determined_sentence(determined((0.712, 0.68, 0.734), (0.64, 0.6, 0.68)))
    assert sentence == (
        "The words determine at least 71 % (68 to 73 %) of the class; with every class weighing "
        "the same, 64 % (60 to 68 %)."
    )


def test_a_share_that_may_be_none_is_told_as_such_and_stays_negative():
    sentence = determined_sentence(determined((-0.012, -0.03, 0.004), (-0.2, -0.3, -0.1)))
    assert sentence.startswith(
        "No share of the class that the words determine can be told from none"
    )
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


def test_doubling_tells_macro_f1_and_how_many_classes_gain_and_of_how_many_nothing_is_known():
    gain = FOUND.macro_f1.gain(2 * CORPUS.n_documents)
    sentence = doubling_sentence(FOUND, CORPUS)
    assert (
        f"expected to add {gain.value:.2f} ({gain.low:.2f} to {gain.high:.2f}) to macro-F1"
        in sentence
    )
    assert "(extrapolated)" in sentence
    assert "for 2 there is no curve to carry on" in sentence


def test_the_curve_says_with_how_many_labels_it_was_measured_and_how_far_it_goes():
    sentence = curve_sentence(FOUND, CORPUS)
    assert "65 to 520 of the 650 labels" in sentence
    assert "(2,080) and no further" in sentence


def test_a_class_says_which_curve_it_follows():
    own, pooled, none = FOUND.classes[0], FOUND.classes[3], FOUND.classes[6]
    assert "along its own curve (extrapolated)" in class_gain_sentence("a", own)
    assert "the mean of 2 classes of 25 to 30 labels" in class_gain_sentence("a", pooled)
    assert class_gain_sentence("a", none).startswith(
        "What more labels would add to a cannot be said"
    )


def test_labels_needed_are_reached_told_or_too_many():
    own = FOUND.classes[0]
    assert "with the 400 labels there are" in needed_sentence("a", own, 0.3)
    assert "would need more than" in needed_sentence("a", own, 1.0)
    assert needed_sentence("a", FOUND.classes[6], 0.5) == ""
    ahead = own.extrapolation.at(1.5 * 400).value
    assert "labels (" in needed_sentence("a", own, round(ahead, 3))
    assert labels_said(own) == pytest.approx(4 * 0.8 * 400, abs=1)


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


def test_the_table_tells_both_what_is_determined_and_what_would_be_gained():
    shares = np.linspace(0.9, 0.3, CORPUS.n_classes)
    known = determined((0.7, 0.6, 0.8), (0.6, 0.5, 0.7), shares)
    table = learnability_table(CORPUS, known, FOUND.classes, 0.95)
    assert set(table["class"]) == set(CORPUS.classes)
    row = table.set_index("class").loc["class 0"]
    assert row["determined_interval"] == "0.80 to 1.00"
    assert "more than 1,280" in row["needed_interval"]
    none = table.set_index("class").loc["class 6"]
    assert none["gain_interval"] == none["needed_interval"] == ""
    assert np.isnan(none["needed"])


def test_without_curves_the_table_tells_what_is_determined():
    table = learnability_table(CORPUS, determined((0.7, 0.6, 0.8), (0.6, 0.5, 0.7)), None, 0.5)
    assert list(table) == ["class", "labels", "determined", "within_class", "determined_interval"]
