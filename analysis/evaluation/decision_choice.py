"""Decisions chosen for an aim, and told by what they are worth on folds that did not choose.

A choice is made on all documents. What it is worth is told by the decisions of a choice made anew
for each fold, on the other folds alone: so a way to decide with many numbers to tune does not look
better than one with few because of the tuning.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.decision.decide import decide
from analysis.decision.priors import decision_shift
from analysis.decision.settings import DecisionSettings
from analysis.evaluation.aim import Aim, Tally, stack
from analysis.evaluation.macro_f1_offsets import search_offsets
from analysis.model.nested_scores import ScoredDocuments

Decided = NDArray[np.int16]
_Tuner = Callable[[ScoredDocuments], DecisionSettings]


@dataclass(frozen=True, eq=False)
class DecisionChoice:
    """Decision settings, and how a choice like this one decides documents it did not see.

    Parameters
    ----------
    settings : DecisionSettings
        Chosen on all documents.
    decided : ndarray of int16, shape (n_rows,)
        Each fold as chosen on the other folds.
    """

    settings: DecisionSettings
    decided: Decided


def decisions(documents: ScoredDocuments, settings: DecisionSettings) -> Decided:
    """Decide documents from their scores.

    Parameters
    ----------
    documents : ScoredDocuments
    settings : DecisionSettings

    Returns
    -------
    ndarray of int16, shape (n_rows,)
    """
    return decide(documents.logits, documents.training_prior, settings).astype(np.int16)


def choose_decision(
    documents: ScoredDocuments,
    candidates: Sequence[DecisionSettings],
    aim: Aim,
    baseline: Decided,
) -> DecisionChoice:
    """Choose the candidate that serves an aim best.

    Parameters
    ----------
    documents : ScoredDocuments
    candidates : sequence of DecisionSettings
        From the simplest on: the first of several equally good ones is chosen.
    aim : Aim
    baseline : ndarray of int16, shape (n_rows,)
        What the baseline decides for these documents.

    Returns
    -------
    DecisionChoice
        Where the aim allows no candidate, the one that decides most documents rightly.
    """
    decided = np.stack([decisions(documents, each) for each in candidates])
    tallies = stack([tally_by_fold(documents, each, aim) for each in decided])
    of_baseline = tally_by_fold(documents, baseline, aim)
    everything, all_of_baseline = tallies.sum(1), of_baseline.sum(0)
    crossed = np.empty(len(documents.rows), dtype=np.int16)
    for fold in range(of_baseline.cost.shape[0]):
        held = documents.folds == fold
        rest = everything - tallies[:, fold]
        chosen = _best(aim, rest, all_of_baseline - of_baseline[fold])
        crossed[held] = decided[chosen][held]
    best = _best(aim, everything, all_of_baseline)
    return DecisionChoice(candidates[best], crossed)


def tune_offsets(documents: ScoredDocuments, start: DecisionSettings) -> DecisionChoice:
    """Search an offset for each class that raises macro-F1.

    Parameters
    ----------
    documents : ScoredDocuments
    start : DecisionSettings
        Its shift is where the search begins.

    Returns
    -------
    DecisionChoice
        Its offsets hold what `start` shifted, with the priors as learned.
    """

    def tuned(on: ScoredDocuments) -> DecisionSettings:
        logits = on.logits / np.float32(start.temperature)
        logits[:, on.training_prior == 0] = -np.inf
        found = search_offsets(logits, on.codes, decision_shift(on.training_prior, start))
        offsets = tuple((code, round(float(each), 4)) for code, each in enumerate(found) if each)
        return replace(start, prior="as-learned", tau=1.0, custom_prior=(), offsets=offsets)

    return _crossed(documents, tuned)


def tally_by_fold(documents: ScoredDocuments, decided: Decided, aim: Aim) -> Tally:
    """Count decisions fold by fold.

    Parameters
    ----------
    documents : ScoredDocuments
    decided : ndarray of int16, shape (n_rows,)
    aim : Aim
        Knows what errors cost.

    Returns
    -------
    Tally
        With the folds, from 0 on, as its leading axis.
    """
    parts = [documents.folds == fold for fold in range(int(documents.folds.max()) + 1)]
    weights = documents.weights
    return stack(
        [
            aim.tally(
                documents.codes[part],
                decided[part],
                documents.n_classes,
                None if weights is None else weights[part],
            )
            for part in parts
        ]
    )


def _crossed(documents: ScoredDocuments, tuned: _Tuner) -> DecisionChoice:
    """Tune on all documents, and once for each fold without it."""
    decided = np.empty(len(documents.rows), dtype=np.int16)
    for fold in np.unique(documents.folds):
        held = documents.folds == fold
        settings = tuned(_part(documents, ~held))
        decided[held] = decisions(_part(documents, held), settings)
    return DecisionChoice(tuned(documents), decided)


def _part(documents: ScoredDocuments, rows: NDArray[np.bool_]) -> ScoredDocuments:
    return replace(
        documents,
        rows=documents.rows[rows],
        codes=documents.codes[rows],
        logits=documents.logits[rows],
        folds=documents.folds[rows],
        weights=None if documents.weights is None else documents.weights[rows],
    )


def _best(aim: Aim, tallies: Tally, baseline: Tally) -> int:
    """Position of the best candidate among those that the aim allows."""
    allowed = aim.allows(tallies, baseline)
    if not allowed.any():
        return int(tallies.micro_f1().argmax())
    return int(np.where(allowed, aim.value(tallies), -np.inf).argmax())
