"""Scenarios side by side."""

from collections.abc import Mapping

import pandas as pd

from analysis.evaluation.evaluate import Evaluation
from analysis.evaluation.wording import figure


def scenario_table(evaluations: Mapping[str, Evaluation | None]) -> pd.DataFrame:
    """Return a row for each scenario.

    Parameters
    ----------
    evaluations : mapping of str to Evaluation or None
        By the name of the scenario, with intervals; None for one that is not trained yet.

    Returns
    -------
    DataFrame
        Columns `scenario`, `micro_f1` and `macro_f1` as texts with their intervals,
        `balanced_accuracy`, `log_loss`, `never_predicted`, `not_decided`; missing where the
        scenario is not trained.
    """
    return pd.DataFrame([_row(name, each) for name, each in evaluations.items()])


def _row(name: str, evaluation: Evaluation | None) -> dict[str, object]:
    if evaluation is None:
        return {"scenario": name, "micro_f1": "not trained yet", "macro_f1": "not trained yet"}
    overall = evaluation.overall
    return {
        "scenario": name,
        "micro_f1": figure(overall.micro_f1),
        "macro_f1": figure(overall.macro_f1),
        "balanced_accuracy": overall.balanced_accuracy,
        "log_loss": overall.log_loss,
        "never_predicted": len(overall.never_predicted),
        "not_decided": overall.abstained,
    }
