import math

import numpy as np
import pytest

from analysis.explain.vocabulary.log_odds import PRIOR_SHARE, log_odds_z


def monroe(first, second, term):
    """Equations 16, 19 and 22 of Monroe et al., one term at a time."""
    pooled = first + second
    prior_size = PRIOR_SHARE * sum(pooled)
    prior = prior_size * pooled[term] / sum(pooled)

    def odds(counts):
        return (counts[term] + prior) / (sum(counts) + prior_size - counts[term] - prior)

    variance = 1 / (first[term] + prior) + 1 / (second[term] + prior)
    return (math.log(odds(first)) - math.log(odds(second))) / math.sqrt(variance)


def test_a_case_computed_by_hand():
    # Prior counts 0.4 and 0.4; odds 3.4/1.4 against 1.4/3.4; variance 1/3.4 + 1/1.4.
    z = log_odds_z(np.array([3, 1]), np.array([1, 3]))
    expected = 2 * math.log(3.4 / 1.4) / math.sqrt(1 / 3.4 + 1 / 1.4)
    assert z == pytest.approx([expected, -expected], rel=1e-14)


@pytest.mark.parametrize("seed", range(3))
def test_z_is_that_of_the_published_formula(seed):
    rng = np.random.default_rng(seed)
    first, second = rng.poisson(2, 12) + 1, rng.poisson(4, 12)
    expected = [monroe(first, second, term) for term in range(12)]
    np.testing.assert_allclose(log_odds_z(first, second), expected, rtol=1e-12, atol=1e-14)


def test_swapping_the_groups_changes_only_the_sign():
    rng = np.random.default_rng(0)
    first, second = rng.poisson(1, 50), rng.poisson(1, 50)
    np.testing.assert_array_equal(log_odds_z(first, second), -log_odds_z(second, first))


def test_groups_that_use_their_words_alike_have_no_log_odds():
    counts = np.array([5, 1, 17])
    assert log_odds_z(counts, counts).tolist() == [0, 0, 0]
    np.testing.assert_allclose(log_odds_z(counts, 20 * counts), 0, atol=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_the_group_that_uses_a_word_more_has_the_sign_however_small_it_is(seed):
    rng = np.random.default_rng(seed)
    small, large = rng.poisson(1, 40) + 1, rng.poisson(300, 40)
    more = np.sign(small / small.sum() - large / large.sum())
    np.testing.assert_array_equal(np.sign(log_odds_z(small, large)), more)


def test_a_word_of_one_group_alone_ranks_above_one_that_many_others_use_too():
    alone, common, _ = log_odds_z(np.array([9, 9, 50]), np.array([0, 90, 200_000]))
    assert alone > common > 0


def test_a_term_that_neither_group_uses_is_undefined():
    z = log_odds_z(np.array([1, 0, 2]), np.array([3, 0, 1]))
    assert np.isnan(z).tolist() == [False, True, False]


def test_a_single_term_has_no_odds():
    assert np.isnan(log_odds_z(np.array([3]), np.array([1]))).all()
