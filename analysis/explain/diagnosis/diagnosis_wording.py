"""Findings about classes that fail, in words; plain text, never markup."""

import math

import numpy as np

from analysis.evaluation.wording import counted
from analysis.explain.diagnosis.diagnosis import (
    MENDED,
    NO_FAILURE,
    NOTHING,
    SEVERAL,
    TOO_FEW,
    WORTHWHILE,
    Diagnosis,
)
from analysis.explain.diagnosis.remedy_plan import FAILS_BELOW
from analysis.explain.diagnosis.remedy_steps import (
    CHARACTERS,
    LABELS,
    PRIORS,
    REGULARISATION,
    REJECT,
    REMEDIES,
    RIVAL,
    SPLIT,
)


def summary_sentence(diagnosis: Diagnosis) -> str:
    """Say how many classes fail, and for how many it is known what mends them.

    Parameters
    ----------
    diagnosis : Diagnosis

    Returns
    -------
    str
    """
    n_classes = len(diagnosis.classes)
    number = {f: diagnosis.findings.count(f) for f in (MENDED, SEVERAL, NOTHING, TOO_FEW)}
    n_failing = sum(number.values())
    if not n_failing:
        return f"None of {counted(n_classes, 'class', 'classes')} fails: all F1 are {_enough()}."
    said = {
        MENDED: f"one remedy mends {number[MENDED]:,}{_by_remedy(diagnosis)}",
        SEVERAL: f"more than one would mend {number[SEVERAL]:,}",
        NOTHING: f"nothing tried mends {number[NOTHING]:,}",
        TOO_FEW: f"for {number[TOO_FEW]:,} the labels are not enough to tell",
    }
    parts = [words for finding, words in said.items() if number[finding]]
    fail = "fails" if n_failing == 1 else "fail"
    return (
        f"{n_failing:,} of {counted(n_classes, 'class', 'classes')} {fail} "
        f"(F1 below {FAILS_BELOW:g}): {'; '.join(parts)}."
    )


def finding_sentence(diagnosis: Diagnosis, code: int) -> str:
    """Say what mends a class, or why that cannot be said.

    Parameters
    ----------
    diagnosis : Diagnosis
    code : int

    Returns
    -------
    str
    """
    words = {
        NO_FAILURE: _no_failure,
        MENDED: _mended,
        SEVERAL: _several,
        NOTHING: _nothing,
        TOO_FEW: _too_few,
    }
    return words[diagnosis.findings[code]](diagnosis, code)


def remedy_name(diagnosis: Diagnosis, code: int, remedy: int) -> str:
    """Name a remedy as it was tried on a class.

    Parameters
    ----------
    diagnosis : Diagnosis
    code : int
        The class.
    remedy : int
        Position in `REMEDIES`.

    Returns
    -------
    str
    """
    rival = int(diagnosis.rivals[code])
    return {
        PRIORS: "priors made equal in the decision",
        REGULARISATION: "C raised" if math.isnan(diagnosis.c) else f"C raised to {diagnosis.c:g}",
        REJECT: f"{diagnosis.reject_class} left out of training",
        SPLIT: "letters split from digits",
        CHARACTERS: "characters counted beside words",
        RIVAL: f"{diagnosis.classes[rival]} left out of training" if rival >= 0 else "no rival",
        LABELS: "suspicious labels left out of training",
    }[REMEDIES[remedy]]


def general_remedy_name(diagnosis: Diagnosis, key: str) -> str:
    """Name a remedy in a few words, whatever class it is tried on.

    Parameters
    ----------
    diagnosis : Diagnosis
    key : str
        One of `REMEDIES`.

    Returns
    -------
    str
    """
    return {
        PRIORS: "equal priors",
        REGULARISATION: f"C raised to {diagnosis.c:g}",
        REJECT: f"{diagnosis.reject_class} left out",
        SPLIT: "letters split from digits",
        CHARACTERS: "characters beside words",
        RIVAL: "a rival left out",
        LABELS: "suspicious labels left out",
    }[key]


def cause(diagnosis: Diagnosis, code: int) -> str | None:
    """Name the cause of a class's failure.

    Parameters
    ----------
    diagnosis : Diagnosis
    code : int

    Returns
    -------
    str or None
        None where no single remedy mends it.
    """
    if diagnosis.remedy[code] < 0:
        return None
    return {
        PRIORS: "swamped by the priors of more frequent classes",
        REGULARISATION: "its words are shrunk away by the penalty",
        REJECT: f"eaten by {diagnosis.reject_class}",
        SPLIT: "its words are hidden, glued to digits",
        CHARACTERS: "its words are hidden in parts of words",
        RIVAL: f"shares its words with {diagnosis.classes[diagnosis.rivals[code]]}",
        LABELS: "held down by wrong labels",
    }[REMEDIES[diagnosis.remedy[code]]]


def interval_sentence(diagnosis: Diagnosis) -> str:
    """Say what the intervals mean, and what the placebos are.

    Parameters
    ----------
    diagnosis : Diagnosis

    Returns
    -------
    str
    """
    return (
        f"Gains in F1 on the same documents, out of fold, with {100 * diagnosis.confidence:.1f} % "
        "intervals: so wide that of all gains claimed at most 5 % are false. A remedy works where "
        "its interval lies above its placebo: other classes or documents left out, other folds, "
        "or the same scale of features. A class left out of training is left out of the scoring "
        "too."
    )


def _are(n: int) -> str:
    return "is" if n == 1 else "are"


def _enough() -> str:
    return f"at least {FAILS_BELOW:g}"


def _by_remedy(diagnosis: Diagnosis) -> str:
    """How often each remedy is named, the most frequent first."""
    named = diagnosis.remedy[diagnosis.remedy >= 0]
    numbers = np.bincount(named, minlength=len(REMEDIES))
    order = [r for r in np.argsort(-numbers, kind="stable").tolist() if numbers[r]]
    names = [general_remedy_name(diagnosis, REMEDIES[r]) for r in order]
    if len(names) == 1:
        return f" ({names[0]})"
    parts = [f"{name} {numbers[r]:,}" for name, r in zip(names, order, strict=True)]
    return f" ({', '.join(parts)})" if parts else ""


def _no_failure(diagnosis: Diagnosis, code: int) -> str:
    f1, name = float(diagnosis.f1[code]), diagnosis.classes[code]
    if math.isnan(f1):
        return f"{name} has no documents."
    return f"{name} does not fail: its F1 is {f1:.2f}, {_enough()}."


def _mended(diagnosis: Diagnosis, code: int) -> str:
    remedy = int(diagnosis.remedy[code])
    return (
        f"{diagnosis.classes[code]}: {cause(diagnosis, code)}. One remedy mends it, "
        f"{remedy_name(diagnosis, code, remedy)}: F1 {_gain(diagnosis, code, remedy)}, "
        f"{_documents(diagnosis, code, remedy)}.{_aside(diagnosis, code, remedy)}"
    )


def _several(diagnosis: Diagnosis, code: int) -> str:
    working = np.flatnonzero(diagnosis.works[code])
    ranked = working[np.argsort(-diagnosis.gains.f1[code, working], kind="stable")]
    gains = [
        f"{remedy_name(diagnosis, code, int(r))} (F1 {_plain_gain(diagnosis, code, int(r))})"
        for r in ranked
    ]
    shared = int(diagnosis.shared[code, ranked[0], ranked[1]])
    return (
        f"More than one remedy would mend {diagnosis.classes[code]}: {', '.join(gains)}. None "
        f"gains more than all others beyond the intervals; {counted(shared, 'document')} "
        f"{_are(shared)} regained by both of the first two."
    )


def _nothing(diagnosis: Diagnosis, code: int) -> str:
    if np.isnan(diagnosis.gains.f1[code]).all():
        return f"No remedy is left to be tried on {diagnosis.classes[code]}."
    return (
        f"Nothing tried mends {diagnosis.classes[code]}: no remedy gains more than its placebo, "
        f"and none can gain {WORTHWHILE:g} or more in F1 (95 %)."
    )


def _too_few(diagnosis: Diagnosis, code: int) -> str:
    name, support = diagnosis.classes[code], int(diagnosis.support[code])
    best = int(np.nanargmax(diagnosis.gains.f1[code]))
    if diagnosis.works[code].any():
        doubt = "but other remedies may gain as much"
    else:
        doubt = "which chance or its placebo explains"
    return (
        f"{counted(support, 'label')} {_are(support)} not enough to tell what mends {name}: the "
        f"most is gained by {remedy_name(diagnosis, code, best)}, "
        f"F1 {_gain(diagnosis, code, best)}, {doubt}."
    )


def _gain(diagnosis: Diagnosis, code: int, remedy: int) -> str:
    """A gain with its interval and placebo."""
    gains = diagnosis.gains
    figures = (gains.f1, gains.low, gains.high, gains.placebo)
    value, low, high, placebo = (_signed(float(each[code, remedy])) for each in figures)
    beside = "" if placebo == "undefined" else f", placebo {placebo}"
    return f"{value} ({low} to {high}{beside})"


def _plain_gain(diagnosis: Diagnosis, code: int, remedy: int) -> str:
    return _signed(float(diagnosis.gains.f1[code, remedy]))


def _signed(value: float) -> str:
    return "undefined" if math.isnan(value) else f"{value:+.2f}".replace("-", "−")


def _documents(diagnosis: Diagnosis, code: int, remedy: int) -> str:
    gains = diagnosis.gains
    found, false, regained, lost = (
        int(each[code, remedy]) for each in (gains.found, gains.false, gains.regained, gains.lost)
    )
    support = int(diagnosis.support[code])
    before = found - regained + lost
    return (
        f"it finds {found:,} of {counted(support, 'document')} instead of {before:,}, with "
        f"{false:,} false"
    )


def _aside(diagnosis: Diagnosis, code: int, remedy: int) -> str:
    """What is to be known of a remedy that leaves a class out."""
    if REMEDIES[remedy] not in (REJECT, RIVAL):
        return ""
    rival = diagnosis.classes[int(diagnosis.rivals[code])]
    other = diagnosis.reject_class if REMEDIES[remedy] == REJECT else rival
    n = counted(int(diagnosis.intruders[code, remedy]), "document")
    return (
        f" That is among the documents of all other classes; {n} of {other} would be taken for it."
    )
