"""Results that reruns share.

Every key holds the fingerprint of the study and the settings; the big objects themselves are
passed with a leading underscore, so that Streamlit does not hash them (it would hash a sample
of their cells). What is returned is shared by all sessions and is never changed.
"""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import streamlit as st

from analysis.corpus.corpus import Corpus
from analysis.corpus.drawing import DrawingGuess, guess_drawing
from analysis.corpus.recognition import Recognition, recognise
from analysis.corpus.search import corpus_frame, find_documents
from analysis.decision.calibration import Calibration, calibrate
from analysis.decision.scenario import Scenario
from analysis.decision.settings import DecisionSettings
from analysis.errors import InputError
from analysis.evaluation.bootstrap import Resamples, resample_groups
from analysis.evaluation.class_order import ClassOrder, confusable_order
from analysis.evaluation.comparison import Comparison
from analysis.evaluation.evaluate import Evaluation, evaluate, with_intervals
from analysis.evaluation.scenario_figures import (
    Figure,
    scenario_figures,
    with_figure_intervals,
)
from analysis.evaluation.tau_curve import TauCurve, along_tau, tau_curve
from analysis.evaluation.tuning import Tuned, tune_for_macro_f1
from analysis.explain.documents_with import documents_counting
from analysis.explain.term_counts import ClassTermCounts, count_class_terms
from analysis.model.crossfit import Training
from analysis.model.features import Features, tfidf
from analysis.model.settings import FeatureSettings, TrainingSettings
from analysis.sampling.agreement import Agreement, agreement
from analysis.sampling.cluster_words import cluster_words
from analysis.sampling.corpus_scores import CorpusScores
from analysis.sampling.coverage import Coverage, cover
from analysis.sampling.frequencies import Frequencies, estimate_frequencies
from analysis.sampling.prevalence import Shares
from analysis.sampling.strata import Strata, stratify
from analysis.study.computations import Computations
from analysis.study.home import study_home
from analysis.study.proposal import Source, read_source
from analysis.study.store import open_study, refresh_study
from analysis.study.study import Study
from analysis.study.trainings import Trainings


def home() -> Path:
    """Return the folder in which this server keeps its studies."""
    return study_home()


def forget_everything() -> None:
    """Drop all results kept in memory; what is on disk stays."""
    st.cache_resource.clear()


@st.cache_resource(max_entries=1, show_spinner=False)
def trainings() -> Trainings:
    """Return the one place of this server that makes and keeps trainings."""
    return Trainings(home())


@st.cache_resource(max_entries=1, show_spinner=False)
def computations() -> Computations:
    """Return the one place of this server that computes in the background, trainings aside."""
    return Computations(home())


def opened_study(identifier: str) -> Study:
    """Open a study, as it stands now.

    Parameters
    ----------
    identifier : str

    Returns
    -------
    Study
        Its texts are read once; what was said about it since is up to date.

    Raises
    ------
    InputError
        If there is no such study.
    """
    return refresh_study(home(), _read_study(identifier))


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


def class_order_of(study: Study, scenario: Scenario, evaluation: Evaluation) -> ClassOrder:
    """Return the order of classes in which those that a scenario confuses are neighbours."""
    return _class_order(study.id, study.labelled.fingerprint, scenario, evaluation)


def features_of(study: Study, settings: TrainingSettings, training: Training) -> Features:
    """Return the tf-idf features of the labelled documents, on the terms of the model."""
    return _features(study.id, study.labelled.fingerprint, settings, study, training)


def class_terms_of(study: Study, settings: TrainingSettings, training: Training) -> ClassTermCounts:
    """Return how many documents of each class hold each term."""
    return _class_terms(study.id, study.labelled.fingerprint, settings, study, training)


def recognition_of(study: Study) -> Recognition | None:
    """Return which labelled documents are in the unlabelled corpus; None if there is none."""
    return _recognition(study.id, study.labelled.fingerprint, study)


def drawing_guess_of(study: Study) -> DrawingGuess:
    """Return what the counts say of how the labels were drawn."""
    return _drawing_guess(study.id, study.labelled.fingerprint, study)


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


def found_documents(corpus: Corpus, sought: str, column: str | None) -> pd.DataFrame:
    """Return the documents that hold a text, as a table."""
    return _found(corpus.fingerprint, sought, column, corpus)


def documents_with_term(corpus: Corpus, term: str, settings: FeatureSettings) -> pd.DataFrame:
    """Return the documents of a corpus without labels that hold a term, as a table."""
    return _with_term(corpus.fingerprint, term, settings, corpus)


def version_of(path: Path) -> str:
    """Return a key that changes when the file at a path does; also where there is none."""
    try:
        about = path.stat()
    except OSError:
        return f"{path}:missing"
    return f"{path}:{about.st_mtime_ns}:{about.st_size}"


def read_once(key: str, name: str, data: bytes | Path) -> Source:
    """Read a file once for this session, and guess its columns.

    Parameters
    ----------
    key : str
        Changes with the content of the file.
    name : str
        Name of the file.
    data : bytes or Path

    Returns
    -------
    Source

    Raises
    ------
    InputError
        If the file cannot be read.
    """
    source = _source(key, name, data)
    if isinstance(source, InputError):
        raise source
    return source


@st.cache_resource(max_entries=4, show_spinner="Opening the study …")
def _read_study(identifier: str) -> Study:
    return open_study(home(), identifier)


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
    return with_figure_intervals(scenario_figures(*inputs), *inputs, resamples_of(_study))


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
    return calibrate(scored.logits, _study.labelled.codes, scored.training_prior, scored.folds)


@st.cache_resource(max_entries=8, show_spinner="Searching, once for each fold …")
def _tuned(
    study_id: str, fingerprint: str, scenario: Scenario, _study: Study, _training: Training
) -> tuple[Tuned, ...]:
    return tune_for_macro_f1(_study.labelled, _training.out_of_fold, scenario.decision)


@st.cache_resource(max_entries=32, show_spinner=False)
def _class_order(
    study_id: str, fingerprint: str, scenario: Scenario, _evaluation: Evaluation
) -> ClassOrder:
    return confusable_order(_evaluation.confusion)


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


@st.cache_resource(max_entries=4, show_spinner=False)
def _recognition(study_id: str, fingerprint: str, _study: Study) -> Recognition | None:
    if _study.unlabelled is None:
        return None
    return recognise(_study.labelled, _study.unlabelled)


@st.cache_resource(max_entries=4, show_spinner=False)
def _drawing_guess(study_id: str, fingerprint: str, _study: Study) -> DrawingGuess:
    return guess_drawing(_study.labelled, _study.unlabelled)


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


@st.cache_resource(max_entries=8, show_spinner=False)
def _found(fingerprint: str, sought: str, column: str | None, _corpus: Corpus) -> pd.DataFrame:
    return corpus_frame(_corpus, find_documents(_corpus, sought, column))


@st.cache_resource(max_entries=8, show_spinner="Searching all documents …")
def _with_term(
    fingerprint: str, term: str, settings: FeatureSettings, _corpus: Corpus
) -> pd.DataFrame:
    return corpus_frame(_corpus, documents_counting(_corpus, term, settings))


# A refusal is kept as well: to find out again that a file is a gzip bomb takes seconds.
@st.cache_resource(max_entries=4, scope="session", show_spinner="Reading the file …")
def _source(key: str, name: str, _data: bytes | Path) -> Source | InputError:
    try:
        return read_source(name, _data)
    except InputError as error:
        return error
