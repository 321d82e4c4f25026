import numpy as np
import pytest

from analysis.decision.decide import decide
from analysis.decision.offsets import class_offsets, with_offset
from analysis.decision.priors import evidence_ratio
from analysis.decision.settings import DecisionSettings

PRIOR = np.array([3000, 200, 40, 10]) / 3250


def test_classes_without_an_offset_keep_their_logit():
    np.testing.assert_array_equal(class_offsets(((2, 1.5),), 4), [0, 0, 1.5, 0])


def test_an_offset_is_set_changed_and_taken_out():
    offsets = with_offset(with_offset((), 3, 2.0), 1, -1.0)
    assert offsets == ((1, -1.0), (3, 2.0))
    assert with_offset(offsets, 3, 0.0) == ((1, -1.0),)


def test_offsets_of_minus_the_log_prior_are_equal_priors():
    logits = np.random.default_rng(0).normal(scale=3, size=(500, 4))
    by_hand = DecisionSettings(offsets=tuple(enumerate(-np.log(PRIOR))))
    np.testing.assert_array_equal(
        decide(logits, PRIOR, by_hand), decide(logits, PRIOR, DecisionSettings("equal"))
    )


def test_an_offset_of_log_2_halves_the_evidence_asked():
    doubled = DecisionSettings(offsets=((3, float(np.log(2))),))
    assert evidence_ratio(PRIOR, 3, 0, doubled) == pytest.approx(150)
