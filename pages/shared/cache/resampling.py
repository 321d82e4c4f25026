"""Resampled trainings beside a shift of the priors."""

import streamlit as st

from analysis.evaluation.resampling_comparison import BalancingFigures, compare_resampling
from analysis.model.crossfit import Training
from analysis.model.resampling import ResampledScores
from analysis.model.settings import TrainingSettings
from analysis.study.study import Study
from pages.shared.cache.evaluation import resamples_of


def balancing_figures_of(
    study: Study,
    settings: TrainingSettings,
    training: Training,
    target: int,
    resampled: dict[str, ResampledScores],
) -> tuple[BalancingFigures, ...]:
    """Return the figures of all shifts, and of the trainings resampled to a target."""
    key = study.id, study.labelled.fingerprint, settings, target, tuple(resampled)
    return _figures(*key, study, training, resampled)


@st.cache_resource(max_entries=8, show_spinner=False)
def _figures(
    study_id: str,
    fingerprint: str,
    settings: TrainingSettings,
    target: int,
    ways: tuple[str, ...],
    _study: Study,
    _training: Training,
    _resampled: dict[str, ResampledScores],
) -> tuple[BalancingFigures, ...]:
    scored = _training.out_of_fold
    return compare_resampling(_study.labelled, scored, _resampled, resamples_of(_study))
