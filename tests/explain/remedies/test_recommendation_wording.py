from dataclasses import replace

import pytest

from analysis.evaluation.intervals import Estimate
from analysis.evaluation.nested_figures import AimFigures
from analysis.explain.remedies.climb import Tried
from analysis.explain.remedies.recommendation import Step
from analysis.explain.remedies.recommendation_wording import (
    BUDGET,
    NOTHING,
    describe_scenario,
    expectation_sentence,
    recommendation_sentence,
    sought,
    step_remark,
    steps_frame,
)

GAIN = AimFigures(Estimate(0.05, 0.01, 0.09), Estimate(0.01, -0.01, 0.03), Estimate(-0.1))
ALLOWED = Tried("C = 3", 0.5, 0.7, allowed=True)
KEPT = Step("Strength of the penalty", "C = 3", True, GAIN, GAIN, (ALLOWED,), ())


@pytest.mark.parametrize(
    ("step", "remark"),
    [
        (KEPT, "kept"),
        (replace(KEPT, gain=replace(GAIN, macro_f1=GAIN.micro_f1)), "kept; could be chance"),
        (replace(KEPT, kept=False), "brings nothing"),
        (replace(KEPT, kept=False, tried=(replace(ALLOWED, allowed=False),)), "costs micro-F1"),
        (replace(KEPT, kept=False, tried=()), NOTHING),
        (replace(KEPT, kept=False, tried=(), untried=("C = 3",)), BUDGET),
    ],
)
def test_a_step_is_remarked_on_by_what_came_of_it(step, remark):
    assert step_remark(step, "macro-f1") == remark


def test_each_aim_seeks_its_own_figure():
    found = [sought(aim, GAIN).value for aim in ("macro-f1", "micro-f1", "cost")]
    assert found == [0.05, 0.01, -0.1]


def test_steps_that_bring_nothing_are_shown_as_such(recommended):
    frame = steps_frame(recommended)
    assert len(frame) == len(recommended.steps)
    assert (frame.loc[frame["step"] == "Tokens", "remark"] == "kept").all()
    assert frame["remark"].isin(["brings nothing", "costs micro-F1"]).any()


def test_it_is_told_in_words(recommended):
    sentence = recommendation_sentence(recommended)
    assert sentence.startswith(f"Macro-F1 goes from {recommended.baseline.macro_f1.value:.3f} to")
    assert "nested; micro-F1 rises from" in sentence
    assert f"of {recommended.n_folds} folds chose the same" in expectation_sentence(recommended)
    assert "letters split from digits" in describe_scenario(recommended.scenario)
