"""A scenario: one way to train together with one way to decide."""

from dataclasses import dataclass, field, replace
from typing import Literal

from analysis.decision.settings import DecisionSettings
from analysis.model.settings import TrainingSettings

Balance = Literal["off", "in the decision", "in the training"]
BALANCES: tuple[Balance, ...] = ("off", "in the decision", "in the training")


@dataclass(frozen=True)
class Scenario:
    """Training and decision settings that belong together.

    Parameters
    ----------
    training : TrainingSettings
    decision : DecisionSettings
    """

    training: TrainingSettings = field(default_factory=TrainingSettings)
    decision: DecisionSettings = field(default_factory=DecisionSettings)


def balanced_scenario(training: TrainingSettings, balance: Balance, tau: float) -> Scenario:
    """Return the scenario that the Balance switch asks for.

    Parameters
    ----------
    training : TrainingSettings
        Everything but the class weights, which the switch decides.
    balance : {"off", "in the decision", "in the training"}
        Off learns and keeps the priors; in the decision takes them out of the logits of the
        plain fit; in the training refits with balanced class weights.
    tau : float
        Strength of the shift in the decision.

    Returns
    -------
    Scenario
    """
    weight: Literal["none", "balanced"] = "balanced" if balance == "in the training" else "none"
    decision = (
        DecisionSettings("equal", tau) if balance == "in the decision" else DecisionSettings()
    )
    return Scenario(replace(training, class_weight=weight), decision)
