import pytest

from analysis.decision.settings import LARGEST_TAU, DecisionSettings
from analysis.errors import InputError


@pytest.mark.parametrize("tau", [-0.1, LARGEST_TAU + 0.1, float("nan")])
def test_tau_has_a_range(tau):
    with pytest.raises(InputError, match=r"tau: .* is out of range"):
        DecisionSettings("equal", tau)


def test_unknown_target_prior_is_named():
    with pytest.raises(InputError, match="'flat' is not known"):
        DecisionSettings("flat")


def test_the_default_changes_nothing():
    assert DecisionSettings().prior == "as-learned"
