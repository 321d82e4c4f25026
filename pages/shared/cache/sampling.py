"""What the clusters and the labels say of the whole corpus."""

from dataclasses import replace

import streamlit as st

from analysis.model.crossfit import Training
from analysis.model.settings import TrainingSettings
from analysis.sampling.clusters.agreement import Agreement, agreement
from analysis.sampling.clusters.cluster_words import cluster_words
from analysis.sampling.clusters.clusters_of_corpora import clusters_of_labels
from analysis.sampling.coverage.coverage import Coverage, cover
from analysis.sampling.coverage.strata import Strata, stratify
from analysis.sampling.frequencies.corpus_scores import CorpusScores
from analysis.sampling.frequencies.frequencies import Frequencies, estimate_frequencies
from analysis.sampling.frequencies.prevalence import Shares
from analysis.study.study import Study


def strata_of(study: Study) -> Strata:
    """Return the strata of a study that has an unlabelled corpus."""
    return _strata(*_key(study), study)


def coverage_of(study: Study) -> Coverage:
    """Return documents and labels per cluster of a study whose unlabelled corpus has clusters."""
    return _coverage(*_key(study), study)


def cluster_words_of(study: Study) -> tuple[str, ...]:
    """Return the words that name each cluster of `coverage_of`."""
    return _cluster_words(*_key(study), study)


def agreement_of(study: Study) -> Agreement:
    """Return how far the clusters of `coverage_of` agree with the classes."""
    return _agreement(*_key(study), study)


def frequencies_of(
    study: Study,
    settings: TrainingSettings,
    training: Training | None,
    scores: CorpusScores | None,
    own: Shares | None,
    *,
    clusters_came_after: bool,
) -> Frequencies:
    """Return the estimated shares of a study's classes, with scores of its corpus or without."""
    key = *_key(study), settings, scores is not None, clusters_came_after
    # As bytes: nan is not equal to itself, and would never be found again.
    figures = None if own is None else own.tobytes()
    return _frequencies(*key, figures, study, training, scores, own)


def _key(study: Study) -> tuple[str, str, str]:
    """What all depends on: clusters are part of the unlabelled corpus's fingerprint."""
    return study.id, study.labelled.fingerprint, study.unlabelled.fingerprint


@st.cache_resource(max_entries=4, show_spinner=False)
def _strata(study_id: str, labelled: str, unlabelled: str, _study: Study) -> Strata:
    labels, made = _study.labelled, _study.made_clusters
    if made is not None:
        labels = replace(labels, clusters=clusters_of_labels(labels, made.of_text))
    return stratify(labels, _study.unlabelled)


@st.cache_resource(max_entries=4, show_spinner=False)
def _coverage(study_id: str, labelled: str, unlabelled: str, _study: Study) -> Coverage:
    return cover(_study.labelled, strata_of(_study))


@st.cache_resource(max_entries=4, show_spinner="Reading the clusters …")
def _cluster_words(study_id: str, labelled: str, unlabelled: str, _study: Study) -> tuple[str, ...]:
    return cluster_words(_study.unlabelled, coverage_of(_study).clusters)


@st.cache_resource(max_entries=4, show_spinner=False)
def _agreement(study_id: str, labelled: str, unlabelled: str, _study: Study) -> Agreement:
    return agreement(coverage_of(_study))


@st.cache_resource(max_entries=8, show_spinner=False)
def _frequencies(
    study_id: str,
    labelled: str,
    unlabelled: str,
    settings: TrainingSettings,
    scored: bool,
    clusters_came_after: bool,
    figures: bytes | None,
    _study: Study,
    _training: Training | None,
    _scores: CorpusScores | None,
    _own: Shares | None,
) -> Frequencies:
    return estimate_frequencies(
        _study.labelled,
        strata_of(_study),
        None if _training is None else _training.out_of_fold,
        _scores,
        _own,
        clusters_came_after=clusters_came_after,
    )
