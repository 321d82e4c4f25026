import numpy as np
import pytest

from analysis.decision.priors import evidence_ratio, prior_shift, shifted_logits, target_prior
from analysis.decision.settings import DecisionSettings

LEARNED = DecisionSettings()
PRIOR = np.array([3000, 200, 40, 10]) / 3250
LEFT_OUT = np.array([0.0, 0.8, 0.15, 0.05])


def logits(n=50, n_classes=4, seed=0):
    return np.random.default_rng(seed).normal(scale=3, size=(n, n_classes))


def softmax(z):
    p = np.exp(z - z.max(axis=1, keepdims=True))
    return p / p.sum(axis=1, keepdims=True)


def test_target_prior_as_learned_is_the_training_prior():
    assert target_prior(PRIOR, LEARNED) is PRIOR


def test_equal_target_prior_leaves_out_what_training_left_out():
    np.testing.assert_allclose(
        target_prior(LEFT_OUT, DecisionSettings("equal")), [0, 1 / 3, 1 / 3, 1 / 3]
    )


@pytest.mark.parametrize("tau", [0.0, 0.5, 1.0, 1.5])
def test_learned_priors_shift_nothing(tau):
    assert not prior_shift(PRIOR, DecisionSettings("as-learned", tau)).any()


def test_tau_0_shifts_nothing():
    assert not prior_shift(PRIOR, DecisionSettings("equal", 0.0)).any()


def test_equal_targets_after_balanced_training_shift_nothing():
    uniform = np.full(7, 1 / 7)
    np.testing.assert_allclose(prior_shift(uniform, DecisionSettings("equal")), 0, atol=1e-15)


def test_a_class_left_out_is_not_shifted():
    assert prior_shift(LEFT_OUT, DecisionSettings("equal", 1.5))[0] == 0


def test_the_shift_is_proportional_to_tau():
    half, full = (prior_shift(PRIOR, DecisionSettings("equal", tau)) for tau in (0.5, 1.0))
    np.testing.assert_allclose(2 * half, full)


def test_shift_there_and_back_is_the_identity():
    z = logits()
    there = shifted_logits(z, PRIOR, DecisionSettings("equal"))
    back = there - prior_shift(PRIOR, DecisionSettings("equal"))
    np.testing.assert_allclose(softmax(back), softmax(z), atol=1e-15)


def test_the_full_shift_is_the_prior_correction_of_posteriors():
    z = logits()
    corrected = softmax(z) / PRIOR
    corrected /= corrected.sum(axis=1, keepdims=True)
    shifted = shifted_logits(z, PRIOR, DecisionSettings("equal"))
    np.testing.assert_allclose(softmax(shifted), corrected, rtol=1e-12)


def test_two_classes_agree_with_the_correction_of_king_and_zeng():
    """b0' = b0 - log[((1 - rho) / rho) (ybar / (1 - ybar))] on the log-odds of one class."""
    z, ybar, rho = logits(n_classes=2), 0.9, 0.5
    shifted = shifted_logits(z, np.array([1 - ybar, ybar]), DecisionSettings("equal"))
    log_odds = z[:, 1] - z[:, 0] - np.log((1 - rho) / rho * ybar / (1 - ybar))
    np.testing.assert_allclose(shifted[:, 1] - shifted[:, 0], log_odds)


def test_shifted_logits_keep_their_type():
    z = logits().astype(np.float32)
    assert shifted_logits(z, PRIOR, DecisionSettings("equal")).dtype == np.float32


@pytest.mark.parametrize(
    ("settings", "ratio"),
    [
        (LEARNED, 300),
        (DecisionSettings("equal", 0.0), 300),
        (DecisionSettings("equal", 0.5), 300**0.5),
        (DecisionSettings("equal", 1.0), 1),
        (DecisionSettings("equal", 1.5), 300**-0.5),
    ],
)
def test_evidence_that_10_labels_owe_to_3000(settings, ratio):
    assert evidence_ratio(PRIOR, 3, 0, settings) == pytest.approx(ratio)
    assert evidence_ratio(PRIOR, 0, 3, settings) == pytest.approx(1 / ratio)


def test_evidence_against_a_class_left_out_is_undefined():
    assert np.isnan(evidence_ratio(LEFT_OUT, 1, 0, LEARNED))
