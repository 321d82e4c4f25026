"""Shares determined that are made up, for tests."""

import numpy as np

from analysis.evaluation.intervals import Estimate
from analysis.explain.learnability.determined import Determined
from tests.explain.learnability.test_more_labels import CORPUS

NONE = np.full(CORPUS.n_classes, np.nan)


def determined(overall, equal, shares=NONE):
    return Determined(
        overall=Estimate(*overall),
        equal_weight=Estimate(*equal),
        entropy=3.6,
        log_loss=1.04,
        of_class=shares,
        of_class_low=shares - 0.1,
        of_class_high=shares + 0.1,
        within_class=shares,
    )
