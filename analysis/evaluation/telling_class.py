"""A class to begin with, where none was chosen."""

from dataclasses import dataclass

import numpy as np

from analysis.evaluation.per_class import PerClass


@dataclass(frozen=True)
class TellingClass:
    """A class and why it is worth a look.

    Parameters
    ----------
    code : int
    reason : str
        Begins with a small letter, without a full stop.
    """

    code: int
    reason: str


def telling_class(figures: PerClass) -> TellingClass:
    """Choose the most frequent class that is never predicted, or else the one of lowest F1.

    Parameters
    ----------
    figures : PerClass

    Returns
    -------
    TellingClass
        Never the reject class, unless there is no other with labels.
    """
    own = figures.support > 0
    if figures.reject_code is not None and own.sum() > 1:
        own[figures.reject_code] = False
    never = own & (figures.predicted == 0)
    if never.any():
        most_frequent = int(np.where(never, figures.support, -1).argmax())
        return TellingClass(most_frequent, "the most frequent class that is never predicted")
    lowest = int(np.where(own, figures.f1, np.inf).argmin())
    return TellingClass(lowest, "the class with the lowest F1")


def telling_opponent(figures: PerClass, code: int) -> TellingClass:
    """Choose the class that another one is best compared with.

    Parameters
    ----------
    figures : PerClass
        Of at least two classes.
    code : int
        Of the class that is compared.

    Returns
    -------
    TellingClass
        The wrong class that most of its documents are decided for, or else the most frequent
        other class.
    """
    taken_for = int(figures.most_confused_with[code])
    if taken_for >= 0:
        return TellingClass(taken_for, "the class it is most often taken for")
    others = np.where(np.arange(len(figures.support)) == code, -1, figures.support)
    return TellingClass(int(others.argmax()), "the most frequent other class")
