"""How far a study can be learned."""

import streamlit as st

from analysis.explain.learnability.determined import Determined, how_much_is_determined
from analysis.explain.learnability.identical_texts import LabelConflicts, label_conflicts
from analysis.explain.learnability.learnability import Learnability, learnability
from analysis.explain.learnability.learning_curve import curve_from_arrays
from analysis.model.crossfit import OutOfFold
from analysis.model.settings import TrainingSettings
from analysis.study.computations import Arrays
from analysis.study.study import Study
from pages.shared.cache.evaluation import resamples_of

Scored = tuple[tuple[TrainingSettings, OutOfFold], ...]


def determined_of(study: Study, scored: Scored) -> Determined:
    """Return how much of the class the trainings at hand recover."""
    settings = tuple(each for each, _ in scored)
    return _determined(study.id, study.labelled.fingerprint, settings, study, scored)


def conflicts_of(study: Study) -> LabelConflicts:
    """Return how labels of identical texts disagree."""
    return _conflicts(study.id, study.labelled.fingerprint, study)


def learnability_of(
    study: Study, settings: TrainingSettings, tau: float, arrays: Arrays
) -> Learnability:
    """Return what kept learning curves say at a strength of the shift of priors."""
    tau = curve_from_arrays(arrays).rounded_tau(tau)
    return _learnability(study.id, study.labelled.fingerprint, settings, tau, study, arrays)


@st.cache_resource(max_entries=16, show_spinner="Measuring how much is determined …")
def _determined(
    study_id: str,
    fingerprint: str,
    settings: tuple[TrainingSettings, ...],
    _study: Study,
    _scored: Scored,
) -> Determined:
    return how_much_is_determined(_study.labelled, _scored, resamples_of(_study))


@st.cache_resource(max_entries=4, show_spinner=False)
def _conflicts(study_id: str, fingerprint: str, _study: Study) -> LabelConflicts:
    return label_conflicts(_study.labelled)


@st.cache_resource(max_entries=16, show_spinner=False)
def _learnability(
    study_id: str,
    fingerprint: str,
    settings: TrainingSettings,
    tau: float,
    _study: Study,
    _arrays: Arrays,
) -> Learnability:
    return learnability(curve_from_arrays(_arrays), _study.labelled, tau)
