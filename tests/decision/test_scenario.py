import pytest

from analysis.decision.scenario import balanced_scenario
from analysis.decision.settings import DecisionSettings
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
