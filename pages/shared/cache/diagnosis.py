"""What mends classes that fail, and the words that find them."""

import streamlit as st

from analysis.explain.diagnosis.counterfactuals import counterfactuals_from_arrays
from analysis.explain.diagnosis.diagnosis import Diagnosis, diagnose
from analysis.explain.diagnosis.rules import RuleTest, best_rule
from analysis.explain.vocabulary.documents_with import documents_counting
from analysis.model.crossfit import Training
from analysis.model.settings import FeatureSettings
from analysis.study.computations import Arrays
from analysis.study.study import Study
from pages.shared.cache.home import trainings


def diagnosis_of(study: Study, name: str, arrays: Arrays) -> Diagnosis:
    """Return the findings that kept counterfactuals of this name give."""
    return _diagnosis(study.id, name, study, arrays)


def rule_of(
    study: Study, features: FeatureSettings, training: Training, class_code: int
) -> RuleTest | None:
    """Return the word or pair of words that finds a class best, in the folds of a training."""
    folds = training.out_of_fold.folds
    key = study.id, study.labelled.fingerprint, features, folds.tobytes(), class_code
    return _rule(*key, study, training)


def gathered_by(study: Study, features: FeatureSettings, words: tuple[str, ...]) -> int:
    """Return how many documents of the corpus that is not labelled hold all of some words."""
    return _gathered(study.id, study.unlabelled.fingerprint, features, words, study)


@st.cache_resource(max_entries=8, show_spinner=False)
def _diagnosis(study_id: str, name: str, _study: Study, _arrays: Arrays) -> Diagnosis:
    return diagnose(_study.labelled, counterfactuals_from_arrays(_arrays))


@st.cache_resource(max_entries=256, show_spinner=False)
def _rule(
    study_id: str,
    fingerprint: str,
    features: FeatureSettings,
    folds: bytes,
    class_code: int,
    _study: Study,
    _training: Training,
) -> RuleTest | None:
    counts = trainings().counts(_study.labelled, features)
    return best_rule(counts, _study.labelled.codes, _training.out_of_fold.folds, class_code)


@st.cache_data(max_entries=256, show_spinner=False)
def _gathered(
    study_id: str,
    fingerprint: str,
    features: FeatureSettings,
    words: tuple[str, ...],
    _study: Study,
) -> int:
    rows = [set(documents_counting(_study.unlabelled, word, features)) for word in words]
    return len(set.intersection(*rows))
