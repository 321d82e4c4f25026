"""What the four ways to treat a reject class are worth, side by side.

Where documents have weights, shares are shares of weight; counts stay counts of documents.
"""

from dataclasses import dataclass, fields
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.evaluation.bootstrap import (
    Resamples,
    percentile_estimate,
    resample_groups,
    resampled_counts,
)
from analysis.evaluation.intervals import (
    Estimate,
    effective_counts,
    paired_difference,
    wilson,
)
from analysis.evaluation.overall import averaged_classes, overall
from analysis.evaluation.reject_ways import RejectWay
from analysis.evaluation.risk_coverage import RiskCoverage, risk_coverage

NO_LOSSES = np.empty(0)


@dataclass(frozen=True, eq=False, kw_only=True)
class RejectFigures:
    """Figures of one way.

    Parameters
    ----------
    name : str
    micro_f1, macro_f1 : Estimate
        Of all documents, the reject class counting as a class.
    micro_f1_without, macro_f1_without : Estimate
        Of the documents of the other classes alone; one that is rejected is an error.
    recall, precision : Estimate
        Of the reject class; nan where nothing is decided for it.
    lost : int
        Documents of other classes that are rejected.
    intruding : int
        Documents of the reject class that are not.
    right_more : Estimate
        Share of all documents decided rightly, less that of the first way.
    accepted : int
        Documents that are not rejected.
    coverage : float
        Share of all documents that are not rejected.
    risk : float
        Share of those that are decided wrongly; nan where all are rejected.
    curve : RiskCoverage
    """

    name: str
    micro_f1: Estimate
    macro_f1: Estimate
    micro_f1_without: Estimate
    macro_f1_without: Estimate
    recall: Estimate
    precision: Estimate
    lost: int
    intruding: int
    right_more: Estimate
    accepted: int
    coverage: float
    risk: float
    curve: RiskCoverage


def reject_figures(
    corpus: LabelledCorpus, ways: tuple[RejectWay, ...], resamples: Resamples | None = None
) -> tuple[RejectFigures, ...]:
    """Score each way on the same documents.

    Parameters
    ----------
    corpus : LabelledCorpus
    ways : tuple of RejectWay
        Of the corpus's documents; the first is the one that others are compared with.
    resamples : Resamples, optional
        Of the corpus's groups of identical documents; drawn if not given.

    Returns
    -------
    tuple of RejectFigures
    """
    resamples = resamples or resample_groups(corpus.identical_groups)
    return tuple(_figures(corpus, way, ways[0], resamples) for way in ways)


def good_share_of(corpus: LabelledCorpus) -> float:
    """Share of the documents that are not of the reject class, by weight.

    Parameters
    ----------
    corpus : LabelledCorpus

    Returns
    -------
    float
        The coverage at which the risks of different ways can be compared.
    """
    mass = np.ones(corpus.n_documents) if corpus.weights is None else corpus.weights
    return _share_of(mass, corpus.codes != corpus.reject_code)


def reject_frame(figures: tuple[RejectFigures, ...], good_share: float) -> pd.DataFrame:
    """Return a row for each way.

    Parameters
    ----------
    figures : tuple of RejectFigures
    good_share : float
        Share of the documents that are not of the reject class: the coverage at which risks
        can be compared.

    Returns
    -------
    DataFrame
        `way`, then each figure, its bounds as `<figure>_low` and `<figure>_high`; and
        `risk_at_good_share`, at a coverage of `good_share`.
    """
    return pd.DataFrame(
        [_row(each) | {"risk_at_good_share": each.curve.at(good_share)} for each in figures]
    )


def classes_frame(ways: tuple[RejectWay, ...]) -> pd.DataFrame:
    """Return which classes lose documents to the reject class, and which take in its documents.

    Parameters
    ----------
    ways : tuple of RejectWay

    Returns
    -------
    DataFrame
        A row for each other class and way where either is so: `way`, `class`, `support`,
        `lost`, `intruding`; most of both first.
    """
    frames = []
    for way in ways:
        confusion, lost, intruding = way.confusion, way.lost(), way.intruding()
        frames.append(
            pd.DataFrame(
                {
                    "way": way.name,
                    "class": np.array(confusion.classes, dtype=object),
                    "support": confusion.support,
                    "lost": lost,
                    "intruding": intruding,
                }
            )[lost + intruding > 0]
        )
    frame = pd.concat(frames, ignore_index=True)
    order = (-(frame["lost"] + frame["intruding"])).argsort(kind="stable")
    return frame.iloc[order].reset_index(drop=True)


def _row(figures: RejectFigures) -> dict[str, object]:
    row: dict[str, object] = {"way": figures.name}
    for field in fields(figures):
        value = getattr(figures, field.name)
        if isinstance(value, Estimate):
            bounds = {f"{field.name}_low": value.low, f"{field.name}_high": value.high}
            row |= {field.name: value.value} | bounds
        elif isinstance(value, (int, float)):
            row[field.name] = value
    return row


def _figures(
    corpus: LabelledCorpus, way: RejectWay, first: RejectWay, resamples: Resamples
) -> RejectFigures:
    right, before = way.decided == corpus.codes, first.decided == corpus.codes
    accepted = way.decided != way.reject_code
    mass = np.ones(len(right)) if corpus.weights is None else corpus.weights
    micro, macro = _f1(corpus, way, resamples, with_reject=True)
    micro_without, macro_without = _f1(corpus, way, resamples, with_reject=False)
    return RejectFigures(
        name=way.name,
        micro_f1=micro,
        macro_f1=macro,
        micro_f1_without=micro_without,
        macro_f1_without=macro_without,
        recall=_share(way, of_all="support"),
        precision=_share(way, of_all="predicted"),
        lost=int(way.lost().sum()),
        intruding=int(way.intruding().sum()),
        right_more=_right_more(right, before, corpus.weights),
        accepted=int(accepted.sum()),
        coverage=_share_of(mass, accepted),
        risk=_share_of(mass[accepted], ~right[accepted]),
        curve=risk_coverage(way.evidence, way.taken_for == corpus.codes, corpus.weights),
    )


def _share_of(mass: NDArray[np.float64], counted: NDArray[np.bool_]) -> float:
    """Share of some documents, by weight; nan where there are none."""
    return float(mass[counted].sum() / mass.sum()) if len(mass) else float("nan")


def _right_more(
    right: NDArray[np.bool_], before: NDArray[np.bool_], weights: NDArray[np.float64] | None
) -> Estimate:
    mass = np.ones(len(right)) if weights is None else weights
    sums = (mass[right & ~before].sum(), mass[before & ~right].sum(), mass.sum())
    counts = [effective_counts(each, mass.sum(), (mass**2).sum()) for each in sums]
    low, high = paired_difference(*counts)
    return Estimate(float((sums[0] - sums[1]) / sums[2]), float(low), float(high))


def _f1(
    corpus: LabelledCorpus, way: RejectWay, resamples: Resamples, *, with_reject: bool
) -> tuple[Estimate, Estimate]:
    """Micro- and macro-F1 with their intervals."""
    figures = overall(way.confusion, NO_LOSSES, with_reject=with_reject)
    scored = slice(None) if with_reject else corpus.codes != way.reject_code
    drawn = Resamples(resamples.groups[scored], resamples.times_drawn)
    counts = resampled_counts(
        corpus.codes[scored],
        way.decided[scored],
        corpus.n_classes,
        drawn,
        weights=None if corpus.weights is None else corpus.weights[scored],
    )
    averaged = averaged_classes(way.confusion, with_reject=with_reject)
    return (
        percentile_estimate(figures.micro_f1.value, counts.micro_f1()),
        percentile_estimate(figures.macro_f1.value, counts.macro_f1(averaged)),
    )


def _share(way: RejectWay, *, of_all: Literal["support", "predicted"]) -> Estimate:
    """Documents of the reject class found, as a share of its documents or of its decisions."""
    mass, squares = way.confusion.mass, way.confusion.squares
    found, n, of_n = (
        float(values[way.reject_code])
        for values in (mass.correct, getattr(mass, of_all), getattr(squares, of_all))
    )
    low, high = wilson(effective_counts(found, n, of_n), effective_counts(n, n, of_n))
    return Estimate(found / n if n else float("nan"), float(low), float(high))
