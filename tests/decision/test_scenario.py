import pytest

from analysis.decision.scenario import (
    BALANCES,
    Scenario,
    apart_from_the_switch,
    balance_of,
    balanced_scenario,
)
from analysis.decision.settings import DecisionSettings
from analysis.errors import InputError
from analysis.model.settings import TrainingSettings

TRAINING = TrainingSettings(c=3.0)


@pytest.mark.parametrize(
    ("balance", "weight", "decision"),
    [
        ("off", "none", DecisionSettings()),
        ("in the decision", "none", DecisionSettings("equal", 0.5)),
        ("in the training", "balanced", DecisionSettings()),
    ],
)
def test_the_switch_sets_one_of_weights_and_shift(balance, weight, decision):
    scenario = balanced_scenario(TRAINING, balance, 0.5)
    assert (scenario.training.class_weight, scenario.decision) == (weight, decision)
    assert scenario.training.c == TRAINING.c


HAND_MADE = DecisionSettings(offsets=((1, 2.0),), abstain_cost=0.5)
CUSTOM = DecisionSettings("custom", custom_prior=((0, 0.4), (1, 0.6)))


@pytest.mark.parametrize("extras", [DecisionSettings(), HAND_MADE, CUSTOM])
@pytest.mark.parametrize("balance", BALANCES)
def test_a_scenario_tells_the_switch_and_the_rest_that_made_it(balance, extras):
    scenario = balanced_scenario(TRAINING, balance, 0.5, extras)
    assert balance_of(scenario) == balance
    rest = apart_from_the_switch(scenario.decision)
    assert balanced_scenario(TRAINING, balance, 0.5, rest) == scenario


def test_a_custom_prior_holds_where_balance_is_in_the_decision_only():
    shown = balanced_scenario(TRAINING, "in the decision", 0.5, CUSTOM).decision
    assert (shown.prior, shown.tau, shown.custom_prior) == ("custom", 0.5, CUSTOM.custom_prior)
    assert balanced_scenario(TRAINING, "off", 0.5, CUSTOM).decision == DecisionSettings()


def test_balancing_twice_has_no_place_on_the_switch():
    twice = Scenario(TrainingSettings(class_weight="balanced"), DecisionSettings("equal"))
    with pytest.raises(InputError, match="weighs classes the same in the training and moves"):
        balance_of(twice)
