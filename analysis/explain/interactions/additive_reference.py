"""What single words say at their best: a model without pairs, at a penalty chosen anew.

At a strong penalty every coefficient is too small, and a pair of words seems to say more than its
words. So C is chosen for each outer fold by the log loss out of fold on the other folds.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax

from analysis.corpus.corpus import LabelledCorpus
from analysis.explain.learnability.log_loss import losses_of
from analysis.model.features import TermCounts
from analysis.model.nested_scores import (
    NestedScores,
    ScoredDocuments,
    n_nested_fits,
    nested_scores,
)
from analysis.model.settings import TrainingSettings
from analysis.progress import Progress

C_GRID = (1.0, 3.0, 10.0, 30.0, 100.0, 300.0)


@dataclass(frozen=True, eq=False)
class AdditiveReference:
    """Scores by single words, for each outer fold at the C that the other folds chose.

    Parameters
    ----------
    c : ndarray of float64, shape (n_folds,)
    outside : dict of int to ScoredDocuments
        By outer fold: the documents of the other folds, scored out of fold.
    logits : ndarray of float32, shape (n_documents, n_classes)
        Of each document, by the model that the other folds made.
    """

    c: NDArray[np.float64]
    outside: dict[int, ScoredDocuments]
    logits: NDArray[np.float32]


def n_reference_fits(n_folds: int) -> int:
    """Count the fits that `additive_reference` makes at most.

    Parameters
    ----------
    n_folds : int

    Returns
    -------
    int
    """
    return len(C_GRID) * n_nested_fits(n_folds, range(n_folds))


def additive_reference(
    corpus: LabelledCorpus,
    counts: TermCounts,
    folds: NDArray[np.int8],
    settings: TrainingSettings,
    progress: Progress,
) -> AdditiveReference:
    """Score every document by single words, inside and outside of each outer fold.

    Parameters
    ----------
    corpus : LabelledCorpus
    counts : TermCounts
        Of the corpus, for ``settings.features``.
    folds : ndarray of int8, shape (n_documents,)
        At least three.
    settings : TrainingSettings
        Their C and class weights are not used.
    progress : Progress
        For `n_reference_fits` fits; those that were not needed count as done in the end.

    Returns
    -------
    AdditiveReference

    Raises
    ------
    Cancelled
        If the progress was cancelled.
    """
    n_folds = int(folds.max()) + 1
    n_fits = n_nested_fits(n_folds, range(n_folds))
    best = AdditiveReference(
        np.zeros(n_folds), {}, np.empty((corpus.n_documents, corpus.n_classes), np.float32)
    )
    least = np.full(n_folds, np.inf)
    for step, c in enumerate(C_GRID):
        part = progress.part(step * n_fits, n_fits)
        scored = nested_scores(
            corpus, counts, folds, replace(settings, c=c, class_weight="none"), range(n_folds), part
        )
        loss = np.array([_log_loss(scored[fold].inner) for fold in range(n_folds)])
        for fold in np.flatnonzero(loss < least).tolist():
            _adopt(best, fold, c, scored[fold])
        if (loss > least).all():
            break
        least = np.minimum(least, loss)
    for fit in range(progress.n_steps):
        progress.finish(fit)
    return best


def _adopt(best: AdditiveReference, fold: int, c: float, scored: NestedScores) -> None:
    """Take over what one C gives for one outer fold."""
    best.c[fold] = c
    best.outside[fold] = scored.inner
    best.logits[scored.outer.rows] = scored.outer.logits


def _log_loss(scored: ScoredDocuments) -> float:
    posterior = softmax(scored.logits, axis=1)[np.arange(len(scored.codes)), scored.codes]
    return float(losses_of(posterior, len(scored.codes), scored.n_classes).mean())
