"""Figures of decisions that were chosen by nesting, with intervals that mind the fit on everything.

Nested cross-validation tells what models of all documents but a fold are worth. The model that is
used in the end is fitted on all of them, and with ten labels a class that difference is felt. How
much it is follows from the inner level, whose models are fitted on all documents but two folds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.evaluation.aim import Aim, Tally
from analysis.evaluation.bootstrap import Resamples, percentile_estimate, resampled_counts
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


def tallies(
    aim: Aim,
    corpus: LabelledCorpus,
    decided: Decided,
    resamples: Resamples,
    rows: NDArray[np.intp] | None = None,
) -> tuple[Tally, Tally]:
    """Count decisions on the documents as they are, and in every resample.

    Parameters
    ----------
    aim : Aim
        Knows what errors cost.
    corpus : LabelledCorpus
        Its weights count.
    decided : ndarray of int16, shape (n_rows,)
    resamples : Resamples
        Of all documents of the corpus.
    rows : ndarray of int, shape (n_rows,), optional
        The documents decided, all if not given.

    Returns
    -------
    as_they_are : Tally
    draws : Tally
        With the resamples as its leading axis.
    """
    rows = np.arange(corpus.n_documents) if rows is None else rows
    codes, groups, k = corpus.codes[rows], resamples.groups[rows], corpus.n_classes
    weights = None if corpus.weights is None else corpus.weights[rows]
    drawn = Resamples(groups, resamples.times_drawn)
    counts = resampled_counts(codes, decided, k, drawn, weights=weights)
    costs = aim.document_costs(codes, decided, k) * (1.0 if weights is None else weights)
    of_group = np.bincount(groups, weights=costs, minlength=len(drawn.times_drawn))
    draws = Tally(
        counts.support.T.astype(np.float64),
        counts.predicted.T.astype(np.float64),
        counts.correct.T.astype(np.float64),
        np.asarray(of_group @ drawn.times_drawn, dtype=np.float64),
    )
    return aim.tally(codes, decided, k, weights), draws


def estimated(counted: tuple[Tally, Tally]) -> AimFigures:
    """Figures with the intervals of their resamples.

    Parameters
    ----------
    counted : tuple of Tally
        From `tallies`.

    Returns
    -------
    AimFigures
    """
    return AimFigures(
        *(
            percentile_estimate(float(value), drawn)
            for value, drawn in zip(*map(_figures, counted), strict=True)
        )
    )


def estimated_gain(before: tuple[Tally, Tally], after: tuple[Tally, Tally]) -> AimFigures:
    """Differences of figures with intervals, on the same resamples.

    Parameters
    ----------
    before, after : tuple of Tally
        From `tallies`.

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
    corpus: LabelledCorpus,
    nested: Decided,
    inner: Sequence[tuple[NDArray[np.intp], Decided]],
    resamples: Resamples,
) -> AimFigures:
    """Figures of nested decisions, and intervals that hold for the fit on all documents as well.

    Parameters
    ----------
    aim : Aim
        Knows what errors cost.
    corpus : LabelledCorpus
        Its weights count.
    nested : ndarray of int16, shape (n_documents,)
        Each fold as chosen and fitted without it.
    inner : sequence of (ndarray of int, ndarray of int16)
        For each of the folds, rows outside of it, and how models without another fold decide them.
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
    outer = tallies(aim, corpus, nested, resamples)
    counted = [tallies(aim, corpus, decided, resamples, rows) for rows, decided in inner]
    fewer, fewer_draws = zip(*counted, strict=True)
    values = zip(_figures(outer[0]), _figures(_pooled(fewer, n_folds)), strict=True)
    draws = zip(_figures(outer[1]), _figures(_pooled(fewer_draws, n_folds)), strict=True)
    return AimFigures(
        *(
            _spanning(float(v), float(few), drawn, few_drawn, n_folds)
            for (v, few), (drawn, few_drawn) in zip(values, draws, strict=True)
        )
    )


def with_wrong_labels(figures: AimFigures, share: float) -> AimFigures:
    """Let intervals reach to what right labels would show.

    Parameters
    ----------
    figures : AimFigures
    share : float
        Share of labels that are wrong, 0 to 1. A right decision counts as an error where the
        label is wrong, which lowers recall, precision and F1 of every class by that share.

    Returns
    -------
    AimFigures
        With the same figures, on the labels as they are.
    """
    right = max(1 - share, np.finfo(float).eps)
    macro, micro, cost = figures.macro_f1, figures.micro_f1, figures.mean_cost
    return AimFigures(
        replace(macro, high=min(macro.high / right, 1.0)),
        replace(micro, high=min(micro.high / right, 1.0)),
        replace(cost, low=max((cost.low - share) / right, 0.0)),
    )


def _figures(tally: Tally) -> tuple[Draws, Draws, Draws]:
    return tally.macro_f1(), tally.micro_f1(), tally.mean_cost()


def _pooled(counted: Sequence[Tally], n_folds: int) -> Tally:
    """Every document is scored once for each other fold; together they count as one."""
    total = sum(counted[1:], counted[0])
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
