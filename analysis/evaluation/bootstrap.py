"""Bootstrap over groups of identical documents, for figures that have no closed interval.

Identical documents are drawn together, since they are decided together. The models are not
refitted: the intervals say how much the figures depend on the documents that were scored, not
on those that were trained on. Two scenarios are compared on the same resamples.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.decision.rejection import ABSTAINED
from analysis.evaluation.intervals import CONFIDENCE, Estimate

# A quarter of a second for 33,000 documents and 133 classes; the bounds rest on 12 draws each.
N_RESAMPLES = 500
SEED = 0


@dataclass(frozen=True, eq=False)
class Resamples:
    """How often each group of documents was drawn.

    Parameters
    ----------
    groups : ndarray of int, shape (n_documents,)
        Group of each document, from 0 without gaps.
    times_drawn : ndarray of float32, shape (n_groups, n_resamples)
        Whole numbers; each column sums to n_groups.
    """

    groups: NDArray[np.integer]
    times_drawn: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class ResampledCounts:
    """Counts of each class in each resample, all of shape (n_classes, n_resamples).

    Parameters
    ----------
    support, predicted, correct : ndarray of float32
        Documents of the class, decided for it, and both; their weights where they have some.
    """

    support: NDArray[np.float32]
    predicted: NDArray[np.float32]
    correct: NDArray[np.float32]

    def size(self) -> NDArray[np.float32]:
        """Documents, or their weight, shape (n_resamples,)."""
        return self.support.sum(axis=0)

    def recall(self, code: int) -> NDArray[np.float32]:
        """Share of the documents of a class that is found, shape (n_resamples,)."""
        return _ratio(self.correct[code], self.support[code])

    def micro_f1(self) -> NDArray[np.float32]:
        """Share of documents decided rightly, shape (n_resamples,)."""
        return _ratio(self.correct.sum(axis=0), self.size())

    def macro_f1(self, averaged: NDArray[np.bool_]) -> NDArray[np.float32]:
        """Mean F1, shape (n_resamples,), over the averaged classes that occur in a resample."""
        occurring = (self.support + self.predicted)[averaged]
        f1 = np.nan_to_num(_ratio(2 * self.correct[averaged], occurring))
        return _ratio(f1.sum(axis=0), (occurring > 0).sum(axis=0))


def resample_groups(
    groups: NDArray[np.integer], n_resamples: int = N_RESAMPLES, seed: int = SEED
) -> Resamples:
    """Draw as many groups as there are, with replacement, several times.

    Parameters
    ----------
    groups : ndarray of int, shape (n_documents,)
        Group of each document, from 0 without gaps.
    n_resamples : int
    seed : int

    Returns
    -------
    Resamples
    """
    rng = np.random.default_rng(seed)
    n_groups = int(groups.max()) + 1
    times_drawn = np.empty((n_groups, n_resamples), dtype=np.float32)
    for r in range(n_resamples):
        drawn = rng.integers(n_groups, size=n_groups, dtype=np.int32)
        times_drawn[:, r] = np.bincount(drawn, minlength=n_groups)
    return Resamples(groups, times_drawn)


def resampled_counts(
    codes: NDArray[np.integer],
    decided: NDArray[np.integer],
    n_classes: int,
    resamples: Resamples,
    *,
    weights: NDArray[np.float64] | None = None,
) -> ResampledCounts:
    """Count the classes in every resample.

    Parameters
    ----------
    codes, decided : ndarray of int, shape (n_documents,)
        Class of each document, and the class that was decided, or ``ABSTAINED``.
    n_classes : int
    resamples : Resamples
    weights : ndarray of float64, shape (n_documents,), optional
        How much each document counts; all alike if not given.

    Returns
    -------
    ResampledCounts
    """
    mass = np.ones(len(codes)) if weights is None else weights

    def count(classes: NDArray[np.integer], of: NDArray[np.bool_]) -> NDArray[np.float32]:
        return _sums(classes[of], resamples.groups[of], mass[of], n_classes, resamples)

    return ResampledCounts(
        support=count(codes, np.ones(len(codes), dtype=bool)),
        predicted=count(decided, decided != ABSTAINED),
        correct=count(codes, codes == decided),
    )


def recounted(
    counts: ResampledCounts,
    codes: NDArray[np.integer],
    before: NDArray[np.integer],
    after: NDArray[np.integer],
    resamples: Resamples,
    *,
    weights: NDArray[np.float64] | None = None,
) -> ResampledCounts:
    """Count anew after some decisions have changed.

    Parameters
    ----------
    counts : ResampledCounts
        Of the decisions `before`.
    codes, before, after : ndarray of int, shape (n_documents,)
        Class of each document, and the classes that were and are decided, or ``ABSTAINED``.
    resamples : Resamples
    weights : ndarray of float64, shape (n_documents,), optional
        How much each document counts; all alike if not given, which takes the time of the
        changed documents alone.

    Returns
    -------
    ResampledCounts
    """
    n_classes = len(counts.support)
    if weights is not None:
        # Differences of weights are rounded, and would leave a trace of a class that a resample
        # does not hold.
        return resampled_counts(codes, after, n_classes, resamples, weights=weights)
    rows = np.flatnonzero(before != after)
    groups, truth = np.tile(resamples.groups[rows], 2), np.tile(codes[rows], 2)
    decided, signs = np.concatenate([before[rows], after[rows]]), np.repeat([-1.0, 1.0], len(rows))

    def change(of: NDArray[np.bool_]) -> NDArray[np.float32]:
        return _sums(decided[of], groups[of], signs[of], n_classes, resamples)

    return ResampledCounts(
        support=counts.support,
        predicted=counts.predicted + change(decided != ABSTAINED),
        correct=counts.correct + change(decided == truth),
    )


def resampled_total(values: NDArray[np.floating], resamples: Resamples) -> NDArray[np.float32]:
    """Sum values over the documents of every resample.

    Parameters
    ----------
    values : ndarray of float, shape (n_documents,)
        Documents of value 0 cost no time.
    resamples : Resamples

    Returns
    -------
    ndarray of float32, shape (n_resamples,)
    """
    rows = np.flatnonzero(values)
    only = np.zeros(len(rows), dtype=np.intp)
    return _sums(only, resamples.groups[rows], values[rows], 1, resamples)[0]


def percentile_estimate(value: float, draws: NDArray[np.floating]) -> Estimate:
    """Figure with the percentile interval of its resamples.

    Parameters
    ----------
    value : float
        The figure on the documents as they are.
    draws : ndarray of float, shape (n_resamples,)
        nan where a resample does not define the figure; such resamples are left out.

    Returns
    -------
    Estimate
    """
    tail = 100 * (1 - CONFIDENCE) / 2
    if np.isnan(draws).all():
        return Estimate(value)
    low, high = np.nanpercentile(draws, [tail, 100 - tail])
    return Estimate(value, float(low), float(high))


def _sums(
    classes: NDArray[np.integer],
    groups: NDArray[np.integer],
    values: NDArray[np.floating],
    n_classes: int,
    resamples: Resamples,
) -> NDArray[np.float32]:
    """Sum the values of each class in every resample, shape (n_classes, n_resamples)."""
    shape = n_classes, len(resamples.times_drawn)
    weighed = sparse.csr_matrix((values.astype(np.float32), (classes, groups)), shape=shape)
    return weighed @ resamples.times_drawn


def _ratio(numerator: NDArray[np.floating], denominator: NDArray[np.number]) -> NDArray[np.float32]:
    """Quotient, nan where the denominator is 0."""
    undefined = np.full(numerator.shape, np.nan, dtype=np.float32)
    return np.divide(numerator, denominator, out=undefined, where=denominator > 0)
