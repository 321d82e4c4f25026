import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.stats import binom, false_discovery_control

from analysis.explain.interactions.pair_test import (
    PairTexts,
    benjamini_hochberg,
    chance_of_gain,
    learn_pair,
    paired_gain,
)


def texts(n=400, joint=0.0, seed=0):
    rng = np.random.default_rng(seed)
    first, second = rng.random((2, n)) < 0.6
    log_odds = rng.normal(-0.5, 1, n)
    truth = 1.5 * log_odds + 0.8 * first - 0.4 * second + joint * (first & second)
    return PairTexts(log_odds, rng.random(n) < 1 / (1 + np.exp(-truth)), first, second)


def test_the_chance_is_the_binomial_tail_where_all_texts_are_alike():
    expected = np.full(30, 0.2)
    assert chance_of_gain(expected, 12, 1.0) == pytest.approx(binom.sf(11, 30, 0.2))
    assert chance_of_gain(expected, 2, -1.0) == pytest.approx(binom.cdf(2, 30, 0.2))


def test_the_chance_is_right_where_texts_differ():
    rng = np.random.default_rng(0)
    expected = rng.random(12)
    drawn = (rng.random((200_000, 12)) < expected).sum(axis=1)
    assert chance_of_gain(expected, 8, 1.0) == pytest.approx((drawn >= 8).mean(), abs=5e-3)


def test_the_chance_keeps_its_size_far_out():
    assert chance_of_gain(np.full(50, 0.01), 20, 1.0) == pytest.approx(
        binom.sf(19, 50, 0.01), rel=1e-9
    )


def test_without_texts_nothing_is_unlikely():
    assert chance_of_gain(np.empty(0), 0, 1.0) == 1


def test_the_gain_is_the_paired_difference_in_log_loss():
    rng = np.random.default_rng(1)
    log_odds, in_class = rng.normal(size=20), rng.random(20) < 0.5

    def loss(values):
        p = 1 / (1 + np.exp(-values))
        return -np.log(np.where(in_class, p, 1 - p)).sum()

    expected = loss(log_odds) - loss(log_odds + 0.7)
    assert paired_gain(log_odds, in_class, 0.7) == pytest.approx(expected)


def test_what_is_learned_is_the_penalised_optimum():
    sample, c = texts(joint=1.0), 3.0
    effect = learn_pair(sample, c)

    def objective(w):
        z = (1 + w[0]) * sample.log_odds + w[1] * sample.first + w[2] * sample.second
        return c * (np.logaddexp(0, z) - sample.in_class * z).sum() + w @ w / 2

    best = minimize(objective, np.zeros(3), tol=1e-10).x
    np.testing.assert_allclose([effect.slope, effect.first, effect.second], best, atol=1e-4)


def test_a_joint_effect_is_seen_and_where_there_is_none_it_is_small():
    assert learn_pair(texts(4000, joint=2.0), 10.0).joint > 0.5
    assert abs(learn_pair(texts(4000, joint=0.0), 10.0).joint) < 0.2


def test_words_that_mark_a_class_exactly_give_finite_effects():
    held = np.arange(40) < 20
    effect = learn_pair(PairTexts(np.zeros(40), held, held, np.ones(40, dtype=bool)), 100.0)
    assert np.isfinite([effect.slope, effect.first, effect.second, effect.joint]).all()


def test_rates_equal_scipys():
    chances = np.random.default_rng(2).random(50) ** 3
    np.testing.assert_allclose(benjamini_hochberg(chances), false_discovery_control(chances))
    assert benjamini_hochberg(np.empty(0)).size == 0
