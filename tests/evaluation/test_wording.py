from dataclasses import replace

import numpy as np
import pytest

from analysis.decision.settings import DecisionSettings
from analysis.evaluation.confusion import ConfusionCounts, confusion_counts
from analysis.evaluation.intervals import Estimate
from analysis.evaluation.overall import overall
from analysis.evaluation.per_class import per_class
from analysis.evaluation.wording import (
    class_sentence,
    counted,
    evidence_sentence,
    figure,
    macro_beside_micro_sentence,
    never_predicted_sentence,
    pair_sentence,
    percent,
)

NAN = float("nan")
CLASSES = ("bad", "bolt", "flange")
SUPPORT = np.array([3000, 200, 10])
PRIOR = SUPPORT / SUPPORT.sum()


@pytest.mark.parametrize(
    ("n", "nouns", "told"),
    [
        (0, ("label",), "0 labels"),
        (1, ("label",), "1 label"),
        (3000, ("label",), "3,000 labels"),
        (1, ("class", "classes"), "1 class"),
        (2, ("class", "classes"), "2 classes"),
    ],
)
def test_counted(n, nouns, told):
    assert counted(n, *nouns) == told


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (0, "0 %"),
        (0.0004, "less than 0.1 %"),
        (0.004, "0.4 %"),
        (0.08, "8 %"),
        (0.996, "more than 99 %"),
        (1, "100 %"),
        (NAN, "undefined"),
    ],
)
def test_percent(share, told):
    assert percent(share) == told


@pytest.mark.parametrize(
    ("estimate", "told"),
    [
        (Estimate(0.231, 0.22, 0.243), "0.23 (0.22 to 0.24)"),
        (Estimate(0.5), "0.50"),
        (Estimate(NAN), "undefined"),
    ],
)
def test_figure(estimate, told):
    assert figure(estimate) == told


@pytest.fixture
def figures():
    counts = np.array([[80, 10, 0], [5, 5, 0], [0, 0, 0]])
    return overall(ConfusionCounts(counts, CLASSES), np.ones(100))


@pytest.mark.parametrize(
    ("never", "share", "told"),
    [
        ([], 0.0, "Each of the 133 classes is predicted at least once."),
        ([4], 0.004, "1 of 133 classes is never predicted; it holds 0.4 % of the labels."),
        (range(89), 0.08, "89 of 133 classes are never predicted; they hold 8 % of the labels."),
    ],
)
def test_never_predicted(figures, never, share, told):
    changed = replace(
        figures, classes=133, never_predicted=np.array(never), never_predicted_label_share=share
    )
    assert never_predicted_sentence(changed) == told


def test_macro_beside_micro(figures):
    told = macro_beside_micro_sentence(replace(figures, macro_f1=Estimate(0.23, 0.2, 0.26)))
    assert told == (
        "Micro-F1 0.85: 85 % of the 100 documents are decided rightly. "
        "Macro-F1 0.23 (0.20 to 0.26): the mean F1 of the 2 classes, in which the rarest class "
        "counts as much as the most frequent one."
    )


def test_weighed_figures_say_what_they_are_worth(figures):
    told = macro_beside_micro_sentence(replace(figures, effective_documents=41.4))
    assert "rightly, each weighed by what it stands for (worth 41). Macro" in told


def test_weighed_classes_and_pairs_tell_the_share_beside_the_counts():
    codes, decided = np.array([0, 0, 0, 1]), np.array([0, 1, 1, 1])
    confusion = confusion_counts(codes, decided, ("bad", "nut"), weights=np.array([4.0, 2, 2, 1]))
    told = class_sentence(per_class(confusion), 0)
    assert told.startswith("1 of 3 documents is found (50 % by weight, 95 %: ")
    assert "2 of 3 documents of bad are taken for nut (50 % by weight, " in pair_sentence(
        confusion, 0, 1
    )


@pytest.mark.parametrize(
    ("settings", "end"),
    [
        (DecisionSettings(), "."),
        (DecisionSettings("equal", 0.0), "."),
        (
            DecisionSettings("equal", 0.5),
            "; tau 0.5 asks 17 to 1, as if its errors cost 17 times as much.",
        ),
        (
            DecisionSettings("equal", 1.0),
            "; tau 1 asks 1 to 1, as if its errors cost 300 times as much.",
        ),
    ],
)
def test_evidence(settings, end):
    told = evidence_sentence(CLASSES, SUPPORT, PRIOR, 2, 0, settings)
    assert told == (
        "Against bad, a class with 10 labels to its 3,000 has to bring evidence of 300 to 1" + end
    )


def test_evidence_for_a_class_left_out_of_training():
    prior = np.array([0, 0.9, 0.1])
    told = evidence_sentence(CLASSES, SUPPORT, prior, 2, 0, DecisionSettings())
    assert told == "bad was left out of training, so that nothing is decided for it."


def test_a_pair_is_told_in_both_directions():
    counts = np.array([[2990, 0, 4], [0, 200, 0], [1, 0, 9]])
    told = pair_sentence(ConfusionCounts(counts, CLASSES), 2, 0)
    assert told == (
        "1 of 10 documents of flange is taken for bad (2 % to 40 %); "
        "4 of 2,994 documents of bad are taken for flange (less than 0.1 % to 0.3 %)."
    )


def test_a_pair_with_a_class_without_documents():
    counts = np.array([[5, 0], [0, 0]])
    told = pair_sentence(ConfusionCounts(counts, ("bad", "nut")), 0, 1)
    assert told.endswith("nut has no documents.")
