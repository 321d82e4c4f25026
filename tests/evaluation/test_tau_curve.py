import numpy as np
import pytest

from analysis.decision.settings import DecisionSettings
from analysis.evaluation.evaluate import evaluate
from analysis.evaluation.tau_curve import along_tau, micro_and_macro_f1, tau_curve
from tests.evaluation.scored import scored

CORPUS, OUT_OF_FOLD = scored(strength=2.0)


@pytest.mark.parametrize("tau", [0.0, 0.35, 1.5])
def test_each_point_is_what_the_switch_shows_there(tau):
    curve = tau_curve(CORPUS, OUT_OF_FOLD, along_tau(DecisionSettings()))
    at = int(np.flatnonzero(curve.taus == tau)[0])
    shown = evaluate(CORPUS, OUT_OF_FOLD, DecisionSettings("equal", tau)).overall
    assert curve.micro_f1[at] == pytest.approx(shown.micro_f1.value)
    assert curve.macro_f1[at] == pytest.approx(shown.macro_f1.value)


def test_it_has_a_tau_for_each_step_of_the_slider():
    curve = tau_curve(CORPUS, OUT_OF_FOLD, DecisionSettings("equal", 0.3))
    np.testing.assert_allclose(curve.taus, np.arange(31) * 0.05)


def test_documents_not_decided_count_as_missed():
    settings = DecisionSettings(abstain_cost=0.0)
    assert micro_and_macro_f1(CORPUS, OUT_OF_FOLD, settings)[0] == 0


def test_every_position_of_the_switch_has_the_same_curve():
    custom = DecisionSettings("custom", 0.2, custom_prior=((0, 0.5), (1, 0.5)))
    assert along_tau(DecisionSettings()) == along_tau(DecisionSettings("equal", 0.3))
    assert along_tau(custom).custom_prior == custom.custom_prior
