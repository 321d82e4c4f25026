"""Train a model, and score every labelled document by one that did not see it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.errors import InputError
from analysis.model.features import TermCounts, term_weights, tfidf
from analysis.model.folds import stratified_group_folds
from analysis.model.linear import Fit, LinearModel, fit_linear, training_prior
from analysis.model.multinomial import WarmStart
from analysis.model.settings import TrainingSettings
from analysis.model.threads import map_in_threads
from analysis.progress import Progress


@dataclass(frozen=True, eq=False)
class OutOfFold:
    """Logits from models that did not see the document, nor an identical one.

    Parameters
    ----------
    logits : ndarray of float32, shape (n_documents, n_classes)
        ``ABSENT_LOGIT`` where the fold's model had no document of the class.
    folds : ndarray of int8, shape (n_documents,)
        The fold in which each document was held out.
    training_prior : ndarray of float64, shape (n_classes,)
        Class shares of the weighted training labels; 0 for a class left out of training.
    gaps : ndarray of float64, shape (n_folds,)
        Relative duality gap that each fold's fit was proved to reach.
    """

    logits: NDArray[np.float32]
    folds: NDArray[np.int8]
    training_prior: NDArray[np.float64]
    gaps: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Training:
    """A model fitted on all labelled documents, and its out-of-fold scores.

    Parameters
    ----------
    model : LinearModel
    out_of_fold : OutOfFold
    """

    model: LinearModel
    out_of_fold: OutOfFold


def deal_folds(corpus: LabelledCorpus, settings: TrainingSettings) -> NDArray[np.int8]:
    """Deal the documents of a corpus to folds, identical texts to the same one.

    Parameters
    ----------
    corpus : LabelledCorpus
    settings : TrainingSettings
        Gives the number of folds and the seed.

    Returns
    -------
    ndarray of int8, shape (n_documents,)
    """
    return stratified_group_folds(
        corpus.codes, corpus.identical_groups, settings.folds, settings.seed
    )


def train(
    corpus: LabelledCorpus,
    counts: TermCounts,
    folds: NDArray[np.int8],
    settings: TrainingSettings,
    progress: Progress | None = None,
    *,
    trainable: NDArray[np.bool_] | None = None,
) -> Training:
    """Fit the model on all documents and once for every fold.

    Parameters
    ----------
    corpus : LabelledCorpus
        Its weights count where the settings ask for design weights.
    counts : TermCounts
        Of the corpus, for ``settings.features``.
    folds : ndarray of int8, shape (n_documents,)
        Fold in which each document is held out.
    settings : TrainingSettings
    progress : Progress, optional
        For ``1 + n_folds`` fits, the full fit first.
    trainable : ndarray of bool, shape (n_documents,), optional
        Documents that may be trained on, all if not given; every document is scored.

    Returns
    -------
    Training

    Raises
    ------
    InputError
        If fewer than two classes are left to train, in all documents or in a fold's.
    Cancelled
        If the progress was cancelled.
    """
    n_folds = int(folds.max()) + 1
    progress = progress or Progress(1 + n_folds)
    usable = usable_rows(corpus, settings)
    if trainable is not None:
        usable = usable[trainable[usable]]
    task = _Task(corpus, counts, settings, progress)
    full, weights = task.fit(usable, None, 0)

    def score_fold(fold: int) -> tuple[NDArray[np.float32], float]:
        return task.score_fold(usable, folds == fold, full, 1 + fold)

    scored = map_in_threads(score_fold, range(n_folds))
    prior = _prior(corpus, usable, settings)
    logits = np.empty((corpus.n_documents, corpus.n_classes), dtype=np.float32)
    for fold, (scores, _) in enumerate(scored):
        logits[folds == fold] = scores
    gaps = np.array([gap for _, gap in scored])
    return Training(
        _linear_model(full, counts.terms, weights, prior), OutOfFold(logits, folds, prior, gaps)
    )


def fit_model(
    corpus: LabelledCorpus,
    counts: TermCounts,
    settings: TrainingSettings,
    progress: Progress | None = None,
) -> LinearModel:
    """Fit the model on all documents, without scores out of fold.

    Parameters
    ----------
    corpus : LabelledCorpus
        Its weights count where the settings ask for design weights.
    counts : TermCounts
        Of the corpus, for ``settings.features``.
    settings : TrainingSettings
    progress : Progress, optional

    Returns
    -------
    LinearModel

    Raises
    ------
    InputError
        If fewer than two classes are left to train.
    Cancelled
        If the progress was cancelled.
    """
    usable = usable_rows(corpus, settings)
    task = _Task(corpus, counts, settings, progress or Progress(1))
    fitted, weights = task.fit(usable, None, 0)
    prior = _prior(corpus, usable, settings)
    return _linear_model(fitted, counts.terms, weights, prior)


@dataclass(frozen=True, eq=False)
class _Task:
    """What the full fit and all folds have in common."""

    corpus: LabelledCorpus
    counts: TermCounts
    settings: TrainingSettings
    progress: Progress

    def fit(
        self, rows: NDArray[np.intp], start: WarmStart | None, number: int
    ) -> tuple[Fit, NDArray[np.float64]]:
        """Fit on `rows`, with tf-idf weights of their own."""
        codes = self.corpus.codes[rows]
        _require_two_classes(codes)
        self.progress.raise_if_cancelled()
        weights = term_weights(self.counts, self.settings.features, rows)
        features = tfidf(self.counts, weights, self.settings.features, rows)
        fitted = fit_linear(
            features,
            codes,
            self.settings,
            start,
            lambda _, gap: self.progress.report(number, gap),
            weights=training_weights(self.corpus, self.settings, rows),
        )
        self.progress.finish(number)
        return fitted, weights

    def score_fold(
        self, usable: NDArray[np.intp], held: NDArray[np.bool_], full: Fit, number: int
    ) -> tuple[NDArray[np.float32], float]:
        """Score the documents held out by a model fitted on the others."""
        kept = np.flatnonzero(~held[usable])
        rows = usable[kept]
        start = full.start(kept, self.corpus.codes[rows])
        fitted, weights = self.fit(rows, start, number)
        features = tfidf(self.counts, weights, self.settings.features, np.flatnonzero(held))
        return fitted.logits(features, self.corpus.n_classes), fitted.gap


def usable_rows(corpus: LabelledCorpus, settings: TrainingSettings) -> NDArray[np.intp]:
    """Rows that may be trained on.

    Parameters
    ----------
    corpus : LabelledCorpus
    settings : TrainingSettings
        Says whether the reject class is left out.

    Returns
    -------
    ndarray of int, shape (n_usable,)
    """
    if settings.include_reject or corpus.reject_code is None:
        return np.arange(corpus.n_documents)
    return np.flatnonzero(corpus.codes != corpus.reject_code)


def training_weights(
    corpus: LabelledCorpus, settings: TrainingSettings, rows: NDArray[np.intp]
) -> NDArray[np.float64] | None:
    """How much documents count in training, before class weights.

    Parameters
    ----------
    corpus : LabelledCorpus
    settings : TrainingSettings
        Says whether the corpus's weights count.
    rows : ndarray of int, shape (n_rows,)

    Returns
    -------
    ndarray of float64, shape (n_rows,), or None
        None where all count alike.
    """
    if corpus.weights is None or not settings.design_weights:
        return None
    return corpus.weights[rows]


def _prior(
    corpus: LabelledCorpus, rows: NDArray[np.intp], settings: TrainingSettings
) -> NDArray[np.float64]:
    weights = training_weights(corpus, settings, rows)
    return training_prior(corpus.codes[rows], corpus.n_classes, settings, weights)


def _require_two_classes(codes: NDArray[np.integer]) -> None:
    if np.unique(codes).size < 2:
        raise InputError(
            "training: fewer than two classes have documents to train on. Label documents of "
            "at least two classes, at least two different texts each, or keep the reject class "
            "in training."
        )


def _linear_model(
    fit: Fit, terms: NDArray[np.object_], weights: NDArray[np.float64], prior: NDArray[np.float64]
) -> LinearModel:
    """Centre across the trained classes; a class left out becomes nan."""
    coefficients = np.full((len(prior), len(terms)), np.nan, dtype=np.float32)
    coefficients[fit.present] = fit.coefficients - fit.coefficients.mean(axis=0)
    intercept = np.full(len(prior), np.nan)
    intercept[fit.present] = fit.intercept - fit.intercept.mean()
    return LinearModel(coefficients, intercept, terms, weights, prior, fit.gap)
