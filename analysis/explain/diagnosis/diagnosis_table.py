"""Findings about classes as tables."""

import numpy as np
import pandas as pd

from analysis.explain.diagnosis.diagnosis import FINDINGS, Diagnosis
from analysis.explain.diagnosis.diagnosis_wording import cause, remedy_name
from analysis.explain.diagnosis.remedy_steps import REMEDIES


def findings_frame(diagnosis: Diagnosis) -> pd.DataFrame:
    """Return a row for each class: what is known first, then the most frequent class.

    Parameters
    ----------
    diagnosis : Diagnosis

    Returns
    -------
    DataFrame
        `class`, `code`, `support`, `f1`, `finding`, `cause`, `remedy` and its `gain` in F1 (both
        missing where no single one is named), and for each remedy its gain, named as in
        `REMEDIES`; nan where it was not tried.
    """
    codes = range(len(diagnosis.classes))
    frame = pd.DataFrame(
        {
            "class": np.array(diagnosis.classes, dtype=object),
            "code": codes,
            "support": diagnosis.support,
            "f1": diagnosis.f1,
            "finding": diagnosis.findings,
            "cause": [cause(diagnosis, code) for code in codes],
            "remedy": [_named(diagnosis, code) for code in codes],
            "gain": [_gain(diagnosis, code) for code in codes],
            **dict(zip(REMEDIES, diagnosis.gains.f1.T, strict=True)),
        }
    )
    order = frame["finding"].map(FINDINGS.index)
    ranked = frame.assign(order=order).sort_values(["order", "support"], ascending=[True, False])
    return ranked.drop(columns="order").reset_index(drop=True)


def remedies_frame(diagnosis: Diagnosis, code: int) -> pd.DataFrame:
    """Return a row for each remedy that was tried on a class, the greatest gain first.

    Parameters
    ----------
    diagnosis : Diagnosis
    code : int

    Returns
    -------
    DataFrame
        `remedy` and `key` (as in `REMEDIES`), `gain` in F1 with `low` and `high`, `placebo`,
        `recall` and `precision` (differences), `regained`, `lost`, `found`, `false`,
        `regained_with_the_best` (documents that the best remedy regains as well), `works`.
    """
    gains = diagnosis.gains
    tried = np.flatnonzero(np.isfinite(gains.f1[code]))
    ranked = tried[np.argsort(-gains.f1[code, tried], kind="stable")]
    figures = {
        "gain": gains.f1,
        "low": gains.low,
        "high": gains.high,
        "placebo": gains.placebo,
        "recall": gains.recall,
        "precision": gains.precision,
        "regained": gains.regained,
        "lost": gains.lost,
        "found": gains.found,
        "false": gains.false,
        "works": diagnosis.works,
    }
    best = ranked[:1]
    return pd.DataFrame(
        {
            "remedy": [remedy_name(diagnosis, code, int(remedy)) for remedy in ranked],
            "key": [REMEDIES[remedy] for remedy in ranked],
            **{name: values[code, ranked] for name, values in figures.items()},
            "regained_with_the_best": diagnosis.shared[code, ranked][:, best].sum(axis=1),
        }
    )


def _named(diagnosis: Diagnosis, code: int) -> str | None:
    remedy = int(diagnosis.remedy[code])
    return None if remedy < 0 else remedy_name(diagnosis, code, remedy)


def _gain(diagnosis: Diagnosis, code: int) -> float:
    remedy = int(diagnosis.remedy[code])
    return float("nan") if remedy < 0 else float(diagnosis.gains.f1[code, remedy])
