import numpy as np

from analysis.explain.diagnosis.gain_difference import Outcome, surely_greater


def outcome(n_found, n_false, support=30, n=200, before=0.0):
    label = np.arange(n) < support
    decided = np.zeros(n, dtype=bool)
    decided[:n_found] = True
    decided[support : support + n_false] = True
    found = 2 * n_found / (support + n_found + n_false)
    return Outcome(found - before, label, decided)


def test_f1_and_its_interval():
    assert outcome(15, 5).f1 == 2 * 15 / (30 + 20)
    low, high = outcome(15, 5).bounds(1.0)
    assert low < 0.6 < high


def test_a_gain_is_not_greater_than_itself():
    assert not surely_greater(outcome(15, 5), outcome(15, 5), 1.0)


def test_almost_all_is_surely_more_than_almost_none_and_not_the_other_way_round():
    assert surely_greater(outcome(28, 1), outcome(3, 5), 1.0)
    assert not surely_greater(outcome(3, 5), outcome(28, 1), 1.0)


def test_ten_labels_say_less_than_thirty():
    few = [outcome(found, 0, support=10) for found in (7, 4)]
    many = [outcome(found, 0, support=100, n=400) for found in (70, 40)]
    assert surely_greater(*many, 1.0)
    assert not surely_greater(*few, 1.0)


def test_the_same_documents_found_and_some_more_tell_apart_better():
    """Twelve more on top of the same ones are surely more; twelve more of others are not."""
    label = np.arange(80) < 40
    rows = np.arange(80)
    other = Outcome(0.0, label, rows < 20)
    nested = Outcome(0.0, label, rows < 30)
    apart = Outcome(0.0, label, (rows >= 10) & (rows < 40))
    gains = [Outcome(each.f1, label, each.decided) for each in (other, nested, apart)]
    assert surely_greater(gains[1], gains[0], 1.0)
    assert not surely_greater(gains[2], gains[0], 1.0)


def test_one_that_finds_nothing_at_all_is_compared_as_well():
    assert surely_greater(outcome(25, 0), outcome(0, 0), 1.0)
