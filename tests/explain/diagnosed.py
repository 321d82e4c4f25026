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


def diagnosed():
    """Six classes, "bad" without a failure and two with a remedy."""
    shape = len(CLASSES), len(REMEDIES)
    f1 = np.zeros(shape)
    f1[1, REMEDIES.index(REJECT)] = 0.9
    f1[5, REMEDIES.index(RIVAL)] = 0.6
    f1[2, [REMEDIES.index(PRIORS), REMEDIES.index(REGULARISATION)]] = 0.5, 0.55
    f1[4, REMEDIES.index(REGULARISATION)] = 0.3
    f1[:, REMEDIES.index(RIVAL)] = [np.nan] * 5 + [0.6]
    works = np.nan_to_num(f1) >= 0.5
    shared = np.zeros((*shape, len(REMEDIES)), dtype=np.int64)
    both = REMEDIES.index(REGULARISATION), REMEDIES.index(PRIORS)
    shared[2][both], shared[2][both[::-1]] = 7, 7
    intruders = np.zeros(shape, dtype=np.int64)
    intruders[1, REMEDIES.index(REJECT)] = 60
    intruders[5, REMEDIES.index(RIVAL)] = 1
    zero = np.zeros(shape)
    gains = Gains(
        f1=f1,
        recall=f1,
        precision=np.full(shape, np.nan),
        low=f1 - 0.2,
        high=f1 + 0.1,
        placebo=np.full(shape, 0.01),
        regained=20 * np.nan_to_num(f1),
        lost=zero,
        found=20 * np.nan_to_num(f1),
        false=zero,
    )
    return Diagnosis(
        classes=CLASSES,
        reject_class="bad",
        support=np.array([300, 20, 20, 40, 4, 30]),
        f1=np.array([0.8, 0.0, 0.1, 0.0, 0.0, 0.2]),
        findings=(NO_FAILURE, MENDED, SEVERAL, NOTHING, TOO_FEW, MENDED),
        remedy=np.array([REMEDIES.index(NAMED[k]) if k in NAMED else -1 for k in range(6)]),
        works=works,
        gains=gains,
        confidence=0.992,
        rivals=np.array([-1, -1, -1, -1, -1, 2]),
        shared=shared,
        intruders=intruders,
        c=30.0,
    )
