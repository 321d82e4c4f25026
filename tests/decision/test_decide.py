import numpy as np
import pytest

from analysis.decision.decide import BLOCK_ROWS, decide, decide_and_score, posteriors
from analysis.decision.priors import shifted_logits
from analysis.decision.rejection import ABSTAINED
from analysis.decision.settings import CostSettings, DecisionSettings
from analysis.model.linear import ABSENT_LOGIT

EQUAL = DecisionSettings("equal")
SETTINGS = [DecisionSettings(), DecisionSettings("equal", 0.5), EQUAL]


@pytest.fixture
def prior():
    return np.random.default_rng(1).dirichlet(np.full(9, 0.5))


@pytest.fixture
def logits():
    """More rows than one block holds, and not a multiple of it."""
    rng = np.random.default_rng(0)
    return rng.normal(scale=3, size=(2 * BLOCK_ROWS + 7, 9)).astype(np.float32)


@pytest.mark.parametrize("settings", SETTINGS)
def test_decide_is_the_largest_shifted_logit(logits, prior, settings):
    expected = shifted_logits(logits, prior, settings).argmax(axis=1)
    decided = decide(logits, prior, settings)
    np.testing.assert_array_equal(decided, expected)
    assert decided.dtype == np.int32


def test_equal_targets_decide_for_the_largest_posterior_over_prior(logits, prior):
    z = logits.astype(np.float64)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    np.testing.assert_array_equal(decide(z, prior, EQUAL), (p / prior).argmax(axis=1))


@pytest.mark.parametrize("settings", SETTINGS)
def test_the_decision_has_the_largest_posterior(logits, prior, settings):
    posterior = posteriors(logits, prior, settings)
    decided = decide(logits, prior, settings)
    np.testing.assert_array_equal(
        posterior[np.arange(len(decided)), decided], posterior.max(axis=1)
    )


@pytest.mark.parametrize("settings", SETTINGS)
def test_posteriors_sum_to_one_and_are_the_softmax(logits, prior, settings):
    posterior = posteriors(logits, prior, settings)
    z = shifted_logits(logits.astype(np.float64), prior, settings)
    expected = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(posterior.sum(axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(posterior, expected, rtol=1e-4, atol=1e-9)
    assert posterior.dtype == np.float32


def test_inputs_are_left_as_they_are(logits, prior):
    before = logits.copy()
    decide(logits, prior, EQUAL)
    posteriors(logits, prior, EQUAL)
    np.testing.assert_array_equal(logits, before)


def test_permuting_the_classes_permutes_the_decisions(logits, prior):
    order = np.random.default_rng(2).permutation(9)
    permuted = decide(logits[:, order], prior[order], EQUAL)
    np.testing.assert_array_equal(order[permuted], decide(logits, prior, EQUAL))


@pytest.mark.parametrize("value", [np.nan, ABSENT_LOGIT, 1e6])
def test_a_class_left_out_is_never_decided(logits, prior, value):
    logits[:, 4], prior[4] = value, 0
    kept = np.delete(np.arange(9), 4)
    decided = decide(logits, prior, EQUAL)
    np.testing.assert_array_equal(decided, kept[decide(logits[:, kept], prior[kept], EQUAL)])
    assert not posteriors(logits, prior, EQUAL)[:, 4].any()


def test_large_logits_do_not_overflow(prior):
    posterior = posteriors(np.full((3, 9), 3e4, dtype=np.float32), prior, DecisionSettings())
    np.testing.assert_allclose(posterior, 1 / 9, rtol=1e-6)


def test_no_document_is_no_decision(prior):
    assert decide(np.empty((0, 9), dtype=np.float32), prior, EQUAL).shape == (0,)


@pytest.mark.parametrize(
    "settings", [*SETTINGS, DecisionSettings(costs=CostSettings(0, 0.5), abstain_cost=0.3)]
)
def test_one_pass_gives_what_decisions_and_posteriors_give(logits, prior, settings):
    codes = np.random.default_rng(3).integers(9, size=len(logits))
    decided, of_decided, of_codes = decide_and_score(logits, prior, settings, codes)
    posterior = posteriors(logits, prior, settings)
    rows = np.arange(len(logits))
    np.testing.assert_array_equal(decided, decide(logits, prior, settings))
    np.testing.assert_array_equal(of_codes, posterior[rows, codes])
    likeliest = np.where(decided == ABSTAINED, posterior.argmax(axis=1), decided)
    np.testing.assert_array_equal(of_decided, posterior[rows, likeliest])


def test_calibration_comes_before_the_shift(logits, prior):
    settings = DecisionSettings("equal", 0.5, temperature=2.0)
    expected = (logits / 2 - 0.5 * np.log(prior)).argmax(axis=1)
    np.testing.assert_array_equal(decide(logits, prior, settings), expected)


def test_temperature_alone_changes_no_decision(logits, prior):
    hot = decide(logits, prior, DecisionSettings(temperature=2.0))
    np.testing.assert_array_equal(hot, decide(logits, prior, DecisionSettings()))
