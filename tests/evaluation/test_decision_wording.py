import numpy as np
import pytest

from analysis.decision.calibration import Calibration, reliability
from analysis.decision.settings import CostSettings, DecisionSettings
from analysis.evaluation.decision_wording import (
    by_hand_sentence,
    calibration_sentence,
    odds,
    offset_sentence,
)

CLASSES = ("bad", "bolt", "nut")
PRIOR = np.array([0.9, 0.097, 0.003])


def test_nothing_by_hand_has_no_sentence():
    assert by_hand_sentence(DecisionSettings("equal", 0.5), CLASSES) == ""


def test_everything_by_hand_is_told():
    settings = DecisionSettings(
        "custom",
        custom_prior=((0, 0.5), (1, 0.3), (2, 0.2)),
        offsets=((1, 1.0),),
        costs=CostSettings(0, 0.5, 2.0, ((1, 2, 3.0),)),
        abstain_cost=0.25,
        temperature=1.5,
    )
    assert by_hand_sentence(settings, CLASSES) == (
        "Decisions also rest on scores calibrated at temperature 1.50; class shares of your own; "
        '1 offset, of "bolt"; costs of 0.5 for a good document rejected and 2 for a reject '
        "document accepted; 1 cost of single errors; abstaining at a cost of 0.25."
    )


def test_an_offset_is_told_as_the_evidence_it_asks():
    settings = DecisionSettings(offsets=((2, float(np.log(300 / 17))),))
    assert offset_sentence(CLASSES, PRIOR, 2, 0, settings) == (
        "nut is asked for evidence of 17 to 1 against bad; without its offset, for 300 to 1."
    )
    plain = offset_sentence(CLASSES, PRIOR, 2, 0, DecisionSettings())
    assert plain == "nut is asked for evidence of 300 to 1 against bad."


def test_no_offset_brings_in_a_class_left_out():
    told = offset_sentence(CLASSES, np.array([0, 0.9, 0.1]), 0, 1, DecisionSettings())
    assert told.startswith("bad was left out of training")


@pytest.mark.parametrize(
    ("ratio", "told"), [(300, "300 to 1"), (2.5, "2.5 to 1"), (1, "1 to 1"), (1 / 17, "1 to 17")]
)
def test_odds_are_told_from_the_larger_side(ratio, told):
    assert odds(ratio) == told


@pytest.mark.parametrize(("temperature", "told"), [(1.4, "too sure"), (0.7, "not sure enough")])
def test_calibration_says_which_way_posteriors_are_wrong(temperature, told):
    sure = reliability(np.full(4, 0.9), np.array([True, True, False, False]))
    calibrated = reliability(np.full(4, 0.5), np.array([True, True, False, False]))
    found = calibration_sentence(
        Calibration(
            temperature=temperature,
            before=sure,
            after=calibrated,
            log_loss_before=1.0,
            log_loss_after=0.7,
        )
    )
    assert told in found
    assert "goes from 40 % to 0 %, the log loss from 1.000 to 0.700" in found


def test_calibration_of_weighed_documents_says_so_and_what_they_are_worth():
    posterior, right = np.full(4, 0.9), np.array([True, True, True, False])
    bins = reliability(posterior, right, np.array([1.0, 1.0, 1.0, 3.0]))
    told = calibration_sentence(
        Calibration(
            temperature=1.4, before=bins, after=bins, log_loss_before=1.0, log_loss_after=0.7
        )
    )
    assert told.startswith(
        "The posteriors are too sure: the log loss of the 4 documents, each weighed by what it "
        "stands for (worth 3), is smallest at temperature 1.40."
    )
    assert "goes from 40 % to 40 %" in told
