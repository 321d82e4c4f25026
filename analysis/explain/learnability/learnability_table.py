"""One row a class: how far it is determined, and what more labels would add."""

import math

import numpy as np
import pandas as pd

from analysis.corpus.corpus import LabelledCorpus
from analysis.explain.learnability.determined import Determined
from analysis.explain.learnability.more_labels import ClassCurve, gains_frame

TARGETS = (0.3, 0.5, 0.7, 0.8, 0.9)
# In place of an interval of labels needed that lies below the labels there are.
REACHED = "reached"


def learnability_table(
    corpus: LabelledCorpus,
    determined: Determined,
    curves: tuple[ClassCurve, ...] | None,
    target: float,
) -> pd.DataFrame:
    """Return a row for each class, the largest expected gain first.

    Parameters
    ----------
    corpus : LabelledCorpus
    determined : Determined
    curves : tuple of ClassCurve or None
        None as long as they are not measured; then the most determined class comes first.
    target : float
        F1 for which the labels needed are told.

    Returns
    -------
    DataFrame
        `class`, `labels`, with curves `more`, `gain`, `gain_interval`, `doubled`,
        `doubled_interval`, `needed`, `needed_interval`, `basis`, `reason`; then `determined`,
        `determined_interval`, `within_class`.
    """
    known = determined.frame(corpus)
    known["determined_interval"] = _intervals(known, "determined", "{:.2f} to {:.2f}")
    known = known.drop(columns=["determined_low", "determined_high"])
    if curves is None:
        return known
    gains = gains_frame(curves, corpus, target)
    for name in ("gain", "doubled"):
        gains[f"{name}_interval"] = _intervals(gains, name, "{:.2f} to {:.2f}")
    gains["needed_interval"] = [
        _needed(low, high, curves[code])
        for low, high, code in zip(
            gains["needed_low"], gains["needed_high"], gains["code"], strict=True
        )
    ]
    gains["needed"] = gains["needed"].replace(np.inf, np.nan).round()
    wanted = ["class", "labels", "more", "gain", "gain_interval", "doubled", "doubled_interval"]
    rest = ["needed", "needed_interval", "basis", "reason"]
    return gains[wanted + rest].merge(known.drop(columns="labels"), on="class", how="left")


def _intervals(frame: pd.DataFrame, name: str, form: str) -> list[str]:
    bounds = zip(frame[f"{name}_low"], frame[f"{name}_high"], strict=True)
    return ["" if math.isnan(low) else form.format(low, high) for low, high in bounds]


def _needed(low: float, high: float, curve: ClassCurve) -> str:
    """Interval of the labels needed, unless fewer than there are; a bound too far is told so."""
    if math.isnan(low):
        return ""
    if high <= curve.labels:
        return REACHED
    most = f"more than {curve.most_labels:,}"
    if math.isinf(low):
        return most
    return f"{low:,.0f} to {most if math.isinf(high) else format(round(high), ',')}"
