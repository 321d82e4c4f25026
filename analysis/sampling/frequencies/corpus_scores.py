"""A whole corpus scored: what is decided, and what is predicted by models that saw none of it."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import Corpus, LabelledCorpus
from analysis.decision.settings import DecisionSettings
from analysis.model.crossfit import Training
from analysis.model.features import TermCounts
from analysis.model.settings import TrainingSettings
from analysis.progress import Progress
from analysis.sampling.coverage.strata import Strata
from analysis.sampling.frequencies.corpus_counts import count_corpus
from analysis.sampling.frequencies.decisions import CorpusDecisions, decide_corpus
from analysis.sampling.frequencies.fold_predictions import FoldPredictions, predict_by_folds
from analysis.sampling.frequencies.parts import NOTHING_KEPT, Parts

# Counting the terms and deciding, before the fits of the folds.
STEPS_BEFORE_FOLDS = 2


@dataclass(frozen=True, eq=False)
class CorpusScores:
    """What a training says of a whole corpus.

    Parameters
    ----------
    decisions : CorpusDecisions
        By the model that was fitted on all labels, with the priors as learned.
    by_folds : FoldPredictions
    """

    decisions: CorpusDecisions
    by_folds: FoldPredictions


def scoring_progress(settings: TrainingSettings) -> Progress:
    """Return a progress with as many steps as `score_corpus` has.

    Parameters
    ----------
    settings : TrainingSettings

    Returns
    -------
    Progress
    """
    return Progress(STEPS_BEFORE_FOLDS + settings.folds)


def score_corpus(
    labelled: LabelledCorpus,
    label_counts: TermCounts,
    unlabelled: Corpus,
    strata: Strata,
    training: Training,
    settings: TrainingSettings,
    progress: Progress,
    *,
    parts: Parts = NOTHING_KEPT,
) -> CorpusScores:
    """Score every document of a corpus by the model, and by the model of each fold.

    Parameters
    ----------
    labelled : LabelledCorpus
    label_counts : TermCounts
        Of the labelled documents.
    unlabelled : Corpus
    strata : Strata
    training : Training
        Made with `settings`.
    settings : TrainingSettings
    progress : Progress
        From `scoring_progress`.
    parts : Parts
        What was kept of a scoring that stopped is taken from there, and gives the same scores.

    Returns
    -------
    CorpusScores

    Raises
    ------
    InputError
        If no document holds a term of the model.
    Cancelled
        If the progress was cancelled.
    """
    features, model = settings.features, training.model
    counts = count_corpus(labelled, unlabelled, model.terms, features, progress, parts=parts)
    progress.finish(0)
    decisions = decide_corpus(
        counts, model, features, DecisionSettings(), progress, labelled.reject_code, parts=parts
    )
    progress.finish(1)
    by_folds = predict_by_folds(
        labelled,
        label_counts,
        training,
        settings,
        counts,
        strata.cluster_of_document,
        progress,
        STEPS_BEFORE_FOLDS,
        parts=parts,
    )
    return CorpusScores(decisions, by_folds)


def scores_as_arrays(scores: CorpusScores) -> dict[str, NDArray[np.generic]]:
    """Put scores into arrays, to be kept on disk.

    Parameters
    ----------
    scores : CorpusScores

    Returns
    -------
    dict of str to ndarray
    """
    return {**vars(scores.decisions), **vars(scores.by_folds)}


def scores_from_arrays(arrays: dict[str, NDArray]) -> CorpusScores:
    """Undo `scores_as_arrays`.

    Parameters
    ----------
    arrays : dict of str to ndarray

    Returns
    -------
    CorpusScores
    """
    return CorpusScores(
        CorpusDecisions(**{field.name: arrays[field.name] for field in fields(CorpusDecisions)}),
        FoldPredictions(**{field.name: arrays[field.name] for field in fields(FoldPredictions)}),
    )
