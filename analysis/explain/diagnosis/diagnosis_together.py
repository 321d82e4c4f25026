"""What classes that are too small to be judged one by one gain together."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from analysis.explain.diagnosis.diagnosis import TOO_FEW, Diagnosis
from analysis.explain.diagnosis.diagnosis_wording import general_remedy_name
from analysis.explain.diagnosis.remedy_steps import REMEDIES

# A mean over fewer classes has no interval worth the name.
FEWEST_TOGETHER = 10
# A remedy that was tried on some of the classes only is not set beside the others.
MOSTLY_TRIED = 0.9
REMEDIES_TOLD = 3


def together_frame(diagnosis: Diagnosis, finding: str) -> pd.DataFrame:
    """Return what each remedy gains in the mean over all classes of a finding.

    Classes that are too small to be judged one by one may well be judged together.

    Parameters
    ----------
    diagnosis : Diagnosis
    finding : str
        One of `FINDINGS`.

    Returns
    -------
    DataFrame
        The greatest gain first: `key` (as in `REMEDIES`), `classes` that it was tried on, the
        mean `gain` in F1 with `low` and `high`, the 95 % interval by the spread of the classes,
        and the mean of the `placebo`. Empty for fewer than `FEWEST_TOGETHER` classes.
    """
    of = np.array(diagnosis.findings) == finding
    rows = []
    for remedy, key in enumerate(REMEDIES):
        gains, placebos = diagnosis.gains.f1[of, remedy], diagnosis.gains.placebo[of, remedy]
        tried = np.isfinite(gains)
        n = int(tried.sum())
        if n < max(FEWEST_TOGETHER, MOSTLY_TRIED * of.sum()):
            continue
        half = stats.t.ppf(0.975, n - 1) * gains[tried].std(ddof=1) / np.sqrt(n)
        mean = float(gains[tried].mean())
        rows.append((key, n, mean, mean - half, mean + half, _mean(placebos[tried])))
    frame = pd.DataFrame(rows, columns=["key", "classes", "gain", "low", "high", "placebo"])
    return frame.sort_values("gain", ascending=False, kind="stable", ignore_index=True)


def together_sentence(diagnosis: Diagnosis) -> str:
    """Say what classes that are too small to be judged one by one gain together.

    Parameters
    ----------
    diagnosis : Diagnosis

    Returns
    -------
    str
        Empty where there are too few of them.
    """
    frame = together_frame(diagnosis, TOO_FEW)
    if frame.empty:
        return ""
    gains = [
        f"{general_remedy_name(diagnosis, row['key'])} {row['gain']:+.2f} "
        f"({row['low']:+.2f} to {row['high']:+.2f}, placebo {row['placebo']:+.2f})"
        for row in frame.head(REMEDIES_TOLD).to_dict("records")
    ]
    n = diagnosis.findings.count(TOO_FEW)
    return (
        f"Together, the {n:,} classes with too few labels gain in mean F1: {', '.join(gains)}."
    ).replace("-", "−")


def _mean(values: NDArray[np.float64]) -> float:
    """Mean of what is defined; nan where nothing is."""
    defined = values[np.isfinite(values)]
    return float(defined.mean()) if defined.size else float("nan")
