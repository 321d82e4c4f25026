"""Sentences that answer a page's question in numbers; plain text, never markup.

Class names stand in them as they are: a page makes them literal before it shows them.
"""

import math

import numpy as np
from numpy.typing import NDArray

from analysis.decision.priors import evidence_ratio
from analysis.decision.settings import DecisionSettings
from analysis.evaluation.confusion import ConfusionCounts
from analysis.evaluation.intervals import Estimate, effective_counts, wilson
from analysis.evaluation.overall import Overall
from analysis.evaluation.per_class import PerClass


def counted(n: int, singular: str, plural: str | None = None) -> str:
    """Number with its noun.

    Parameters
    ----------
    n : int
    singular : str
    plural : str, optional
        The singular with an s, if not given.

    Returns
    -------
    str
        For instance ``"1 label"`` or ``"3,000 labels"``.
    """
    return f"{n:,} {singular if n == 1 else plural or singular + 's'}"


def percent(share: float) -> str:
    """Share as a percentage that is never rounded to 0 or 100 unless it is.

    Parameters
    ----------
    share : float
        From 0 to 1.

    Returns
    -------
    str
        For instance ``"8 %"``, ``"0.4 %"`` or ``"less than 0.1 %"``; "undefined" for nan.
    """
    if math.isnan(share):
        return "undefined"
    if 0 < share < 0.001:
        return "less than 0.1 %"
    if 0.995 <= share < 1:
        return "more than 99 %"
    return f"{100 * share:.1f} %" if 0 < share < 0.01 else f"{100 * share:.0f} %"


def figure(estimate: Estimate) -> str:
    """Figure with its interval, if it has one.

    Parameters
    ----------
    estimate : Estimate

    Returns
    -------
    str
        For instance ``"0.23 (0.22 to 0.24)"``; "undefined" for nan.
    """
    if math.isnan(estimate.value):
        return "undefined"
    if math.isnan(estimate.low):
        return f"{estimate.value:.2f}"
    return f"{estimate.value:.2f} ({estimate.low:.2f} to {estimate.high:.2f})"


def never_predicted_sentence(overall: Overall) -> str:
    """How many classes are never predicted, and what they hold.

    Parameters
    ----------
    overall : Overall

    Returns
    -------
    str
    """
    n = len(overall.never_predicted)
    if n == 0:
        return f"Each of the {overall.classes:,} classes is predicted at least once."
    share = percent(overall.never_predicted_label_share)
    are, hold = ("is", "it holds") if n == 1 else ("are", "they hold")
    return (
        f"{n:,} of {overall.classes:,} classes {are} never predicted; {hold} {share} of the labels."
    )


def macro_beside_micro_sentence(overall: Overall) -> str:
    """What macro-F1 beside micro-F1 means.

    Parameters
    ----------
    overall : Overall

    Returns
    -------
    str
    """
    return (
        f"Micro-F1 {figure(overall.micro_f1)}: {percent(overall.micro_f1.value)} of the "
        f"{counted(overall.documents, 'document')} are decided rightly"
        f"{by_weight(overall.documents, overall.effective_documents)}. "
        f"Macro-F1 {figure(overall.macro_f1)}: the mean F1 of the "
        f"{counted(overall.classes, 'class', 'classes')}, in which the rarest class counts as "
        "much as the most frequent one."
    )


def by_weight(documents: int, effective: float) -> str:
    """How many documents figures are worth, where they are weighed.

    Parameters
    ----------
    documents : int
    effective : float
        Documents of one weight that would say as much.

    Returns
    -------
    str
        To follow what was said of the documents; empty where all count alike.
    """
    if math.isclose(effective, documents):
        return ""
    return f", each weighed by what it stands for (worth {effective:,.0f})"


def class_sentence(figures: PerClass, code: int) -> str:
    """How many documents of a class are found, and where the others go.

    Parameters
    ----------
    figures : PerClass
    code : int
        The class.

    Returns
    -------
    str
    """
    support, found = int(figures.support[code]), int(figures.correct[code])
    if support == 0:
        return "No document has this label."
    low, high = figures.recall_low[code], figures.recall_high[code]
    weighed = _weighed(float(figures.recall[code]), found, support)
    sentence = (
        f"{found:,} of {counted(support, 'document')} {_are(found)} found "
        f"({weighed}95 %: {percent(low)} to {percent(high)})"
    )
    taken_for, lost = int(figures.most_confused_with[code]), int(figures.lost_to_it[code])
    if lost:
        sentence += f"; {lost:,} {_are(lost)} taken for {figures.classes[taken_for]}"
    wrongly = int(figures.predicted[code]) - found
    others = counted(wrongly, "document")
    return f"{sentence}. {others} of other classes {_are(wrongly)} decided for it."


def evidence_sentence(
    classes: tuple[str, ...],
    support: NDArray[np.integer],
    training_prior: NDArray[np.float64],
    a: int,
    b: int,
    settings: DecisionSettings,
) -> str:
    """What evidence a class has to bring against a more frequent one.

    Parameters
    ----------
    classes : tuple of str
    support : ndarray of int, shape (n_classes,)
        Labels of each class.
    training_prior : ndarray of shape (n_classes,)
        Class shares of the weighted training labels.
    a, b : int
        Codes of the rare and of the frequent class.
    settings : DecisionSettings

    Returns
    -------
    str
    """
    learned = evidence_ratio(training_prior, a, b, DecisionSettings())
    if math.isnan(learned):
        left_out = classes[a if training_prior[a] == 0 else b]
        return f"{left_out} was left out of training, so that nothing is decided for it."
    labels = counted(int(support[a]), "label")
    begin = (
        f"Against {classes[b]}, a class with {labels} to its {support[b]:,} has to bring "
        f"evidence of {_ratio(learned)} to 1"
    )
    asked = evidence_ratio(training_prior, a, b, settings)
    if math.isclose(asked, learned):
        return f"{begin}."
    return (
        f"{begin}; tau {settings.tau:g} asks {_ratio(asked)} to 1, as if its errors cost "
        f"{_ratio(learned / asked)} times as much."
    )


def pair_sentence(confusion: ConfusionCounts, a: int, b: int) -> str:
    """How often two classes are taken for each other.

    Parameters
    ----------
    confusion : ConfusionCounts
    a, b : int
        Codes of two classes.

    Returns
    -------
    str
    """
    return f"{_taken_for(confusion, a, b)}; {_taken_for(confusion, b, a)}."


def _are(n: int) -> str:
    return "is" if n == 1 else "are"


def _taken_for(confusion: ConfusionCounts, true: int, decided: int) -> str:
    n, support = int(confusion.counts[true, decided]), int(confusion.support[true])
    names = confusion.classes
    if support == 0:
        return f"{names[true]} has no documents"
    part, whole = confusion.mass.cells[true, decided], confusion.mass.support[true]
    squares = confusion.squares.support[true]
    low, high = wilson(
        effective_counts(part, whole, squares), effective_counts(whole, whole, squares)
    )
    return (
        f"{n:,} of {counted(support, 'document')} of {names[true]} {_are(n)} taken for "
        f"{names[decided]} ({_weighed(float(part / whole), n, support)}{percent(float(low))} to "
        f"{percent(float(high))})"
    )


def _weighed(share: float, n: int, support: int) -> str:
    """The share of weight, where it is another than that of documents."""
    return "" if math.isclose(share, n / support) else f"{percent(share)} by weight, "


def _ratio(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 9.95 else f"{ratio:.2g}"
