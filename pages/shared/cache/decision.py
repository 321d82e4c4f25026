"""What decisions are tuned by."""

from dataclasses import replace

import streamlit as st

from analysis.decision.calibration import Calibration, calibrate
from analysis.decision.scenario import Scenario
from analysis.decision.settings import DecisionSettings
from analysis.evaluation.tau_curve import TauCurve, along_tau, tau_curve
from analysis.evaluation.tuning import Tuned, tune_for_macro_f1
from analysis.model.crossfit import Training
from analysis.model.settings import TrainingSettings
from analysis.study.study import Study


def tau_curve_of(study: Study, scenario: Scenario, training: Training) -> TauCurve:
    """Return micro- and macro-F1 of a scenario along tau, wherever its own tau is."""
    scenario = replace(scenario, decision=along_tau(scenario.decision))
    return _tau_curve(study.id, study.labelled.fingerprint, scenario, study, training)


def calibration_of(study: Study, settings: TrainingSettings, training: Training) -> Calibration:
    """Return the temperature of a training, and how reliable it makes posteriors."""
    return _calibration(study.id, study.labelled.fingerprint, settings, study, training)


def tuned_of(study: Study, scenario: Scenario, training: Training) -> tuple[Tuned, ...]:
    """Return the decisions tuned for macro-F1; takes some 15 seconds for 33,000 documents."""
    calibrated = DecisionSettings(temperature=scenario.decision.temperature)
    scenario = replace(scenario, decision=calibrated)
    return _tuned(study.id, study.labelled.fingerprint, scenario, study, training)


@st.cache_resource(max_entries=32, show_spinner=False)
def _tau_curve(
    study_id: str, fingerprint: str, scenario: Scenario, _study: Study, _training: Training
) -> TauCurve:
    return tau_curve(_study.labelled, _training.out_of_fold, scenario.decision)


@st.cache_resource(max_entries=8, show_spinner=False)
def _calibration(
    study_id: str,
    fingerprint: str,
    settings: TrainingSettings,
    _study: Study,
    _training: Training,
) -> Calibration:
    scored = _training.out_of_fold
    labelled = _study.labelled
    return calibrate(
        scored.logits, labelled.codes, scored.training_prior, scored.folds, labelled.weights
    )


@st.cache_resource(max_entries=8, show_spinner="Searching, once for each fold …")
def _tuned(
    study_id: str, fingerprint: str, scenario: Scenario, _study: Study, _training: Training
) -> tuple[Tuned, ...]:
    return tune_for_macro_f1(_study.labelled, _training.out_of_fold, scenario.decision)
