"""Out-of-fold scores for every outer fold of a nested cross-validation.

The same folds serve on both levels: outside of an outer fold, documents are scored by models that
leave out the outer fold and their own. A model without folds a and b scores a where b is the
outer fold and b where a is, so that K folds take K (K - 1) / 2 such fits, half of what inner
folds of their own would take.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.model.crossfit import training_weights, usable_rows
from analysis.model.features import TermCounts, term_weights, tfidf
from analysis.model.linear import Fit, fit_linear, training_prior
from analysis.model.settings import TrainingSettings
from analysis.model.threads import map_in_threads
from analysis.progress import Progress

# An outer fold, or None where no document is held out for the outer level.
Outer = int | None
_HeldOut = frozenset[int]


@dataclass(frozen=True, eq=False)
class ScoredDocuments:
    """Some documents of a corpus, with scores by models that saw none of them.

    Parameters
    ----------
    rows : ndarray of int, shape (n_rows,)
        Which documents of the corpus they are.
    codes : ndarray of int32, shape (n_rows,)
    logits : ndarray of float32, shape (n_rows, n_classes)
    folds : ndarray of int8, shape (n_rows,)
    training_prior : ndarray of float64, shape (n_classes,)
        Class shares of the weighted labels that may be trained on; 0 for a class left out.
    weights : ndarray of float64, shape (n_rows,), optional
        How much each document counts in figures; None where all count alike.
    """

    rows: NDArray[np.intp]
    codes: NDArray[np.int32]
    logits: NDArray[np.float32]
    folds: NDArray[np.int8]
    training_prior: NDArray[np.float64]
    weights: NDArray[np.float64] | None = None

    @property
    def n_classes(self) -> int:
        """Number of classes."""
        return len(self.training_prior)


@dataclass(frozen=True, eq=False)
class NestedScores:
    """What an outer fold needs.

    Parameters
    ----------
    inner : ScoredDocuments
        Outside of the outer fold, by models that saw neither it nor the document's own fold.
    outer : ScoredDocuments
        In the outer fold, by the model without it; no document where there is no outer fold.
    """

    inner: ScoredDocuments
    outer: ScoredDocuments


def n_nested_fits(n_folds: int, outers: Collection[Outer]) -> int:
    """Count the fits that `nested_scores` makes.

    Parameters
    ----------
    n_folds : int
    outers : collection of int or None

    Returns
    -------
    int
        The fit on all documents, from which the others begin, is one of them.
    """
    return 1 + len(_held_out(n_folds, outers))


def nested_scores(
    corpus: LabelledCorpus,
    counts: TermCounts,
    folds: NDArray[np.int8],
    settings: TrainingSettings,
    outers: Collection[Outer],
    progress: Progress | None = None,
) -> dict[Outer, NestedScores]:
    """Score the documents outside of each outer fold out of fold, and those in it.

    Parameters
    ----------
    corpus : LabelledCorpus
    counts : TermCounts
        Of the corpus, for ``settings.features``.
    folds : ndarray of int8, shape (n_documents,)
        Of both levels.
    settings : TrainingSettings
    outers : collection of int or None
        Outer folds; None stands for usual out-of-fold scores of all documents.
    progress : Progress, optional
        For `n_nested_fits` fits.

    Returns
    -------
    dict of int or None to NestedScores

    Raises
    ------
    Cancelled
        If the progress was cancelled.
    """
    n_folds = int(folds.max()) + 1
    held_out = _held_out(n_folds, outers)
    task = _Task(corpus, counts, folds, settings, progress or Progress(1 + len(held_out)))
    full = task.fit(frozenset(), None, 0)[0]
    scores = map_in_threads(
        lambda numbered: task.score(numbered[1], full, numbered[0]), enumerate(held_out, 1)
    )
    scored = dict(zip(held_out, scores, strict=True))
    return {outer: _assembled(task, outer, scored) for outer in outers}


def _held_out(n_folds: int, outers: Collection[Outer]) -> list[_HeldOut]:
    """The sets of folds that models have to leave out."""
    wanted = {_left_out(outer, fold) for outer in outers for fold in range(n_folds)}
    return sorted(wanted, key=sorted)


def _left_out(outer: Outer, fold: int) -> _HeldOut:
    """Folds that the model which scores a fold has not seen."""
    return frozenset({fold} if outer is None else {fold, outer})


@dataclass(frozen=True, eq=False)
class _Task:
    """What all fits of one setting have in common."""

    corpus: LabelledCorpus
    counts: TermCounts
    folds: NDArray[np.int8]
    settings: TrainingSettings
    progress: Progress

    def outside(self, held_out: _HeldOut) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Rows to train on, and their positions among those of the full fit."""
        usable = usable_rows(self.corpus, self.settings)
        kept = np.flatnonzero(~np.isin(self.folds[usable], list(held_out)))
        return usable[kept], kept

    def fit(
        self, held_out: _HeldOut, full: Fit | None, number: int
    ) -> tuple[Fit, NDArray[np.float64]]:
        rows, kept = self.outside(held_out)
        codes = self.corpus.codes[rows]
        self.progress.raise_if_cancelled()
        weights = term_weights(self.counts, self.settings.features, rows)
        fitted = fit_linear(
            tfidf(self.counts, weights, self.settings.features, rows),
            codes,
            self.settings,
            None if full is None else full.start(kept, codes),
            lambda _, gap: self.progress.report(number, gap),
            weights=training_weights(self.corpus, self.settings, rows),
        )
        self.progress.finish(number)
        return fitted, weights

    def score(self, held_out: _HeldOut, full: Fit, number: int) -> NDArray[np.float32]:
        """Score the documents held out, in the order of the corpus."""
        fitted, weights = self.fit(held_out, full, number)
        rows = np.flatnonzero(np.isin(self.folds, list(held_out)))
        features = tfidf(self.counts, weights, self.settings.features, rows)
        return fitted.logits(features, self.corpus.n_classes)

    def prior(self, outer: Outer) -> NDArray[np.float64]:
        rows, _ = self.outside(frozenset() if outer is None else frozenset({outer}))
        weights = training_weights(self.corpus, self.settings, rows)
        return training_prior(
            self.corpus.codes[rows], self.corpus.n_classes, self.settings, weights
        )


def _assembled(
    task: _Task, outer: Outer, scored: dict[_HeldOut, NDArray[np.float32]]
) -> NestedScores:
    """Put the scores of all folds into the order of the corpus, and part the outer fold off."""
    folds = task.folds
    logits = np.empty((len(folds), task.corpus.n_classes), dtype=np.float32)
    for fold in range(int(folds.max()) + 1):
        left_out = _left_out(outer, fold)
        of_left_out = folds[np.isin(folds, list(left_out))]
        logits[folds == fold] = scored[left_out][of_left_out == fold]
    prior = task.prior(outer)

    def part(rows: NDArray[np.intp]) -> ScoredDocuments:
        corpus = task.corpus
        weights = None if corpus.weights is None else corpus.weights[rows]
        return ScoredDocuments(rows, corpus.codes[rows], logits[rows], folds[rows], prior, weights)

    outside = np.ones(len(folds), dtype=bool) if outer is None else folds != outer
    return NestedScores(part(np.flatnonzero(outside)), part(np.flatnonzero(~outside)))
