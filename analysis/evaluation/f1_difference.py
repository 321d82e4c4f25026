"""How much a class's F1 differs between two ways to decide the same documents.

A paired bootstrap is of no use at ten labels: a class of which nothing is found has F1 = 0 in
every resample, so that whatever is gained seems certain. The interval here joins those of the
two figures, each closed in form and right at few labels, by their correlation.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.evaluation.intervals import CONFIDENCE, wilson

Figures = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class PairedCounts:
    """Documents of each class by what two ways decide; arrays of shape (n_classes,).

    Parameters
    ----------
    support : ndarray of float64
        Documents of the class.
    predicted : tuple of ndarray of float64
        Documents decided for the class, before and after.
    correct : tuple of ndarray of float64
        Those among them that are of the class.
    both_predicted, both_correct : ndarray of float64
        Documents of which these hold both before and after.
    """

    support: Figures
    predicted: tuple[Figures, Figures]
    correct: tuple[Figures, Figures]
    both_predicted: Figures
    both_correct: Figures

    def f1(self, which: int) -> Figures:
        """Return F1 before (0) or after (1); nan for a class neither labelled nor decided."""
        occurring = self.support + self.predicted[which]
        return _ratio(2 * self.correct[which], occurring)

    def recall(self, which: int) -> Figures:
        """Return recall before (0) or after (1); nan without documents."""
        return _ratio(self.correct[which], self.support)

    def precision(self, which: int) -> Figures:
        """Return precision before (0) or after (1); nan where nothing was decided for a class."""
        return _ratio(self.correct[which], self.predicted[which])

    @property
    def regained(self) -> Figures:
        """Documents of the class found after, and not before."""
        return self.correct[1] - self.both_correct

    @property
    def lost(self) -> Figures:
        """Documents of the class found before, and not after."""
        return self.correct[0] - self.both_correct


def paired_counts(
    codes: NDArray[np.integer],
    before: NDArray[np.integer],
    after: NDArray[np.integer],
    n_classes: int,
) -> PairedCounts:
    """Count documents by class and both decisions.

    Parameters
    ----------
    codes, before, after : ndarray of int, shape (n_documents,)
        Class of each document, and what was decided; negative where nothing was.
    n_classes : int

    Returns
    -------
    PairedCounts
    """

    def count(classes: NDArray[np.integer]) -> Figures:
        return np.bincount(classes[classes >= 0], minlength=n_classes).astype(np.float64)

    same = before == after
    return PairedCounts(
        support=count(codes),
        predicted=(count(before), count(after)),
        correct=(count(codes[codes == before]), count(codes[codes == after])),
        both_predicted=count(before[same]),
        both_correct=count(codes[same & (codes == before)]),
    )


def f1_difference_interval(
    counts: PairedCounts,
    documents_a_count: NDArray[np.float64] | float = 1.0,
    confidence: float = CONFIDENCE,
) -> tuple[Figures, Figures]:
    """Interval of F1 after less F1 before.

    Parameters
    ----------
    counts : PairedCounts
    documents_a_count : float or ndarray of shape (n_classes,)
        Documents that tell as much as one independent document: above 1 where documents are
        decided in groups of identical ones.
    confidence : float
        0 to 1.

    Returns
    -------
    low, high : ndarray of shape (n_classes,)
        nan where one of the two is undefined.

    Notes
    -----
    The interval of each F1 is Wilson's on TP / (TP + FP + FN), mapped as in `f1_interval`. With
    F1 before and after a and b, the distance of the lower bound from b − a is the root of
    (b − low_b)² + (high_a − a)² − 2r (b − low_b)(high_a − a), and so on (square-and-add). The
    correlation r is that of the two estimates by the delta method, with the continuity
    correction of Newcombe.

    References
    ----------
    Newcombe (1998), "Improved confidence intervals for the difference between binomial
    proportions based on paired data", method 10; Zou, Donner (2008), "Construction of
    confidence limits about effect measures: a general approach".
    """
    before, after = counts.f1(0), counts.f1(1)
    low_0, high_0 = _f1_bounds(counts, 0, documents_a_count, confidence)
    low_1, high_1 = _f1_bounds(counts, 1, documents_a_count, confidence)
    r = _correlation(counts)
    down = _distance(after - low_1, high_0 - before, r)
    up = _distance(high_1 - after, before - low_0, r)
    return after - before - down, after - before + up


def _f1_bounds(
    counts: PairedCounts,
    which: int,
    documents_a_count: NDArray[np.float64] | float,
    confidence: float,
) -> tuple[Figures, Figures]:
    correct = counts.correct[which]
    concerned = counts.support + counts.predicted[which] - correct
    low, high = wilson(correct / documents_a_count, concerned / documents_a_count, confidence)
    return 2 * low / (1 + low), 2 * high / (1 + high)


def continuity(both: Figures, only_one: Figures, only_other: Figures, neither: Figures) -> Figures:
    """Share of a correlation that is left after Newcombe's continuity correction.

    Parameters
    ----------
    both, only_one, only_other, neither : ndarray of float64, any one shape
        Documents found in both ways to decide, in one only, and in none.

    Returns
    -------
    ndarray of float64 of that shape, in [0, 1]
        Phi is proportional to both · neither − one only · other only, of which the correction
        takes half the number of documents where it is positive. Without it intervals are too
        narrow at few documents.
    """
    product = both * neither - only_one * only_other
    n = both + only_one + only_other + neither
    left = np.maximum(product - n / 2, 0)
    return np.divide(left, product, out=np.ones_like(product), where=product > 0)


def _correlation(counts: PairedCounts) -> Figures:
    """Correlation of the two F1 over samples of documents; 0 where one of them cannot vary.

    A document moves F1 by (2 TP − F1 (label + decision)) / (support + predicted), each of TP,
    label and decision 0 or 1 for it; the covariance is the sum of the products.
    """
    a, b = counts.f1(0), counts.f1(1)
    squares = _sum_of_squares(counts, 0, a) * _sum_of_squares(counts, 1, b)
    r = np.zeros_like(squares)
    np.divide(_sum_of_products(counts, a, b), np.sqrt(squares), out=r, where=squares > 0)
    return np.clip(r, -1, 1) * _continuity(counts)


def _sum_of_products(counts: PairedCounts, a: Figures, b: Figures) -> Figures:
    """Sum over documents of (2 TP − a (label + decision))(2 TP' − b (label + decision'))."""
    found, found_after = counts.correct
    return (
        4 * counts.both_correct
        - 2 * b * (found + counts.both_correct)
        - 2 * a * (found_after + counts.both_correct)
        + a * b * (counts.support + found + found_after + counts.both_predicted)
    )


def _sum_of_squares(counts: PairedCounts, which: int, f1: Figures) -> Figures:
    found, decided = counts.correct[which], counts.predicted[which]
    # TP is 1 only where label and decision are, so TP (label + decision) is 2 TP.
    return 4 * found - 8 * f1 * found + f1**2 * (counts.support + decided + 2 * found)


def _continuity(counts: PairedCounts) -> Figures:
    """Among all documents that either F1 is about."""
    both, lost, regained = counts.both_correct, counts.lost, counts.regained
    false = [m - n for m, n in zip(counts.predicted, counts.correct, strict=True)]
    concerned = counts.support + false[0] + false[1] - (counts.both_predicted - both)
    return continuity(both, lost, regained, concerned - both - lost - regained)


def _distance(own: Figures, other: Figures, r: Figures) -> Figures:
    """Square-and-add; rounding may leave a tiny negative number."""
    return np.sqrt(np.maximum(own**2 + other**2 - 2 * r * own * other, 0))


def _ratio(numerator: Figures, denominator: Figures) -> Figures:
    """Quotient, nan where the denominator is 0."""
    undefined = np.full(numerator.shape, np.nan)
    return np.divide(numerator, denominator, out=undefined, where=denominator > 0)
