"""A climb on scores that are written down, so that what each setting decides is known."""

from itertools import permutations

import numpy as np
import pytest
from sklearn.metrics import f1_score

from analysis.decision.settings import CostSettings, DecisionSettings
from analysis.evaluation.aim import Aim
from analysis.explain.remedies.climb import OFFSETS_RUNG, REJECT_RUNG, SHIFT_RUNG, Climb
from analysis.explain.remedies.ladder import Alternative, Rung
from analysis.model.nested_scores import NestedScores, ScoredDocuments
from analysis.model.settings import TrainingSettings

TRUE = np.repeat([0, 1, 2], [70, 20, 10]).astype(np.int32)
FOLDS = np.arange(len(TRUE), dtype=np.int8) % 3
BASELINE = TrainingSettings()
# Beyond the reach of every prior shift.
CERTAIN = 1000


def documents(logits, rows):
    prior = np.bincount(TRUE) / len(TRUE)
    return ScoredDocuments(rows, TRUE[rows], logits[rows], FOLDS[rows], prior)


def nested(logits):
    """The last fold is the outer one."""
    logits = logits.astype(np.float32)
    inner, outer = np.flatnonzero(FOLDS < 2), np.flatnonzero(FOLDS == 2)
    return NestedScores(documents(logits, inner), documents(logits, outer))


def deciding(decided):
    """Scores by which every decision is certain."""
    return nested(CERTAIN * np.eye(3)[decided])


def with_errors(n_common, n_rare):
    """Some documents of the most frequent and of the rarest class taken for the second."""
    decided = TRUE.copy()
    decided[:n_common] = 1
    decided[len(TRUE) - n_rare :] = 1
    return deciding(decided)


def noisy(seed):
    rng = np.random.default_rng(seed)
    return nested(2 * np.eye(3)[TRUE] + rng.normal(0, 1.5, (len(TRUE), 3)) + [2, 1, 0])


def alternative(c):
    return Alternative(f"C = {c:g}", TrainingSettings(c=c))


def climb_from(scores, aim="macro-f1"):
    return Climb(Aim(aim), BASELINE, DecisionSettings(), scores)


def test_it_begins_with_what_the_baseline_decides():
    climb = climb_from(with_errors(9, 3))
    rows, decided = climb.outer
    assert climb.training == BASELINE
    np.testing.assert_array_equal(rows, np.flatnonzero(FOLDS == 2))
    assert (decided != TRUE[rows]).sum() == 4
    rows, decided = climb.inner
    assert (decided != TRUE[rows]).sum() == 8


@pytest.mark.parametrize("order", list(permutations([3.0, 10.0, 30.0])))
def test_the_best_is_kept_with_its_own_scores_in_whichever_order_they_are_tried(order):
    scores = {3.0: with_errors(9, 2), 10.0: with_errors(3, 0), 30.0: with_errors(6, 3)}
    climb = climb_from(with_errors(12, 6))
    for c in order:
        climb.consider(alternative(c), scores[c])
    climb.close("rung")
    assert climb.training.c == 10.0
    np.testing.assert_array_equal(climb.documents.logits, scores[10.0].inner.logits)
    assert climb.rungs[0].kept
    assert climb.rungs[0].best.startswith("C = 10, ")
    assert [each.label.split(",")[0] for each in climb.rungs[0].tried] == [
        f"C = {c:g}" for c in order
    ]


@pytest.mark.parametrize("aim", ["macro-f1", "micro-f1"])
def test_values_told_are_scikit_learns(aim):
    climb = climb_from(with_errors(12, 6), aim)
    scores = with_errors(6, 2)
    climb.consider(alternative(3.0), scores)
    climb.close("rung")
    decided = scores.inner.logits.argmax(axis=1)
    (tried,) = climb.rungs[0].tried
    assert tried.value == pytest.approx(f1_score(scores.inner.codes, decided, average=aim[:5]))
    assert tried.micro_f1 == pytest.approx(np.mean(scores.inner.codes == decided))


def test_what_gains_nothing_is_not_kept():
    scores = with_errors(6, 2)
    climb = climb_from(scores)
    climb.consider(alternative(3.0), scores)
    climb.close("rung")
    assert not climb.rungs[0].kept
    assert climb.training == BASELINE


def test_a_gain_in_macro_f1_that_costs_micro_f1_is_not_kept():
    climb = climb_from(with_errors(0, 10))
    climb.consider(alternative(3.0), with_errors(30, 0))
    climb.close("rung")
    (tried,) = climb.rungs[0].tried
    rows, decided = climb.inner
    assert tried.value > f1_score(TRUE[rows], decided, average="macro")
    assert not tried.allowed
    assert climb.training == BASELINE


def test_one_that_is_allowed_goes_before_a_higher_one_that_is_not():
    climb = climb_from(with_errors(0, 10))
    climb.consider(alternative(3.0), with_errors(30, 0))
    climb.consider(alternative(10.0), with_errors(0, 8))
    climb.close("rung")
    barred, allowed = climb.rungs[0].tried
    assert barred.value > allowed.value
    assert climb.training.c == 10.0


@pytest.mark.parametrize("better", [True, False])
def test_nothing_is_proposed_twice(better):
    climb = climb_from(with_errors(6, 3))
    rung = Rung("Penalty", lambda training: (alternative(1.0), alternative(3.0), alternative(9.0)))
    assert climb.proposals(rung) == [alternative(3.0), alternative(9.0)]
    climb.consider(alternative(3.0), with_errors(0 if better else 9, 3))
    climb.close("rung")
    assert climb.proposals(rung) == [alternative(9.0)]


def test_what_was_passed_over_is_named_on_its_own_rung_alone():
    climb = climb_from(with_errors(6, 3))
    climb.pass_over(alternative(3.0))
    climb.close("first")
    climb.close("second")
    first, second = climb.rungs
    assert (first.untried, second.untried) == (("C = 3",), ())
    assert (first.tried, first.best, first.kept) == ((), "", False)
    np.testing.assert_array_equal(first.after, first.before)


@pytest.mark.parametrize("seed", range(5))
def test_choices_of_a_decision_follow_on_each_other_and_never_fall(seed):
    climb = climb_from(noisy(seed))
    rows, before = climb.inner
    values = [f1_score(TRUE[rows], before, average="macro")]
    climb.choose_shift()
    climb.choose_reject_offset(0)
    climb.choose_offsets()
    assert [each.rung for each in climb.rungs] == [SHIFT_RUNG, REJECT_RUNG, OFFSETS_RUNG]
    held = before
    for climbed in climb.rungs:
        np.testing.assert_array_equal(climbed.before, held)
        held = (climbed.before, climbed.after)[climbed.kept]
        values.append(f1_score(TRUE[rows], held, average="macro"))
    np.testing.assert_array_equal(climb.inner[1], held)
    assert (np.diff(values) >= 0).all()


def test_costs_are_what_a_cost_aim_seeks():
    prices = np.array([[0, 3, 3], [0.5, 0, 1], [0.5, 1, 0]])
    aim = Aim("cost", CostSettings(reject_code=0, to_reject=0.5, from_reject=3.0))
    climb = Climb(aim, BASELINE, DecisionSettings(), with_errors(12, 6))
    climb.consider(alternative(3.0), with_errors(3, 1))
    climb.close("rung")
    rows, decided = climb.inner
    assert climb.rungs[0].kept
    assert climb.rungs[0].tried[0].value == pytest.approx(-prices[TRUE[rows], decided].mean())
    assert climb.choice.settings.costs == aim.costs
