import numpy as np
import pytest

from analysis.decision.custom_prior import custom_prior
from analysis.decision.decide import decide, posteriors
from analysis.decision.priors import target_prior
from analysis.decision.settings import DecisionSettings
from analysis.errors import InputError

CLASSES = ("bad", "bolt", "nut")
PRIOR = np.array([0.7, 0.2, 0.1])
LOGITS = np.random.default_rng(0).normal(size=(400, 3))


def settings(shares):
    return DecisionSettings(
        "custom", custom_prior=custom_prior(dict(zip(CLASSES, shares, strict=True)), CLASSES)
    )


def test_the_learned_shares_as_custom_prior_change_nothing():
    np.testing.assert_allclose(
        posteriors(LOGITS, PRIOR, settings(PRIOR)), posteriors(LOGITS, PRIOR, DecisionSettings())
    )


def test_shifting_there_and_back_is_the_identity():
    there = settings([0.2, 0.3, 0.5])
    shifted = np.log(posteriors(LOGITS, PRIOR, there))
    back = posteriors(shifted, target_prior(PRIOR, there), settings(PRIOR))
    np.testing.assert_allclose(back, posteriors(LOGITS, PRIOR, DecisionSettings()), rtol=1e-9)


def test_a_class_that_does_not_occur_is_never_decided():
    assert not (decide(LOGITS, PRIOR, settings([0.6, 0.4, 0.0])) == 2).any()


def test_a_class_left_out_of_training_gives_its_share_to_the_others():
    target = target_prior(np.array([0, 0.5, 0.5]), settings([0.6, 0.3, 0.1]))
    np.testing.assert_allclose(target, [0, 0.75, 0.25])


@pytest.mark.parametrize(
    ("shares", "message"),
    [
        ({"bad": 1.0}, '2 of 3 classes have no share, among them "bolt", "nut"'),
        ({"bad": 0.5, "bolt": float("nan"), "nut": 0.5}, "1 of 3 classes have no share"),
        ({"bad": 0.4, "bolt": 0.3, "nut": 0.2, "washer": 0.1}, 'not known, among them "washer"'),
    ],
)
def test_shares_go_with_the_classes(shares, message):
    with pytest.raises(InputError, match=message):
        custom_prior(shares, CLASSES)


@pytest.mark.parametrize(
    ("shares", "message"),
    [
        ([0.5, 0.7, -0.2], r"1 shares are negative or no number, the first of them -0\.2"),
        ([0.5, 0.2, 0.2], r"the shares sum to 0\.9\. They have to sum to 1"),
    ],
)
def test_shares_are_shares(shares, message):
    with pytest.raises(InputError, match=message):
        settings(shares)
