from dataclasses import replace

import pytest

from analysis.explain.learnability.learnability import learnability
from analysis.explain.learnability.learnability_wording import (
    class_gain_sentence,
    curve_sentence,
    doubling_sentence,
    marks_sentence,
    needed_sentence,
)
from tests.explain.learnability.test_more_labels import CORPUS, learned, simulated

FOUND = learnability(simulated(CORPUS, learned), CORPUS)


def test_doubling_tells_macro_f1_and_how_many_classes_gain_and_of_how_many_nothing_is_known():
    gain = FOUND.macro_f1.gain(2 * CORPUS.n_documents)
    sentence = doubling_sentence(FOUND, CORPUS)
    assert (
        f"expected to add {gain.value:.2f} ({gain.low:.2f} to {gain.high:.2f}) to macro-F1"
        in sentence
    )
    assert "(extrapolated)" in sentence
    assert "for 2 it cannot be said" in sentence
    without = replace(FOUND, classes=FOUND.classes[-1:])
    assert "no class would gain more than 0.1; for 1 it cannot be" in doubling_sentence(
        without, CORPUS
    )


def test_the_marks_are_counted_and_those_left_out_have_their_reason():
    reasons = [curve.reason for curve in FOUND.classes if curve.reason]
    own = sum(curve.basis == "its own curve" for curve in FOUND.classes)
    sentence = marks_sentence(FOUND)
    assert sentence.startswith(f"Drawn: {own} classes along a curve of their own")
    assert f"{CORPUS.n_classes - own - len(reasons)} as the mean of the classes" in sentence
    assert f"Left out, because nothing can be carried on: {len(reasons)} ({reasons[0]}" in sentence
    told = replace(FOUND, classes=FOUND.classes[:1])
    assert marks_sentence(told).startswith("Drawn: 1 class along")
    assert "Left out" not in marks_sentence(told)


def test_the_curve_says_with_how_many_labels_it_was_measured_and_how_far_it_goes():
    sentence = curve_sentence(FOUND, CORPUS)
    assert "65 to 520 of the 650 labels" in sentence
    assert "(2,080) and no further" in sentence
    by_size = curve_sentence(FOUND, CORPUS, by_class_size=True)
    assert "65 to 520 of the 650 labels" in by_size
    assert "the mean of classes with about as many labels" in by_size
    assert "power law" not in by_size


def test_a_class_says_which_curve_it_follows():
    own, pooled, none = FOUND.classes[0], FOUND.classes[3], FOUND.classes[6]
    assert "along its own curve (extrapolated)" in class_gain_sentence("a", own)
    assert "the mean of 2 classes of 25 to 30 labels" in class_gain_sentence("a", pooled)
    assert class_gain_sentence("a", none).startswith(
        "What more labels would add to a cannot be said"
    )


def test_labels_needed_are_reached_told_or_too_many():
    own = FOUND.classes[0]
    assert "with the 400 labels there are" in needed_sentence(own, 0.3)
    assert "would need more than" in needed_sentence(own, 1.0)
    assert needed_sentence(FOUND.classes[6], 0.5) == ""
    ahead = own.extrapolation.at(1.5 * 400).value
    assert "labels (" in needed_sentence(own, round(ahead, 3))
    assert own.most_labels == pytest.approx(4 * 0.8 * 400, abs=1)
