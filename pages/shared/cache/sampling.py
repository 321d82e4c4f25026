"""What the clusters and the labels say of the whole corpus."""

import streamlit as st

from analysis.model.crossfit import Training
from analysis.model.settings import TrainingSettings
from analysis.sampling.agreement import Agreement, agreement
from analysis.sampling.cluster_words import cluster_words
from analysis.sampling.corpus_scores import CorpusScores
from analysis.sampling.coverage import Coverage, cover
from analysis.sampling.frequencies import Frequencies, estimate_frequencies
from analysis.sampling.prevalence import Shares
from analysis.sampling.strata import Strata, stratify
from analysis.study.study import Study


def strata_of(study: Study) -> Strata:
    """Return the strata of a study that has an unlabelled corpus."""
    return _strata(study.id, study.labelled.fingerprint, study)


def coverage_of(study: Study) -> Coverage:
    """Return documents and labels per cluster of a study whose unlabelled corpus has clusters."""
    return _coverage(study.id, study.labelled.fingerprint, study)


def cluster_words_of(study: Study) -> tuple[str, ...]:
    """Return the words that name each cluster of `coverage_of`."""
    return _cluster_words(study.id, study.labelled.fingerprint, study)


def agreement_of(study: Study) -> Agreement:
    """Return how far the clusters of `coverage_of` agree with the classes."""
    return _agreement(study.id, study.labelled.fingerprint, study)


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
    key = study.id, study.labelled.fingerprint, settings, scores is not None, clusters_came_after
    # As bytes: nan is not equal to itself, and would never be found again.
    figures = None if own is None else own.tobytes()
    return _frequencies(*key, figures, study, training, scores, own)


@st.cache_resource(max_entries=4, show_spinner=False)
def _strata(study_id: str, fingerprint: str, _study: Study) -> Strata:
    return stratify(_study.labelled, _study.unlabelled)


@st.cache_resource(max_entries=4, show_spinner=False)
def _coverage(study_id: str, fingerprint: str, _study: Study) -> Coverage:
    return cover(_study.labelled, strata_of(_study))


@st.cache_resource(max_entries=4, show_spinner="Reading the clusters …")
def _cluster_words(study_id: str, fingerprint: str, _study: Study) -> tuple[str, ...]:
    return cluster_words(_study.unlabelled, coverage_of(_study).clusters)


@st.cache_resource(max_entries=4, show_spinner=False)
def _agreement(study_id: str, fingerprint: str, _study: Study) -> Agreement:
    return agreement(coverage_of(_study))


@st.cache_resource(max_entries=8, show_spinner=False)
def _frequencies(
    study_id: str,
    fingerprint: str,
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
