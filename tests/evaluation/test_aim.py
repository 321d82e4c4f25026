import numpy as np
import pytest
from sklearn.metrics import f1_score

from analysis.decision.settings import CostSettings
from analysis.errors import InputError
from analysis.evaluation.aim import Aim, stack

K = 4


@pytest.fixture
def decided():
    rng = np.random.default_rng(0)
    codes = rng.integers(K, size=200)
    return codes, np.where(rng.random(200) < 0.6, codes, rng.integers(K, size=200))


def test_figures_are_those_of_scikit_learn(decided):
    tally = Aim().tally(*decided, K)
    assert float(tally.macro_f1()) == pytest.approx(f1_score(*decided, average="macro"))
    assert float(tally.micro_f1()) == pytest.approx(f1_score(*decided, average="micro"))
    assert float(tally.mean_cost()) == pytest.approx(1 - float(tally.micro_f1()))


def test_a_class_without_documents_and_decisions_is_not_averaged(decided):
    codes, decisions = decided
    assert Aim().tally(codes, decisions, K + 3).macro_f1() == Aim().tally(*decided, K).macro_f1()


def test_tallies_of_parts_add_up(decided):
    codes, decisions = decided
    parts = stack([Aim().tally(codes[i::3], decisions[i::3], K) for i in range(3)])
    whole = Aim().tally(codes, decisions, K)
    for part, expected in zip(parts.sum(0).parts(), whole.parts(), strict=True):
        np.testing.assert_array_equal(part, expected)
    rest = whole - parts[1]
    assert rest.support.sum() == len(codes) - len(codes[1::3])


def test_costs_are_those_entered(decided):
    codes, decisions = decided
    aim = Aim("cost", CostSettings(0, to_reject=0.5, from_reject=3.0))
    wrong = codes != decisions
    to_reject, from_reject = wrong & (decisions == 0), wrong & (codes == 0)
    expected = wrong.sum() - 0.5 * to_reject.sum() + 2 * from_reject.sum()
    assert float(aim.tally(codes, decisions, K).cost) == pytest.approx(expected)
    assert float(aim.value(aim.tally(codes, decisions, K))) == pytest.approx(-expected / 200)


def test_macro_f1_may_not_cost_micro_f1(decided):
    codes, decisions = decided
    worse = np.roll(decisions, 1)
    baseline, current = (Aim().tally(codes, each, K) for each in (decisions, worse))
    assert Aim().allows(baseline, baseline)
    assert not Aim().allows(current, baseline)
    assert Aim("micro-f1").allows(current, baseline)


def test_an_unknown_aim_is_refused():
    with pytest.raises(InputError, match="aim: 'accuracy' is not known"):
        Aim("accuracy")


def test_a_document_of_weight_two_counts_as_two_documents(decided):
    codes, decisions = decided
    weights = np.where(np.arange(200) < 50, 2.0, 1.0)
    twice = np.concatenate([np.arange(200), np.arange(50)])
    weighed = Aim().tally(codes, decisions, K, weights)
    repeated = Aim().tally(codes[twice], decisions[twice], K)
    for part, expected in zip(weighed.parts(), repeated.parts(), strict=True):
        np.testing.assert_array_equal(part, expected)
