"""What more labels would add, in sentences; plain text, never markup.

Class names stand in them as they are: a page makes them literal before it shows them.
"""

import math

import numpy as np

from analysis.corpus.corpus import LabelledCorpus
from analysis.evaluation.intervals import Estimate
from analysis.evaluation.wording import counted, figure
from analysis.explain.learnability.learnability import Learnability
from analysis.explain.learnability.more_labels import (
    FEWEST_DOCUMENTS,
    ClassCurve,
    gains_from_doubling,
)

LARGE_GAIN = 0.1


def doubling_sentence(found: Learnability, corpus: LabelledCorpus) -> str:
    """What twice the labels would add to macro-F1, and how many classes would gain much.

    Parameters
    ----------
    found : Learnability
    corpus : LabelledCorpus

    Returns
    -------
    str
    """
    gain = found.macro_f1.gain(2 * corpus.n_documents)
    gains = gains_from_doubling(found.classes)
    n_large, n_unknown = int((gains > LARGE_GAIN).sum()), int(np.isnan(gains).sum())
    many = counted(n_large, "class", "classes") if n_large else "no class"
    large = f"{many} would gain more than {LARGE_GAIN:g}"
    unknown = f"; for {n_unknown:,} it cannot be said" if n_unknown else ""
    return (
        f"Doubling the labels is expected to add {_gain(gain)} to macro-F1 (extrapolated); "
        f"{large}{unknown}."
    )


def curve_sentence(
    found: Learnability, corpus: LabelledCorpus, *, by_class_size: bool = False
) -> str:
    """What the curves rest on.

    Parameters
    ----------
    found : Learnability
    corpus : LabelledCorpus
    by_class_size : bool
        Of the curves by class size, which are not carried on.

    Returns
    -------
    str
    """
    sizes, most = found.macro_f1.figure.sizes, found.macro_f1.most_labels
    measured = (
        f"Measured with {sizes[0]:,.0f} to {sizes[-1]:,.0f} of the {corpus.n_documents:,} labels, "
        "the same share of every class, on documents held out"
    )
    if by_class_size:
        return (
            f"{measured}: a line is the mean of classes with about as many labels, against the "
            "labels that one of them had; upright lines are 95 % intervals."
        )
    return (
        f"{measured}; bands and fans are 95 % intervals. Beyond the last mark a power law carries "
        f"the curve on, to four times the labels of the largest models ({most:,.0f}) and no "
        "further."
    )


def class_gain_sentence(name: str, curve: ClassCurve) -> str:
    """What more labels would add to a class.

    Parameters
    ----------
    name : str
    curve : ClassCurve

    Returns
    -------
    str
    """
    more = curve.possible_more()
    if more == 0:
        reason = curve.reason or "its curve cannot be carried on"
        return f"What more labels would add to {name} cannot be said: {reason}."
    gain = f"{counted(more, 'more label')} would add {_gain(curve.gain(more))} to its F1"
    if curve.group is None:
        return f"{name}: {gain}, along its own curve (extrapolated)."
    few = (
        f"fewer than {FEWEST_DOCUMENTS} labels"
        if curve.labels < FEWEST_DOCUMENTS
        else "hardly found"
    )
    return (
        f"{name}: {gain} if it does as the mean of {curve.group.name} (extrapolated; {few}, too "
        "few for a curve of its own)."
    )


def marks_sentence(found: Learnability) -> str:
    """Which classes have a mark in the figure of gains, and why the others have none.

    Parameters
    ----------
    found : Learnability

    Returns
    -------
    str
    """
    curves = found.classes
    reasons = [each.reason for each in curves if each.extrapolation is None]
    n_own = sum(each.extrapolation is not None and each.group is None for each in curves)
    n_pooled = len(curves) - len(reasons) - n_own
    along = (
        f"{counted(n_own, 'class', 'classes')} along a curve of their own ({FEWEST_DOCUMENTS} "
        "labels or more)"
    )
    drawn = (
        f"Drawn: {along}, {n_pooled:,} as the mean of the classes of their size. Those with as "
        "many labels stand side by side."
    )
    if not reasons:
        return drawn
    why = "; ".join(dict.fromkeys(reasons))
    return f"{drawn} Left out, because nothing can be carried on: {len(reasons):,} ({why})."


def needed_sentence(curve: ClassCurve, target: float) -> str:
    """How many labels a class needs for an F1.

    Parameters
    ----------
    curve : ClassCurve
    target : float

    Returns
    -------
    str
    """
    if curve.extrapolation is None:
        return ""
    needed, most = curve.labels_needed(target), curve.most_labels
    if needed.value <= curve.labels:
        return f"F1 = {target:g} is expected with the {counted(curve.labels, 'label')} there are."
    if math.isinf(needed.low):
        return f"F1 = {target:g} would need more than {most:,} labels; how many, cannot be said."
    low = f"{needed.low:,.0f}"
    high = f"{needed.high:,.0f}" if math.isfinite(needed.high) else f"more than {most:,}"
    value = f"{needed.value:,.0f}" if math.isfinite(needed.value) else f"more than {most:,}"
    return f"F1 = {target:g} would need {value} labels ({low} to {high}; extrapolated)."


def _gain(gain: Estimate) -> str:
    """Gain with its interval; "less than 0.005" where two digits would show nothing."""
    if abs(gain.value) < 0.005 and gain.high < 0.005:
        return "less than 0.005"
    return figure(gain).replace("-", "−")
