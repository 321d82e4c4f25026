"""Terms of the labelled documents."""

import streamlit as st

from analysis.explain.vocabulary.term_counts import ClassTermCounts, count_class_terms
from analysis.model.crossfit import Training
from analysis.model.features import Features, tfidf
from analysis.model.settings import TrainingSettings
from analysis.study.study import Study
from pages.shared.cache.home import trainings


def features_of(study: Study, settings: TrainingSettings, training: Training) -> Features:
    """Return the tf-idf features of the labelled documents, on the terms of the model."""
    return _features(study.id, study.labelled.fingerprint, settings, study, training)


def class_terms_of(study: Study, settings: TrainingSettings, training: Training) -> ClassTermCounts:
    """Return how many documents of each class hold each term."""
    return _class_terms(study.id, study.labelled.fingerprint, settings, study, training)


@st.cache_resource(max_entries=4, show_spinner=False)
def _features(
    study_id: str,
    fingerprint: str,
    settings: TrainingSettings,
    _study: Study,
    _training: Training,
) -> Features:
    counts = trainings().counts(_study.labelled, settings.features)
    return tfidf(counts, _training.model.inverse_document_frequency, settings.features)


@st.cache_resource(max_entries=8, show_spinner=False)
def _class_terms(
    study_id: str,
    fingerprint: str,
    settings: TrainingSettings,
    _study: Study,
    _training: Training,
) -> ClassTermCounts:
    labelled = _study.labelled
    features = features_of(_study, settings, _training)
    return count_class_terms(features, labelled.codes, labelled.n_classes, _training.model.terms)
