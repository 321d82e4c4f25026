"""Sentences on which classes are taken for which; plain text, never markup."""

import numpy as np

from analysis.evaluation.confusion import ConfusionCounts
from analysis.evaluation.confusion_matrix import CAP_PERCENTILE, ConfusionMatrix
from analysis.evaluation.wording import counted, percent


def confusion_sentence(confusion: ConfusionCounts) -> str:
    """How many documents are decided wrongly, for which class, and the pair most confused.

    Parameters
    ----------
    confusion : ConfusionCounts

    Returns
    -------
    str
    """
    n_wrong, n_documents = int(confusion.wrong.sum()), int(confusion.counts.sum())
    if n_wrong == 0:
        return f"None of {counted(n_documents, 'document')} is decided wrongly."
    are = "is" if n_wrong == 1 else "are"
    return (
        f"{n_wrong:,} of {counted(n_documents, 'document')} {are} decided wrongly; "
        f"{_destination(confusion, n_wrong)} {_most_confused(confusion)}"
    )


def baseline_sentence(current: ConfusionCounts, baseline: ConfusionCounts) -> str:
    """How many documents the baseline decides wrongly, and how many pairs it confuses.

    Parameters
    ----------
    current, baseline : ConfusionCounts
        Of the same documents.

    Returns
    -------
    str
    """
    n_baseline, n_current = (int((c.wrong > 0).sum()) for c in (baseline, current))
    return (
        f"The baseline decides {baseline.wrong.sum():,} wrongly; it confuses "
        f"{counted(n_baseline, 'pair')} of classes, the current settings {n_current:,}."
    )


def matrix_caption(matrix: ConfusionMatrix, confusion: ConfusionCounts) -> str:
    """What a figure of the confusion shows, in which order, and what it leaves out.

    Parameters
    ----------
    matrix : ConfusionMatrix
    confusion : ConfusionCounts
        What it was cut from.

    Returns
    -------
    str
    """
    shown = f"{len(matrix.classes):,} of {counted(confusion.n_classes, 'class', 'classes')} shown"
    parts = [f"{shown}, in an order that makes confused classes neighbours{_last(confusion)}."]
    if not np.isnan(matrix.cap):
        parts.append(f"The diagonal has no colour; colours end at {_cap(matrix)}.")
    if matrix.not_shown:
        documents = counted(matrix.not_shown, "wrongly decided document")
        parts.append(f"{documents} of or for classes left out {_are(matrix.not_shown)} not here.")
    return " ".join(parts)


def _destination(confusion: ConfusionCounts, n_wrong: int) -> str:
    """'4,212 of them go to bad.': the reject class, or else where most errors go."""
    gained = confusion.wrong.sum(axis=0)
    code = int(gained.argmax()) if confusion.reject_code is None else confusion.reject_code
    n = int(gained[code])
    if n == n_wrong:
        whole = "it goes" if n == 1 else "all of them go"
        return f"{whole} to {confusion.classes[code]}."
    how_many = f"{n:,}" if n else "none"
    go = "go" if n > 1 else "goes"
    rank = ", more than to any other class" if confusion.reject_code is None else ""
    return f"{how_many} of them {go} to {confusion.classes[code]}{rank}."


def _most_confused(confusion: ConfusionCounts) -> str:
    first = confusion.pairs_frame().iloc[0]
    share, low, high = (percent(first[name]) for name in ("share", "share_low", "share_high"))
    return (
        f"The pair most often confused is {first['true']} taken for {first['decided']}: "
        f"{first['count']:,} of {counted(first['support'], 'document')}, "
        f"{share} ({low} to {high})."
    )


def _last(confusion: ConfusionCounts) -> str:
    code = confusion.reject_code
    return "" if code is None else f", {confusion.classes[code]} last"


def _cap(matrix: ConfusionMatrix) -> str:
    largest = percent(matrix.cap) if matrix.scale == "share" else f"{matrix.cap:,.0f}"
    return f"the {CAP_PERCENTILE}th percentile, {largest}"


def _are(n: int) -> str:
    return "is" if n == 1 else "are"
