"""Figures of decisions that were chosen by nesting, with intervals that mind the fit on everything.

Nested cross-validation tells what models of all documents but a fold are worth. The model that is
used in the end is fitted on all of them, and with ten labels a class that difference is felt. How
much it is follows from the inner level, whose models are fitted on all documents but two folds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.evaluation.aim import Aim, Tally
from analysis.evaluation.bootstrap import Resamples, percentile_estimate
from analysis.evaluation.decision_choice import Decided
from analysis.evaluation.intervals import Estimate

Draws = NDArray[np.float64]


@dataclass(frozen=True)
class AimFigures:
    """The figures that an aim may seek, or differences of them.

    Parameters
    ----------
    macro_f1, micro_f1, mean_cost : Estimate
    """

    macro_f1: Estimate
    micro_f1: Estimate
    mean_cost: Estimate


def resampled_tally(
    aim: Aim,
    codes: NDArray[np.integer],
    decided: NDArray[np.integer],
    k: int,
    resamples: Resamples,
) -> Tally:
    """Count decisions in every resample.

    Parameters
    ----------
    aim : Aim
        Knows what errors cost.
    codes, decided : ndarray of int, shape (n_documents,)
    k : int
        Number of classes.
    resamples : Resamples
        Of the groups that these documents lie in.

    Returns
    -------
    Tally
        With the resamples as its leading axis.
    """
    groups, times = resamples.groups, resamples.times_drawn

    def count(classes: NDArray[np.integer], of: NDArray[np.integer]) -> Draws:
        ones = np.ones(len(of), dtype=np.float32)
        counts = sparse.csr_matrix((ones, (classes, of)), shape=(k, len(times))) @ times
        return counts.T.astype(np.float64)

    right = codes == decided
    costs = np.bincount(groups, weights=aim.document_costs(codes, decided, k), minlength=len(times))
    return Tally(
        count(codes, groups),
        count(decided, groups),
        count(codes[right], groups[right]),
        np.asarray(costs @ times, dtype=np.float64),
    )


def estimated(tally: Tally, draws: Tally) -> AimFigures:
    """Figures with the intervals of their resamples.

    Parameters
    ----------
    tally : Tally
        Of the documents as they are.
    draws : Tally
        From `resampled_tally`.

    Returns
    -------
    AimFigures
    """
    return AimFigures(
        *(
            percentile_estimate(float(value), drawn)
            for value, drawn in zip(_figures(tally), _figures(draws), strict=True)
        )
    )


def estimated_gain(before: tuple[Tally, Tally], after: tuple[Tally, Tally]) -> AimFigures:
    """Differences of figures with intervals, on the same resamples.

    Parameters
    ----------
    before, after : tuple of Tally
        Of the documents as they are, and of the resamples.

    Returns
    -------
    AimFigures
        Positive mean cost: what is decided after costs more.
    """
    old, new, old_draws, new_draws = map(_figures, (before[0], after[0], before[1], after[1]))
    return AimFigures(
        *(
            percentile_estimate(float(new[i] - old[i]), new_draws[i] - old_draws[i])
            for i in range(len(old))
        )
    )


def nested_figures(
    aim: Aim,
    codes: NDArray[np.integer],
    nested: Decided,
    inner: Sequence[tuple[NDArray[np.intp], Decided]],
    k: int,
    resamples: Resamples,
) -> AimFigures:
    """Figures of nested decisions, and intervals that hold for the fit on all documents as well.

    Parameters
    ----------
    aim : Aim
        Knows what errors cost.
    codes : ndarray of int, shape (n_documents,)
    nested : ndarray of int16, shape (n_documents,)
        Each fold as chosen and fitted without it.
    inner : sequence of (ndarray of int, ndarray of int16)
        For each of the folds, rows outside of it, and how models without another fold decide them.
    k : int
        Number of classes.
    resamples : Resamples
        Of all documents.

    Returns
    -------
    AimFigures
        Each interval spans that of the figure itself and that of the figure corrected for the
        documents that its models lacked, percentile and basic bootstrap intervals of both.

    References
    ----------
    Bates, Hastie, Tibshirani (2024), "Cross-validation: what does it estimate and how well does
    it do it?", JASA 119: the correction, which takes the loss to fall as one over the documents.
    Davison, Hinkley (1997), "Bootstrap methods and their application", 5.2: the basic interval.
    """
    n_folds = len(inner)
    outer = aim.tally(codes, nested, k), resampled_tally(aim, codes, nested, k, resamples)
    fewer = [aim.tally(codes[rows], decided, k) for rows, decided in inner]
    fewer_draws = [
        resampled_tally(
            aim, codes[rows], decided, k, Resamples(resamples.groups[rows], resamples.times_drawn)
        )
        for rows, decided in inner
    ]
    values = zip(_figures(outer[0]), _figures(_pooled(fewer, n_folds)), strict=True)
    draws = zip(_figures(outer[1]), _figures(_pooled(fewer_draws, n_folds)), strict=True)
    return AimFigures(
        *(
            _spanning(float(v), float(few), drawn, few_drawn, n_folds)
            for (v, few), (drawn, few_drawn) in zip(values, draws, strict=True)
        )
    )


def _figures(tally: Tally) -> tuple[Draws, Draws, Draws]:
    return tally.macro_f1(), tally.micro_f1(), tally.mean_cost()


def _pooled(tallies: list[Tally], n_folds: int) -> Tally:
    """Every document is scored once for each other fold; together they count as one."""
    total = sum(tallies[1:], tallies[0])
    return Tally(*(part / (n_folds - 1) for part in total.parts()))


def _spanning(
    value: float, with_fewer: float, draws: Draws, draws_with_fewer: Draws, n_folds: int
) -> Estimate:
    """The figure, with what its interval and that of the corrected one span together."""
    factor = (n_folds - 2) / n_folds
    corrected = value + factor * (value - with_fewer)
    moved = draws + factor * (draws - draws_with_fewer)
    bounds = np.concatenate([_bounds(value, draws), _bounds(corrected, moved)])
    return Estimate(value, float(bounds.min()), float(bounds.max()))


def _bounds(value: float, draws: Draws) -> Draws:
    """Bounds of the percentile interval and of the basic one.

    A class of three documents loses one in most resamples, and with it F1, so that percentiles
    lie too low; the basic interval mirrors them, and lies too high where they are skewed.
    """
    percentiles = percentile_estimate(value, draws)
    both = np.array([percentiles.low, percentiles.high])
    return np.concatenate([both, 2 * value - both])
