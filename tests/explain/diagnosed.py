"""A diagnosis made up by hand: one class for each finding."""

import numpy as np

from analysis.explain.diagnosis.diagnosis import (
    MENDED,
    NO_FAILURE,
    NOTHING,
    SEVERAL,
    TOO_FEW,
    Diagnosis,
)
from analysis.explain.diagnosis.gains import Gains
from analysis.explain.diagnosis.remedy_steps import PRIORS, REGULARISATION, REJECT, REMEDIES, RIVAL

CLASSES = ("bad", "eaten", "twice", "hopeless", "tiny", "torn")
NAMED = {1: REJECT, 5: RIVAL}


SHAPE = len(CLASSES), len(REMEDIES)
COLUMN = {remedy: column for column, remedy in enumerate(REMEDIES)}


def diagnosed():
    """Six classes, "bad" without a failure and two with a remedy."""
    gains = _gains()
    return Diagnosis(
        classes=CLASSES,
        reject_class="bad",
        support=np.array([300, 20, 20, 40, 4, 30]),
        f1=np.array([0.8, 0.0, 0.1, 0.0, 0.0, 0.2]),
        findings=(NO_FAILURE, MENDED, SEVERAL, NOTHING, TOO_FEW, MENDED),
        remedy=np.array([COLUMN[NAMED[k]] if k in NAMED else -1 for k in range(6)]),
        works=np.nan_to_num(gains.f1) >= 0.5,
        gains=gains,
        confidence=0.992,
        rivals=np.array([-1, -1, -1, -1, -1, 2]),
        shared=_shared(),
        intruders=_intruders(),
        c=30.0,
    )


def _gains():
    """The rival of one class alone was left out; everything else was tried on all."""
    f1 = np.zeros(SHAPE)
    f1[1, COLUMN[REJECT]] = 0.9
    f1[2, [COLUMN[PRIORS], COLUMN[REGULARISATION]]] = 0.5, 0.55
    f1[4, COLUMN[REGULARISATION]] = 0.3
    f1[:, COLUMN[RIVAL]] = [np.nan] * 5 + [0.6]
    zero, regained = np.zeros(SHAPE), 20 * np.nan_to_num(f1)
    return Gains(
        f1=f1,
        recall=f1,
        precision=np.full(SHAPE, np.nan),
        low=f1 - 0.2,
        high=f1 + 0.1,
        placebo=np.full(SHAPE, 0.01),
        regained=regained,
        lost=zero,
        found=regained,
        false=zero,
    )


def _shared():
    shared = np.zeros((*SHAPE, len(REMEDIES)), dtype=np.int64)
    shared[
        2, [COLUMN[REGULARISATION], COLUMN[PRIORS]], [COLUMN[PRIORS], COLUMN[REGULARISATION]]
    ] = 7
    return shared


def _intruders():
    intruders = np.zeros(SHAPE, dtype=np.int64)
    intruders[1, COLUMN[REJECT]] = 60
    intruders[5, COLUMN[RIVAL]] = 1
    return intruders
