"""The reject class treated in four ways."""

from dataclasses import replace

import streamlit as st

from analysis.decision.scenario import Scenario
from analysis.decision.settings import CostSettings
from analysis.evaluation.reject_figures import RejectFigures, reject_figures
from analysis.evaluation.reject_ways import RejectWay, reject_ways
from analysis.model.crossfit import OutOfFold, Training
from analysis.study.computations import Arrays
from analysis.study.study import Study
from pages.shared.cache.evaluation import resamples_of

Compared = tuple[tuple[RejectWay, ...], tuple[RejectFigures, ...]]


def reject_ways_of(
    study: Study, scenario: Scenario, training: Training, others: Arrays
) -> Compared:
    """Return what each way decides and its figures, by the scenario's priors and offsets.

    `others` holds what was trained without the reject class: `logits`, `training_prior`, and
    the `gate`.
    """
    decision = replace(scenario.decision, costs=CostSettings(), abstain_cost=None)
    scenario = replace(scenario, decision=decision)
    return _compared(study.id, study.labelled.fingerprint, scenario, study, training, others)


@st.cache_resource(max_entries=8, show_spinner="Comparing the four ways …")
def _compared(
    study_id: str,
    fingerprint: str,
    scenario: Scenario,
    _study: Study,
    _training: Training,
    _others: Arrays,
) -> Compared:
    kept = _training.out_of_fold
    without = OutOfFold(_others["logits"], kept.folds, _others["training_prior"], kept.gaps)
    ways = reject_ways(_study.labelled, kept, without, _others["gate"], scenario.decision)
    return ways, reject_figures(_study.labelled, ways, resamples_of(_study))
