"""What more labels would add to each class: along its own curve, or that of classes of its size.

A class of 50 documents or more that its models find now and then is carried on along its own
learning curve. Any other follows the mean curve of the classes of its size, by as many times its
labels; then the gain is what such classes gain on average, and the interval is that of the mean.
All curves are measured with the labels of all classes growing in proportion.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.evaluation.intervals import Estimate
from analysis.explain.learnability.class_sizes import SizeGroup, size_groups
from analysis.explain.learnability.curve_figures import CurveScores
from analysis.explain.learnability.extrapolation import FEWEST_SIZES, Extrapolation, extrapolate

FEWEST_DOCUMENTS = 50
MORE_LABELS = 50
_UNDEFINED = Estimate(float("nan"))


@dataclass(frozen=True, eq=False)
class ClassCurve:
    """The curve of F1 that a class is expected to follow.

    Parameters
    ----------
    labels : int
        Of the class.
    extrapolation : Extrapolation or None
        Of the class itself or of the mean of its group; None where nothing can be said.
    group : SizeGroup or None
        The classes whose mean it is; None for the class's own curve.
    reason : str
        Why nothing can be said; empty otherwise.
    """

    labels: int
    extrapolation: Extrapolation | None
    group: SizeGroup | None = None
    reason: str = ""

    @property
    def f1(self) -> float:
        """F1 measured with the largest training sets; nan where nothing can be said."""
        if self.extrapolation is None:
            return float("nan")
        return float(self.extrapolation.figure.values[-1])

    @property
    def basis(self) -> str:
        """Which curve it is, in words."""
        if self.extrapolation is None:
            return ""
        return "its own curve" if self.group is None else f"mean of {self.group.name}"

    @property
    def most_labels(self) -> int:
        """Most labels of the class that anything is said of."""
        return self.labels + self.possible_more(10 * self.labels)

    def possible_more(self, wanted: int = MORE_LABELS) -> int:
        """Return how many more labels something can be said of, `wanted` at most."""
        if self.extrapolation is None:
            return 0
        figure = self.extrapolation.figure
        most = self.labels * self.extrapolation.most_labels / figure.labels
        return max(min(wanted, int(most) - self.labels), 0)

    def gain(self, more: int) -> Estimate:
        """Return what more labels of the class are expected to add to its F1.

        Parameters
        ----------
        more : int
            At most `possible_more`, or the gain is nan.

        Returns
        -------
        Estimate
        """
        if self.extrapolation is None:
            return _UNDEFINED
        times = (self.labels + more) / self.labels
        return self.extrapolation.gain(times * self.extrapolation.figure.labels)

    def labels_needed(self, target: float) -> Estimate:
        """Return the labels of the class at which its F1 is expected to reach a target.

        Parameters
        ----------
        target : float
            From 0 to 1.

        Returns
        -------
        Estimate
            Infinity for more than can be said; nan where nothing can be said.
        """
        if self.extrapolation is None:
            return _UNDEFINED
        needed = self.extrapolation.labels_needed(target)
        times = self.labels / self.extrapolation.figure.labels
        return Estimate(*(times * each for each in (needed.value, needed.low, needed.high)))


def class_curves(scores: CurveScores, corpus: LabelledCorpus) -> tuple[ClassCurve, ...]:
    """Find the curve that each class is expected to follow.

    Parameters
    ----------
    scores : CurveScores
    corpus : LabelledCorpus

    Returns
    -------
    tuple of ClassCurve
        In the order of `corpus.classes`.
    """
    curves: dict[int, ClassCurve] = {}
    for group in size_groups(corpus):
        pooled = _pooled(scores, group)
        sizes_found = scores.n_sizes_found(group.codes)
        for code, n_found in zip(group.codes, sizes_found, strict=True):
            labels = int(corpus.support[code])
            if labels >= FEWEST_DOCUMENTS and n_found >= FEWEST_SIZES:
                own = extrapolate(scores.f1(np.array([code])))
                curves[int(code)] = ClassCurve(labels, own)
            elif isinstance(pooled, str):
                curves[int(code)] = ClassCurve(labels, None, reason=pooled)
            else:
                curves[int(code)] = ClassCurve(labels, pooled, group)
    return tuple(curves[code] for code in range(corpus.n_classes))


def gains_frame(
    curves: tuple[ClassCurve, ...], corpus: LabelledCorpus, target: float
) -> pd.DataFrame:
    """Return what more labels would add to each class, the largest gain first.

    Parameters
    ----------
    curves : tuple of ClassCurve
        From `class_curves`.
    corpus : LabelledCorpus
    target : float
        F1 for which the labels needed are told.

    Returns
    -------
    DataFrame
        `class`, `labels`, `f1`, `more` (labels added), `gain` with `gain_low` and `gain_high`,
        `doubled` (gain from twice the labels) with its bounds, `needed`, `needed_low` and
        `needed_high` (labels for the target; infinite where more than can be said), `basis`,
        `reason`, `code`.
    """
    rows = [
        _row(code, name, curve, target)
        for code, (name, curve) in enumerate(zip(corpus.classes, curves, strict=True))
    ]
    return pd.DataFrame(rows).sort_values(
        ["gain", "labels"], ascending=False, kind="stable", ignore_index=True
    )


def _row(code: int, name: str, curve: ClassCurve, target: float) -> dict[str, object]:
    more = curve.possible_more()
    gain, doubled = curve.gain(more), curve.gain(curve.labels)
    needed = curve.labels_needed(target)
    return {
        "class": name,
        "labels": curve.labels,
        "f1": curve.f1 if curve.group is None else float("nan"),
        "more": more,
        "gain": gain.value,
        "gain_low": gain.low,
        "gain_high": gain.high,
        "doubled": doubled.value,
        "doubled_low": doubled.low,
        "doubled_high": doubled.high,
        "needed": needed.value,
        "needed_low": needed.low,
        "needed_high": needed.high,
        "basis": curve.basis,
        "reason": curve.reason,
        "code": code,
    }


def _pooled(scores: CurveScores, group: SizeGroup) -> Extrapolation | str:
    """The mean curve of a group, or why there is none."""
    if group.n_documents < FEWEST_DOCUMENTS:
        return f"{group.name} have {group.n_documents:,} labels together, {FEWEST_DOCUMENTS} needed"
    figure = scores.f1(group.codes)
    if (figure.values > 0).sum() < FEWEST_SIZES:
        return f"{group.name}: hardly one document is found by any model"
    return extrapolate(figure)


def gains_from_doubling(curves: tuple[ClassCurve, ...]) -> NDArray[np.float64]:
    """Return what twice its labels are expected to add to the F1 of each class.

    Parameters
    ----------
    curves : tuple of ClassCurve

    Returns
    -------
    ndarray of shape (n_classes,)
        nan where nothing can be said.
    """
    return np.array([curve.gain(curve.labels).value for curve in curves])
