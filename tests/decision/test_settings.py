import math

import pytest

from analysis.decision.settings import LARGEST_TAU, CostSettings, DecisionSettings
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


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"temperature": 0.0}, "temperature: 0.0 is not allowed"),
        ({"abstain_cost": -1.0}, "cost of abstaining: -1.0 is not allowed"),
        ({"offsets": ((0, math.inf),)}, "offsets: inf is not allowed"),
        ({"prior": "custom"}, "a share of each class goes with the prior “custom”"),
        ({"custom_prior": ((0, 1.0),)}, "a share of each class goes with the prior “custom”"),
    ],
)
def test_values_out_of_range_are_named(values, message):
    with pytest.raises(InputError, match=message):
        DecisionSettings(**values)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"to_reject": -1.0}, "sending a good document to the reject class: -1.0"),
        ({"reject_code": 0, "from_reject": math.nan}, "reject document for a good one: nan"),
        ({"exceptions": ((0, 1, math.inf),)}, "cost of an exception: inf"),
        ({"to_reject": 0.5}, "about the reject class, and there is none"),
    ],
)
def test_costs_out_of_range_are_named(values, message):
    with pytest.raises(InputError, match=message):
        CostSettings(**values)


def test_settings_are_keys():
    settings = DecisionSettings(costs=CostSettings(0, 0.5), offsets=((1, 2.0),))
    same = DecisionSettings(costs=CostSettings(0, 0.5), offsets=((1, 2.0),))
    assert {settings: 1}[same] == 1
