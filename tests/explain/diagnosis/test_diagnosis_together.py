from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from analysis.explain.diagnosis.diagnosis import TOO_FEW
from analysis.explain.diagnosis.diagnosis_together import together_frame, together_sentence
from analysis.explain.diagnosis.gains import Gains
from analysis.explain.diagnosis.remedy_steps import PRIORS, REGULARISATION, REMEDIES, RIVAL
from tests.explain.diagnosed import diagnosed

N = 20


def many_small_classes():
    """Twenty classes of which none can be judged by itself."""
    rng = np.random.default_rng(0)
    f1 = np.zeros((N, len(REMEDIES)))
    f1[:, REMEDIES.index(PRIORS)] = rng.normal(0.2, 0.1, N)
    f1[:, REMEDIES.index(REGULARISATION)] = rng.normal(0.4, 0.1, N)
    f1[5:, REMEDIES.index(RIVAL)] = np.nan
    others = dict.fromkeys(
        ("recall", "precision", "low", "high", "regained", "lost", "found", "false"), f1
    )
    gains = Gains(f1=f1, placebo=np.full(f1.shape, 0.01), **others)
    return replace(diagnosed(), findings=(TOO_FEW,) * N, gains=gains)


def test_the_mean_over_classes_has_the_t_interval():
    frame = together_frame(many_small_classes(), TOO_FEW).set_index("key")
    gains = many_small_classes().gains.f1[:, REMEDIES.index(PRIORS)]
    low, high = stats.t.interval(0.95, N - 1, gains.mean(), stats.sem(gains))
    assert frame.loc[PRIORS, ["gain", "low", "high"]].tolist() == pytest.approx(
        [gains.mean(), low, high]
    )
    assert frame.loc[PRIORS, "placebo"] == pytest.approx(0.01)


def test_the_greatest_gain_comes_first():
    frame = together_frame(many_small_classes(), TOO_FEW)
    assert frame["key"][:2].tolist() == [REGULARISATION, PRIORS]


def test_a_remedy_tried_on_a_few_of_them_is_left_out():
    assert RIVAL not in together_frame(many_small_classes(), TOO_FEW)["key"].tolist()


def test_the_sentence_names_the_first_three():
    said = together_sentence(many_small_classes())
    assert said.startswith("Together, the 20 classes with too few labels gain in mean F1: C raised")
    assert said.count("placebo") == 3


def test_too_few_classes_say_nothing_together():
    assert together_frame(diagnosed(), TOO_FEW).empty
    assert together_sentence(diagnosed()) == ""
