"""The table of classes as it is read: figures with their intervals, current beside baseline."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.evaluation.per_class import PerClass

UNDEFINED = "–"
_ORDER = (
    *("class", "support", "f1", "f1_interval", "f1_baseline", "f1_difference"),
    *("correct", "recall", "recall_interval", "predicted", "precision", "precision_interval"),
    *("lost_to_reject", "most_confused_with", "lost_to_it", "reason", "code"),
)


def class_table(current: PerClass, baseline: PerClass | None = None) -> pd.DataFrame:
    """Return a row for each class, the worst and among them the most frequent first.

    Parameters
    ----------
    current : PerClass
    baseline : PerClass, optional
        Of the same classes; adds its F1 and the difference.

    Returns
    -------
    DataFrame
        Columns `class`, `support`, `f1`, `f1_interval`, with a baseline `f1_baseline` and
        `f1_difference`, then `correct`, `recall`, `recall_interval`, `predicted`, `precision`,
        `precision_interval`, `lost_to_reject` where there is a reject class,
        `most_confused_with`, `lost_to_it`, `reason`, and `code`, the place of the class.
        An interval is a text such as "0.02 to 0.31".
    """
    frame = current.frame()
    for name in ("f1", "recall", "precision"):
        frame[f"{name}_interval"] = _intervals(frame[f"{name}_low"], frame[f"{name}_high"])
    frame["code"] = np.arange(len(frame))
    if baseline is not None:
        frame["f1_baseline"] = baseline.f1
        frame["f1_difference"] = current.f1 - baseline.f1
    if current.lost_to_reject is None:
        frame = frame.drop(columns="lost_to_reject")
    ranked = frame.sort_values(["f1", "support"], ascending=[True, False], kind="stable")
    return ranked[[name for name in _ORDER if name in ranked]].reset_index(drop=True)


def _intervals(low: "pd.Series[float]", high: "pd.Series[float]") -> NDArray[np.object_]:
    texts = [
        f"{a:.2f} to {b:.2f}" if not np.isnan(a) else UNDEFINED
        for a, b in zip(low, high, strict=True)
    ]
    return np.array(texts, dtype=object)
