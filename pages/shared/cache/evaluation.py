"""Figures of scenarios."""

import streamlit as st

from analysis.decision.scenario import Scenario
from analysis.evaluation.bootstrap import ResampledCounts, Resamples, resample_groups
from analysis.evaluation.class_order import ClassOrder, confusable_order
from analysis.evaluation.comparison import Comparison
from analysis.evaluation.evaluate import Evaluation, evaluate, with_intervals
from analysis.evaluation.scenario_figures import (
    Figure,
    resampled_decisions,
    scenario_figures,
    with_figure_intervals,
)
from analysis.model.crossfit import Training
from analysis.study.study import Study


def evaluation_of(study: Study, scenario: Scenario, training: Training) -> Evaluation:
    """Return the figures of a scenario, without the intervals that take long."""
    return _evaluation(study.id, study.labelled.fingerprint, scenario, study, training)


def evaluation_with_intervals(study: Study, scenario: Scenario, training: Training) -> Evaluation:
    """Return the figures of a scenario with the intervals of micro- and macro-F1."""
    evaluation = evaluation_of(study, scenario, training)
    return _with_intervals(study.id, study.labelled.fingerprint, scenario, study, evaluation)


def resamples_of(study: Study) -> Resamples:
    """Return the resamples of a study's documents, the same for all its scenarios."""
    return _resamples(study.id, study.labelled.fingerprint, study)


def scenario_figures_of(
    study: Study, baseline: Scenario, current: Scenario, comparison: Comparison
) -> tuple[Figure, ...]:
    """Return the figures of two scenarios with the intervals of their differences."""
    return _scenario_figures(
        study.id, study.labelled.fingerprint, baseline, current, study, comparison
    )


def class_order_of(study: Study, scenario: Scenario, evaluation: Evaluation) -> ClassOrder:
    """Return the order of classes in which those that a scenario confuses are neighbours."""
    return _class_order(study.id, study.labelled.fingerprint, scenario, evaluation)


@st.cache_resource(max_entries=32, show_spinner=False)
def _evaluation(
    study_id: str, fingerprint: str, scenario: Scenario, _study: Study, _training: Training
) -> Evaluation:
    return evaluate(_study.labelled, _training.out_of_fold, scenario.decision)


@st.cache_resource(max_entries=32, show_spinner=False)
def _with_intervals(
    study_id: str, fingerprint: str, scenario: Scenario, _study: Study, _evaluation: Evaluation
) -> Evaluation:
    return with_intervals(_evaluation, _study.labelled, resamples_of(_study))


@st.cache_resource(max_entries=4, show_spinner=False)
def _resamples(study_id: str, fingerprint: str, _study: Study) -> Resamples:
    return resample_groups(_study.labelled.identical_groups)


@st.cache_resource(max_entries=32, show_spinner=False)
def _scenario_figures(
    study_id: str,
    fingerprint: str,
    baseline: Scenario,
    current: Scenario,
    _study: Study,
    _comparison: Comparison,
) -> tuple[Figure, ...]:
    inputs = _comparison, _study.labelled, current.decision
    counts = _resampled_decisions(study_id, fingerprint, baseline, _study, _comparison.baseline)
    figures = scenario_figures(*inputs)
    return with_figure_intervals(figures, *inputs, resamples_of(_study), counts)


@st.cache_resource(max_entries=4, show_spinner=False)
def _resampled_decisions(
    study_id: str, fingerprint: str, scenario: Scenario, _study: Study, _evaluation: Evaluation
) -> ResampledCounts:
    return resampled_decisions(_evaluation, _study.labelled, resamples_of(_study))


@st.cache_resource(max_entries=32, show_spinner=False)
def _class_order(
    study_id: str, fingerprint: str, scenario: Scenario, _evaluation: Evaluation
) -> ClassOrder:
    return confusable_order(_evaluation.confusion)
