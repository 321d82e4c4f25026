"""Figures over all classes, with and without the documents of the reject class."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.evaluation.confusion import ConfusionCounts
from analysis.evaluation.intervals import Estimate, effective_counts
from analysis.evaluation.per_class import per_class


@dataclass(frozen=True, eq=False, kw_only=True)
class Overall:
    """What holds over all classes; a figure is nan where no document was scored.

    Parameters
    ----------
    documents : int
        Documents that were scored.
    effective_documents : float
        Documents of one weight that would say as much; as many as were scored where all count
        alike.
    abstained : int
        How many of them nothing was decided for; they count as missed.
    classes : int
        Classes that were averaged: those with documents or decisions.
    micro_f1 : Estimate
        Share of the scored documents, by weight, that were decided rightly, which for one
        decision a document is micro-F1.
    macro_f1 : Estimate
        Mean F1 of the classes averaged.
    balanced_accuracy : float
        Mean recall of the classes with documents.
    log_loss : float
        Mean of -log posterior of the true class, in nats; posteriors below 1e-15 count as that.
    prior_log_loss : float
        The same for a model that knows nothing but the class shares of all documents.
    never_predicted : ndarray of int64
        Codes of the classes averaged that no document at all was decided for.
    never_predicted_share : float
        Their share of the classes.
    never_predicted_label_share : float
        Their share of the scored documents.
    """

    documents: int
    effective_documents: float
    abstained: int
    classes: int
    micro_f1: Estimate
    macro_f1: Estimate
    balanced_accuracy: float
    log_loss: float
    prior_log_loss: float
    never_predicted: NDArray[np.int64]
    never_predicted_share: float
    never_predicted_label_share: float


def overall(
    confusion: ConfusionCounts,
    losses: NDArray[np.floating],
    *,
    with_reject: bool = True,
    weights: NDArray[np.float64] | None = None,
) -> Overall:
    """Evaluate all classes together, without intervals.

    Parameters
    ----------
    confusion : ConfusionCounts
        Of all documents.
    losses : ndarray of float, shape (n_scored,)
        -log posterior of the class of each scored document.
    with_reject : bool
        False scores only the documents outside the reject class, and averages the other
        classes. Decisions are unchanged: a document decided for the reject class is an error.
    weights : ndarray of float64, shape (n_scored,), optional
        Of the same documents, those with which they were counted.

    Returns
    -------
    Overall
    """
    scored = confusion if with_reject else confusion.without_reject_documents()
    averaged = averaged_classes(confusion, with_reject=with_reject)
    figures, mass = per_class(scored), scored.mass.support
    documents, total = int(scored.support.sum()), mass.sum()
    never = np.flatnonzero(averaged & (confusion.predicted == 0))
    return Overall(
        documents=documents,
        effective_documents=float(effective_counts(total, total, scored.squares.support.sum())),
        abstained=0 if scored.abstained is None else int(scored.abstained.sum()),
        classes=int(averaged.sum()),
        micro_f1=Estimate(_share(scored.mass.correct.sum(), total)),
        macro_f1=Estimate(_mean(figures.f1[averaged])),
        balanced_accuracy=_mean(figures.recall[averaged]),
        log_loss=_mean(losses, weights),
        prior_log_loss=_share(float(_prior_losses(confusion) @ mass), total),
        never_predicted=never,
        never_predicted_share=_share(len(never), averaged.sum()),
        never_predicted_label_share=_share(scored.support[never].sum(), documents),
    )


def averaged_classes(confusion: ConfusionCounts, *, with_reject: bool = True) -> NDArray[np.bool_]:
    """Which classes a macro average is over.

    Parameters
    ----------
    confusion : ConfusionCounts
        Of all documents.
    with_reject : bool
        False leaves out the reject class.

    Returns
    -------
    ndarray of bool, shape (n_classes,)
        Those with documents or decisions.
    """
    averaged = (confusion.support + confusion.predicted) > 0
    if not with_reject and confusion.reject_code is not None:
        averaged[confusion.reject_code] = False
    return averaged


def _prior_losses(confusion: ConfusionCounts) -> NDArray[np.float64]:
    """-log share of each class among all documents, 0 for a class without documents."""
    support = confusion.mass.support
    shares = np.where(support > 0, support, support.sum()) / max(support.sum(), 1)
    return -np.log(shares, where=shares > 0, out=np.zeros(len(shares)))


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole else float("nan")


def _mean(values: NDArray[np.floating], weights: NDArray[np.float64] | None = None) -> float:
    """Mean of what is defined."""
    defined = ~np.isnan(values)
    if weights is None:
        return _share(values[defined].sum(dtype=np.float64), defined.sum())
    return _share(values[defined] @ weights[defined], weights[defined].sum())
