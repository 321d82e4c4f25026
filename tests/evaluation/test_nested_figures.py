import numpy as np
import pytest

from analysis.evaluation.aim import Aim
from analysis.evaluation.bootstrap import resample_groups
from analysis.evaluation.intervals import Estimate
from analysis.evaluation.nested_figures import (
    AimFigures,
    estimated,
    estimated_gain,
    nested_figures,
    tallies,
    with_wrong_labels,
)
from tests.corpora import labelled

K, N = 6, 600
AIM = Aim()


@pytest.fixture
def codes():
    return np.random.default_rng(1).choice(K, N, p=[0.5, 0.2, 0.15, 0.1, 0.03, 0.02])


def decided_rightly(codes, share, seed=0):
    rng = np.random.default_rng(seed)
    wrong = rng.integers(K, size=len(codes))
    return np.where(rng.random(len(codes)) < share, codes, wrong).astype(np.int16)


def corpus_of(codes):
    return labelled([f"text {i}" for i in range(N)], [f"class {code}" for code in codes])


def both(codes, decided, resamples):
    return tallies(AIM, corpus_of(codes), decided, resamples)


def folds_without(rows_share, codes):
    folds = np.arange(N) % 5
    found = []
    for fold in range(5):
        rows = np.flatnonzero(folds != fold)
        found.append((rows, decided_rightly(codes[rows], rows_share, seed=fold)))
    return found


def test_a_resample_that_draws_every_group_once_changes_nothing(codes):
    resamples = resample_groups(np.arange(N), 3)
    resamples.times_drawn[:] = 1
    decided = decided_rightly(codes, 0.7)
    tally, draws = both(codes, decided, resamples)
    for value, drawn in zip(tally.parts(), draws.parts(), strict=True):
        np.testing.assert_allclose(drawn, np.broadcast_to(value, drawn.shape))


def test_intervals_hold_the_figure(codes):
    resamples = resample_groups(np.arange(N))
    figures = estimated(both(codes, decided_rightly(codes, 0.7), resamples))
    for figure in (figures.macro_f1, figures.micro_f1, figures.mean_cost):
        assert figure.low < figure.value < figure.high


def test_a_gain_is_paired_and_changes_its_sign_with_the_order(codes):
    resamples = resample_groups(np.arange(N))
    worse, better = (both(codes, decided_rightly(codes, share), resamples) for share in (0.6, 0.62))
    gain, loss = estimated_gain(worse, better), estimated_gain(better, worse)
    assert gain.micro_f1.value == pytest.approx(-loss.micro_f1.value)
    assert gain.micro_f1.low == pytest.approx(-loss.micro_f1.high)
    width = gain.micro_f1.high - gain.micro_f1.low
    alone = estimated(better).micro_f1
    assert width < 1.2 * (alone.high - alone.low)
    assert estimated_gain(worse, worse).macro_f1.high == 0


def test_where_fewer_documents_are_as_good_the_interval_stays_about_as_it_is(codes):
    resamples = resample_groups(np.arange(N))
    nested = decided_rightly(codes, 0.7)
    same = [
        (rows, nested[rows]) for rows in (np.flatnonzero(np.arange(N) % 5 != f) for f in range(5))
    ]
    figures = nested_figures(AIM, corpus_of(codes), nested, same, resamples)
    plain = estimated(both(codes, nested, resamples))
    for found, usual in ((figures.micro_f1, plain.micro_f1), (figures.macro_f1, plain.macro_f1)):
        assert found.value == usual.value
        reach = max(usual.high - usual.value, usual.value - usual.low)
        assert found.low == pytest.approx(usual.value - reach)
        assert found.high == pytest.approx(usual.value + reach)


def test_where_fewer_documents_are_worse_it_reaches_up_to_the_fit_on_all(codes):
    resamples = resample_groups(np.arange(N))
    nested = decided_rightly(codes, 0.7)
    figures = nested_figures(AIM, corpus_of(codes), nested, folds_without(0.6, codes), resamples)
    plain = estimated(both(codes, nested, resamples))
    assert figures.micro_f1.value == plain.micro_f1.value
    assert figures.micro_f1.low == pytest.approx(plain.micro_f1.low, abs=0.01)
    assert figures.micro_f1.high > plain.micro_f1.high + 0.02
    assert figures.mean_cost.low < plain.mean_cost.low - 0.02


def test_wrong_labels_hide_right_decisions():
    rng = np.random.default_rng(0)
    true = rng.choice(K, 20_000, p=[0.5, 0.2, 0.15, 0.1, 0.03, 0.02])
    given = np.where(rng.random(20_000) < 0.04, rng.permutation(true), true)
    decided = np.where(rng.random(20_000) < 0.8, true, rng.permutation(true))
    share = float((given != true).mean())
    shown, hidden = (AIM.tally(labels, decided, K) for labels in (given, true))
    figures = AimFigures(
        *(
            Estimate(float(figure), float(figure), float(figure))
            for figure in (shown.macro_f1(), shown.micro_f1(), shown.mean_cost())
        )
    )
    reached = with_wrong_labels(figures, share)
    assert reached.micro_f1.high == pytest.approx(float(hidden.micro_f1()), abs=0.01)
    assert reached.mean_cost.low == pytest.approx(float(hidden.mean_cost()), abs=0.01)
    assert float(hidden.macro_f1()) > float(shown.macro_f1())
    assert reached.macro_f1.high == pytest.approx(float(hidden.macro_f1()), abs=0.03)
    assert reached.macro_f1.value == float(shown.macro_f1())


def test_intervals_stay_between_0_and_1():
    figures = AimFigures(Estimate(0.9, 0.8, 0.99), Estimate(0.9, 0.8, 0.99), Estimate(0.1, 0.01))
    reached = with_wrong_labels(figures, 0.5)
    assert reached.macro_f1.high == reached.micro_f1.high == 1
    assert reached.mean_cost.low == 0
