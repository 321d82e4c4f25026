"""The reject class treated in four ways: a class, left out, a gate, a threshold.

Every way first says which of the other classes a document belongs to, and then how much speaks
for a document of those classes at all; the document goes to the reject class where that is less
than the way's threshold.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.decision.decide import posteriors
from analysis.decision.priors import shifted_logits
from analysis.decision.settings import DecisionSettings
from analysis.evaluation.confusion import ConfusionCounts, confusion_counts
from analysis.model.crossfit import OutOfFold

AS_A_CLASS, LEFT_OUT, GATE, THRESHOLD = (
    "A class like the others",
    "Left out of training",
    "A gate before",
    "A threshold on the largest posterior",
)


@dataclass(frozen=True, eq=False, kw_only=True)
class RejectWay:
    """What one way decides; arrays of shape (n_documents,).

    Parameters
    ----------
    name : str
    reject_code : int
        Code of the reject class.
    taken_for : ndarray of int32
        Code of the class that a document goes to if it is not rejected.
    evidence : ndarray of float
        How much speaks for a document of any other class; only its order counts.
    decided : ndarray of int32
        Code of the class decided, the reject class included.
    confusion : ConfusionCounts
    """

    name: str
    reject_code: int
    taken_for: NDArray[np.int32]
    evidence: NDArray[np.floating]
    decided: NDArray[np.int32]
    confusion: ConfusionCounts

    def lost(self) -> NDArray[np.int64]:
        """Documents of each other class that went to the reject class, shape (n_classes,)."""
        lost = self.confusion.counts[:, self.reject_code].copy()
        lost[self.reject_code] = 0
        return lost

    def intruding(self) -> NDArray[np.int64]:
        """Documents of the reject class that each other class took in, shape (n_classes,)."""
        intruding = self.confusion.counts[self.reject_code].copy()
        intruding[self.reject_code] = 0
        return intruding


def reject_ways(
    corpus: LabelledCorpus,
    with_reject: OutOfFold,
    without_reject: OutOfFold,
    gate: NDArray[np.floating],
    settings: DecisionSettings,
) -> tuple[RejectWay, ...]:
    """Decide every document in each of the four ways.

    Parameters
    ----------
    corpus : LabelledCorpus
        With a reject class.
    with_reject, without_reject : OutOfFold
        Of a training that keeps the reject class, and of one that leaves it out.
    gate : ndarray of float, shape (n_documents,)
        Out-of-fold logit of any other class against the reject class.
    settings : DecisionSettings
        Temperature, priors and offsets; costs and abstaining are left aside. They hold among
        the classes of each training: the gate, and its threshold, know nothing of them.

    Returns
    -------
    tuple of RejectWay
        As a class; left out; a gate; a threshold. The thresholds of the last two are those with
        which most documents, by weight, are decided rightly, for the documents of each fold
        chosen on those of the others.

    Raises
    ------
    ValueError
        If the corpus has no reject class.
    """
    reject = corpus.reject_code
    if reject is None:
        raise ValueError("there is no reject class to treat in one way or another")
    taken, evidence = _among_others(with_reject, settings, reject)
    posterior = posteriors(without_reject.logits, without_reject.training_prior, settings)
    others, largest = posterior.argmax(axis=1).astype(np.int32), posterior.max(axis=1)
    thresholds = [
        nested_thresholds(
            each, others == corpus.codes, corpus.codes == reject, without_reject.folds
        )
        for each in (gate, largest)
    ]
    return (
        _way(AS_A_CLASS, corpus, reject, taken, evidence, 0.0),
        _way(LEFT_OUT, corpus, reject, others, largest, -np.inf),
        _way(GATE, corpus, reject, others, gate, thresholds[0]),
        _way(THRESHOLD, corpus, reject, others, largest, thresholds[1]),
    )


def way_documents(corpus: LabelledCorpus, way: RejectWay, code: int) -> pd.DataFrame:
    """Return the documents that a class loses to the reject class, and those that it takes in.

    Parameters
    ----------
    corpus : LabelledCorpus
    way : RejectWay
        Of the corpus's documents.
    code : int
        Of the class.

    Returns
    -------
    DataFrame
        `text`, `label`, `decided`; those lost come first.
    """
    lost = (corpus.codes == code) & (way.decided == way.reject_code)
    intruding = (corpus.codes == way.reject_code) & (way.decided == code)
    rows = np.concatenate([np.flatnonzero(lost), np.flatnonzero(intruding)])
    names = np.array(corpus.classes, dtype=object)
    return pd.DataFrame(
        {
            "text": corpus.texts[rows],
            "label": names[corpus.codes[rows]],
            "decided": names[way.decided[rows]],
        }
    )


def best_threshold(
    evidence: NDArray[np.floating],
    right: NDArray[np.bool_],
    rejectable: NDArray[np.bool_],
    weights: NDArray[np.float64] | None = None,
) -> float:
    """Find the threshold with which most documents are decided rightly.

    Parameters
    ----------
    evidence : ndarray of float, shape (n_documents,)
        A document is rejected where this is below the threshold.
    right : ndarray of bool, shape (n_documents,)
        Whether it is decided rightly if it is not rejected.
    rejectable : ndarray of bool, shape (n_documents,)
        Whether rejecting it is right.
    weights : ndarray of float64, shape (n_documents,), optional
        How much each document counts; all alike if not given.

    Returns
    -------
    float
        Halfway between two documents; -inf where nothing is worth rejecting. The lowest of
        equally good ones.
    """
    order = np.argsort(evidence, kind="stable")
    ordered = evidence[order].astype(np.float64)
    mass = np.ones(len(order)) if weights is None else weights[order]
    gains = np.cumsum(mass * rejectable[order] - mass * right[order])
    # Documents of equal evidence are rejected together, or not at all.
    gains[:-1][ordered[:-1] == ordered[1:]] = -np.inf
    last = int(gains.argmax()) if len(gains) else 0
    if not len(gains) or gains[last] <= 0:
        return -np.inf
    return np.inf if last == len(gains) - 1 else float(ordered[last : last + 2].mean())


def nested_thresholds(
    evidence: NDArray[np.floating],
    right: NDArray[np.bool_],
    rejectable: NDArray[np.bool_],
    folds: NDArray[np.integer],
    weights: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Choose the threshold for the documents of each fold on those of the others.

    Parameters
    ----------
    evidence : ndarray of float, shape (n_documents,)
    right, rejectable : ndarray of bool, shape (n_documents,)
        As for `best_threshold`.
    folds : ndarray of int, shape (n_documents,)
    weights : ndarray of float64, shape (n_documents,), optional

    Returns
    -------
    ndarray of float64, shape (n_documents,)
    """
    thresholds = np.empty(len(evidence))
    for fold in np.unique(folds):
        held = folds == fold
        others = None if weights is None else weights[~held]
        thresholds[held] = best_threshold(evidence[~held], right[~held], rejectable[~held], others)
    return thresholds


def _way(
    name: str,
    corpus: LabelledCorpus,
    reject: int,
    taken_for: NDArray[np.int32],
    evidence: NDArray[np.floating],
    threshold: NDArray[np.floating] | float,
) -> RejectWay:
    """Reject every document whose evidence is below the threshold."""
    decided = np.where(evidence >= threshold, taken_for, np.int32(reject))
    return RejectWay(
        name=name,
        reject_code=reject,
        taken_for=taken_for,
        evidence=evidence,
        decided=decided,
        confusion=confusion_counts(
            corpus.codes, decided, corpus.classes, reject, weights=corpus.weights
        ),
    )


def _among_others(
    scored: OutOfFold, settings: DecisionSettings, reject: int
) -> tuple[NDArray[np.int32], NDArray[np.floating]]:
    """Likeliest class apart from the reject class, and its logit beyond that one's."""
    shifted = shifted_logits(scored.logits, scored.training_prior, settings)
    rejected = shifted[:, reject].copy()
    shifted[:, reject] = -np.inf
    taken_for = shifted.argmax(axis=1).astype(np.int32)
    return taken_for, shifted[np.arange(len(shifted)), taken_for] - rejected
