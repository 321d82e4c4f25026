import numpy as np
import pytest

from analysis.decision.decide import decide, posteriors
from analysis.decision.rejection import ABSTAINED, abstain
from analysis.decision.settings import DecisionSettings

PRIOR = np.array([0.5, 0.3, 0.15, 0.05])
LOGITS = np.random.default_rng(0).normal(scale=2, size=(2000, 4))


@pytest.mark.parametrize("cost", [0.1, 0.35, 0.6])
def test_chow_abstains_where_the_largest_posterior_is_below_one_less_the_cost(cost):
    decided = decide(LOGITS, PRIOR, DecisionSettings(abstain_cost=cost))
    posterior = posteriors(LOGITS, PRIOR, DecisionSettings())
    unsure = 1 - posterior.max(axis=1) > cost
    np.testing.assert_array_equal(decided == ABSTAINED, unsure)
    np.testing.assert_array_equal(decided[~unsure], posterior.argmax(axis=1)[~unsure])
    assert 0 < unsure.sum() < len(unsure)


def test_the_share_abstained_grows_as_its_cost_falls():
    shares = [
        (decide(LOGITS, PRIOR, DecisionSettings(abstain_cost=cost)) == ABSTAINED).mean()
        for cost in (1.0, 0.7, 0.5, 0.3, 0.1, 0.0)
    ]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] > 0.99


def test_without_a_cost_nothing_is_taken_back():
    decided = np.array([1, 0], dtype=np.int32)
    assert abstain(decided, np.array([9.0, 9.0]), None) is decided
