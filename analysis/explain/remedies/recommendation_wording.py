"""A recommendation in words; plain text, never markup."""

import math

import pandas as pd

from analysis.decision.scenario import Scenario
from analysis.evaluation.aim import AimName
from analysis.evaluation.intervals import Estimate
from analysis.evaluation.nested_figures import AimFigures
from analysis.explain.remedies.recommendation import Recommendation, Step
from analysis.model.settings import describe_settings

FIGURE_NAMES: dict[AimName, str] = {
    "macro-f1": "Macro-F1",
    "micro-f1": "Micro-F1",
    "cost": "Mean cost",
}
NOTHING, BUDGET = "nothing left to try", "not tried: the fits were spent"


def sought(aim: AimName, figures: AimFigures) -> Estimate:
    """Return the figure that an aim seeks.

    Parameters
    ----------
    aim : {"macro-f1", "micro-f1", "cost"}
    figures : AimFigures

    Returns
    -------
    Estimate
    """
    by_name = {
        "macro-f1": figures.macro_f1,
        "micro-f1": figures.micro_f1,
        "cost": figures.mean_cost,
    }
    return by_name[aim]


def recommendation_sentence(recommended: Recommendation) -> str:
    """What the recommended scenario is worth on documents that did not choose it.

    Parameters
    ----------
    recommended : Recommendation

    Returns
    -------
    str
    """
    aim = recommended.aim
    before, after = sought(aim, recommended.baseline), sought(aim, recommended.nested)
    first = f"{FIGURE_NAMES[aim]} goes from {before.value:.3f} to {_with_interval(after)}, nested"
    if aim == "micro-f1":
        return f"{first}."
    return f"{first}; micro-F1 {_micro(recommended)}."


def expectation_sentence(recommended: Recommendation) -> str:
    """How the nested figure, the apparent one and the interval are to be read.

    Parameters
    ----------
    recommended : Recommendation

    Returns
    -------
    str
    """
    apparent = sought(recommended.aim, recommended.apparent)
    same, folds = recommended.same_training, recommended.n_folds
    doubtful = 100 * recommended.doubtful.value
    return (
        f"Nested: each of {folds} folds is decided by what was chosen without it, so that no "
        f"document takes part in a choice that decides it. On the documents that it was chosen on, "
        f"the same looks like {apparent.value:.3f}. The interval reaches to what a fit on all "
        f"documents is expected to gain, and to what right labels would show: "
        f"{doubtful:.1f} % look wrong. {same} of {folds} folds chose the same training settings; "
        f"{recommended.n_fits:,} of at most {recommended.most_fits:,} fits were made."
    )


def step_remark(step: Step, aim: AimName) -> str:
    """What came of a step, in a word or two.

    Parameters
    ----------
    step : Step
    aim : {"macro-f1", "micro-f1", "cost"}

    Returns
    -------
    str
    """
    if not step.tried:
        return BUDGET if step.untried else NOTHING
    if not any(each.allowed for each in step.tried):
        return "costs micro-F1"
    gain = sought(aim, step.gain)
    beyond_chance = gain.low > 0 or gain.high < 0
    if not step.kept:
        return "brings nothing"
    return "kept" if beyond_chance else "kept; could be chance"


def steps_frame(recommended: Recommendation) -> pd.DataFrame:
    """Return a row for each step.

    Parameters
    ----------
    recommended : Recommendation

    Returns
    -------
    DataFrame
        Columns `step`, `best` (the best that was tried), `remark`, `gain` with `low` and `high`,
        `micro_gain`, and the figures after the step, `macro_f1`, `micro_f1` and `mean_cost`.
    """
    aim, steps = recommended.aim, recommended.steps
    gains = [sought(aim, step.gain) for step in steps]
    return pd.DataFrame(
        {
            "step": [step.rung for step in steps],
            "best": [step.best for step in steps],
            "remark": [step_remark(step, aim) for step in steps],
            "gain": [gain.value for gain in gains],
            "low": [gain.low for gain in gains],
            "high": [gain.high for gain in gains],
            "micro_gain": [step.gain.micro_f1.value for step in steps],
            "macro_f1": [step.figures.macro_f1.value for step in steps],
            "micro_f1": [step.figures.micro_f1.value for step in steps],
            "mean_cost": [step.figures.mean_cost.value for step in steps],
        }
    )


def describe_scenario(scenario: Scenario) -> str:
    """Say in a few words how a scenario trains and decides.

    Parameters
    ----------
    scenario : Scenario

    Returns
    -------
    str
        For instance ``"C = 10, words; tau 0.6"``.
    """
    training, decision = scenario.training, scenario.decision
    parts = [describe_settings(training)]
    if training.class_weight == "balanced":
        parts.append("balanced class weights")
    if decision.prior != "as-learned":
        parts.append(f"tau {decision.tau:g}")
    if decision.offsets:
        n = len(decision.offsets)
        parts.append(f"{n:,} offset{'s' if n > 1 else ''}")
    if decision.temperature != 1:
        parts.append(f"temperature {decision.temperature:.2f}")
    if not decision.costs.are_equal:
        parts.append("costs")
    return "; ".join(parts)


def _micro(recommended: Recommendation) -> str:
    """Told as no lower where the interval of the difference does not rule that out."""
    gain, nested = recommended.gain.micro_f1, recommended.nested.micro_f1
    shown = f"{recommended.baseline.micro_f1.value:.3f} to {nested.value:.3f}"
    if math.isnan(gain.low) or gain.low <= 0 <= gain.high:
        return f"stays about as it is, {shown}"
    return f"{'rises' if gain.value > 0 else 'falls'} from {shown}"


def _with_interval(estimate: Estimate) -> str:
    return f"{estimate.value:.3f} ({estimate.low:.3f} to {estimate.high:.3f})"
