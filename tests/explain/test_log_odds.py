import math

import numpy as np
import pytest

from analysis.explain.log_odds import PRIOR_SHARE, log_odds_z


def monroe(first, second, corpus, term):
    """Equations 16, 19 and 22 of Monroe et al., one term at a time."""
    prior_size = PRIOR_SHARE * sum(corpus)
    prior = prior_size * corpus[term] / sum(corpus)

    def odds(counts):
        return (counts[term] + prior) / (sum(counts) + prior_size - counts[term] - prior)

    variance = 1 / (first[term] + prior) + 1 / (second[term] + prior)
    return (math.log(odds(first)) - math.log(odds(second))) / math.sqrt(variance)


def test_a_case_computed_by_hand():
    # Prior counts 1 and 1; odds 4/2 against 2/4; variance 1/4 + 1/2.
    z = log_odds_z(np.array([3, 1]), np.array([1, 3]), np.array([10, 10]))
    expected = 2 * math.log(2) / math.sqrt(0.75)
    assert z == pytest.approx([expected, -expected], rel=1e-14)


@pytest.mark.parametrize("seed", range(3))
def test_z_is_that_of_the_published_formula(seed):
    rng = np.random.default_rng(seed)
    first, second, others = rng.poisson(2, (3, 12))
    corpus = first + second + others + 1
    expected = [monroe(first, second, corpus, term) for term in range(12)]
    np.testing.assert_allclose(log_odds_z(first, second, corpus), expected, rtol=1e-12)


def test_swapping_the_groups_changes_only_the_sign():
    rng = np.random.default_rng(0)
    first, second = rng.poisson(1, (2, 50))
    corpus = first + second + 1
    np.testing.assert_array_equal(
        log_odds_z(first, second, corpus), -log_odds_z(second, first, corpus)
    )


def test_groups_that_use_their_words_alike_have_no_log_odds():
    counts = np.array([5, 0, 17])
    assert log_odds_z(counts, counts, 3 * counts + 1).tolist() == [0, 0, 0]


def test_a_word_of_one_group_alone_ranks_above_one_that_many_others_use_too():
    first = np.array([9, 9, 50])
    second = np.array([0, 90, 200_000])
    alone, common, _ = log_odds_z(first, second, first + second)
    assert alone > common > 0


def test_a_term_that_no_document_holds_is_undefined():
    z = log_odds_z(np.array([1, 0, 2]), np.array([3, 0, 1]), np.array([4, 0, 3]))
    assert np.isnan(z).tolist() == [False, True, False]


def test_a_single_term_has_no_odds():
    assert np.isnan(log_odds_z(np.array([3]), np.array([1]), np.array([4]))).all()
