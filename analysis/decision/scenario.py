"""A scenario: one way to train together with one way to decide."""

from dataclasses import dataclass, field, replace
from typing import Literal

from analysis.decision.settings import DecisionSettings, TargetPrior
from analysis.errors import InputError
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


def balanced_scenario(
    training: TrainingSettings,
    balance: Balance,
    tau: float,
    decision: DecisionSettings | None = None,
) -> Scenario:
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
    decision : DecisionSettings, optional
        Everything beside prior and tau: offsets, costs, abstaining, temperature. If it holds a
        custom prior, that is the one to decide for where balance is in the decision.

    Returns
    -------
    Scenario
    """
    decision = decision or DecisionSettings()
    weight: Literal["none", "balanced"] = "balanced" if balance == "in the training" else "none"
    if balance == "in the decision":
        prior: TargetPrior = "custom" if decision.custom_prior else "equal"
        decision = replace(decision, prior=prior, tau=tau)
    else:
        decision = replace(decision, prior="as-learned", custom_prior=(), tau=1.0)
    return Scenario(replace(training, class_weight=weight), decision)


def balance_of(scenario: Scenario) -> Balance:
    """Return the position of the Balance switch under which a scenario is shown.

    Parameters
    ----------
    scenario : Scenario

    Returns
    -------
    {"off", "in the decision", "in the training"}

    Raises
    ------
    InputError
        If it balances in the training and moves the priors in the decision as well.
    """
    balanced = scenario.training.class_weight == "balanced"
    if scenario.decision.prior == "as-learned":
        return "in the training" if balanced else "off"
    if balanced:
        raise InputError(
            "scenario: it weighs classes the same in the training and moves the priors in the "
            "decision. The dashboard shows one of them; give one of them up."
        )
    return "in the decision"


def apart_from_the_switch(decision: DecisionSettings) -> DecisionSettings:
    """Return what decision settings hold beside what the Balance switch and tau say.

    Parameters
    ----------
    decision : DecisionSettings

    Returns
    -------
    DecisionSettings
        The default if that is nothing.
    """
    prior: TargetPrior = "custom" if decision.custom_prior else "as-learned"
    return replace(decision, prior=prior, tau=1.0)
