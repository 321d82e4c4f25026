"""Precision, recall and F1 of every class, with their intervals.

Where documents have weights, these are shares of weight, and their intervals are those of as many
documents of one weight as would say as much.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.evaluation.confusion import ConfusionCounts, Mass
from analysis.evaluation.intervals import Bounds, effective_counts, f1_interval, wilson

Counts = NDArray[np.int64]
Figures = NDArray[np.float64]

NEVER_PREDICTED = "never predicted"
NO_LABELS = "no labels"


@dataclass(frozen=True, eq=False, kw_only=True)
class PerClass:
    """Figures of every class; all arrays are of shape (n_classes,).

    Parameters
    ----------
    classes : tuple of str
    reject_code : int or None
        Code of the reject class.
    support, predicted, correct : ndarray of int64
        Documents of the class, documents decided for it, and both; counted, never weighed.
    precision, recall, f1 : ndarray of float64
        nan where undefined. F1 is 2 TP / (2 TP + FP + FN): 0 for a class with labels that is
        never predicted, whose precision is undefined.
    precision_low, precision_high, recall_low, recall_high, f1_low, f1_high : ndarray of float64
        95 % intervals; nan where the figure is undefined.
    lost_to_reject : ndarray of int64 or None
        Documents of the class decided for the reject class; None where there is none.
    most_confused_with : ndarray of int64
        The wrong class that most documents of the class were decided for; -1 where none was.
    lost_to_it : ndarray of int64
        How many they are.
    """

    classes: tuple[str, ...]
    reject_code: int | None
    support: Counts
    predicted: Counts
    correct: Counts
    precision: Figures
    precision_low: Figures
    precision_high: Figures
    recall: Figures
    recall_low: Figures
    recall_high: Figures
    f1: Figures
    f1_low: Figures
    f1_high: Figures
    lost_to_reject: Counts | None
    most_confused_with: Counts
    lost_to_it: Counts

    def reasons(self) -> list[str]:
        """Return why a figure of a class is undefined.

        Returns
        -------
        list of str, n_classes
            Empty where every figure is defined.
        """
        return [
            ", ".join(
                reason for reason, holds in ((NO_LABELS, not n), (NEVER_PREDICTED, not m)) if holds
            )
            for n, m in zip(self.support, self.predicted, strict=True)
        ]

    def frame(self) -> pd.DataFrame:
        """Return a row for each class, in the order of the classes.

        Returns
        -------
        DataFrame
            `class` and the fields of the same names, with `most_confused_with` by name (missing
            where there is none) and `reason`, why a figure is undefined.
        """
        names = np.array([*self.classes, None], dtype=object)
        lost = pd.array([pd.NA] * len(self.classes), dtype="Int64")
        return pd.DataFrame(
            {
                "class": names[:-1],
                "support": self.support,
                "predicted": self.predicted,
                "correct": self.correct,
                "precision": self.precision,
                "precision_low": self.precision_low,
                "precision_high": self.precision_high,
                "recall": self.recall,
                "recall_low": self.recall_low,
                "recall_high": self.recall_high,
                "f1": self.f1,
                "f1_low": self.f1_low,
                "f1_high": self.f1_high,
                "lost_to_reject": lost if self.lost_to_reject is None else self.lost_to_reject,
                "most_confused_with": names[self.most_confused_with],
                "lost_to_it": self.lost_to_it,
                "reason": self.reasons(),
            }
        )


def per_class(confusion: ConfusionCounts) -> PerClass:
    """Evaluate every class.

    Parameters
    ----------
    confusion : ConfusionCounts

    Returns
    -------
    PerClass
    """
    mass, squares = confusion.mass, confusion.squares
    precision_low, precision_high = _wilson(mass.correct, mass.predicted, squares.predicted)
    recall_low, recall_high = _wilson(mass.correct, mass.support, squares.support)
    f1_low, f1_high = _f1_interval(mass, squares)
    most_confused_with, lost_to_it = _most_confused(confusion)
    return PerClass(
        classes=confusion.classes,
        reject_code=confusion.reject_code,
        support=confusion.support,
        predicted=confusion.predicted,
        correct=confusion.correct,
        precision=_ratio(mass.correct, mass.predicted),
        precision_low=precision_low,
        precision_high=precision_high,
        recall=_ratio(mass.correct, mass.support),
        recall_low=recall_low,
        recall_high=recall_high,
        f1=_ratio(2 * mass.correct, mass.support + mass.predicted),
        f1_low=f1_low,
        f1_high=f1_high,
        lost_to_reject=_lost_to_reject(confusion),
        most_confused_with=most_confused_with,
        lost_to_it=lost_to_it,
    )


def _wilson(part: Figures, whole: Figures, squares: Figures) -> Bounds:
    """Wilson's interval of a share of weight."""
    return wilson(effective_counts(part, whole, squares), effective_counts(whole, whole, squares))


def _f1_interval(mass: Mass, squares: Mass) -> Bounds:
    """Interval of F1 in shares of the weight of what is of the class or decided for it."""
    whole = mass.support + mass.predicted - mass.correct
    of_whole = squares.support + squares.predicted - squares.correct
    parts = (mass.correct, mass.predicted - mass.correct, mass.support - mass.correct)
    return f1_interval(*(effective_counts(part, whole, of_whole) for part in parts))


def _ratio(numerator: Figures, denominator: Figures) -> Figures:
    """Quotient, nan where the denominator is 0."""
    undefined = np.full(numerator.shape, np.nan)
    return np.divide(numerator, denominator, out=undefined, where=denominator > 0)


def _lost_to_reject(confusion: ConfusionCounts) -> Counts | None:
    return None if confusion.reject_code is None else confusion.wrong[:, confusion.reject_code]


def _most_confused(confusion: ConfusionCounts) -> tuple[Counts, Counts]:
    """Return the most frequent wrong decision of each class, and how frequent it is."""
    wrong = confusion.wrong
    code, count = wrong.argmax(axis=1), wrong.max(axis=1)
    return np.where(count > 0, code, -1), count
