import numpy as np
from scipy import sparse
from scipy.special import logit, softmax

from analysis.explain.interactions.pair_candidates import (
    LARGEST_LOG_ODDS,
    class_log_odds,
    score_candidates,
)

RNG = np.random.default_rng(0)
N_TEXTS, N_PAIRS, N_CLASSES = 200, 12, 3
HELD = RNG.random((N_TEXTS, N_PAIRS)) < 0.3
LOGITS = RNG.normal(size=(N_TEXTS, N_CLASSES))
CODES = RNG.integers(0, N_CLASSES, size=N_TEXTS)


def candidates(held=HELD, codes=CODES, least_texts=5, n_wanted=10):
    found = score_candidates(sparse.csc_matrix(held), LOGITS, codes, least_texts, n_wanted)
    return list(zip(found.pairs.tolist(), found.classes.tolist(), strict=True))


def test_they_are_those_of_the_scores_written_out():
    posterior = softmax(LOGITS, axis=1)
    scores = {}
    for pair in range(N_PAIRS):
        rows = HELD[:, pair]
        for k in range(N_CLASSES):
            p = posterior[rows, k]
            residuals = (CODES[rows] == k) - p
            scores[pair, k] = abs(residuals.sum()) / np.sqrt((p * (1 - p)).sum())
    assert candidates() == sorted(scores, key=scores.get, reverse=True)[:10]


def test_a_pair_that_stands_for_a_class_comes_first():
    held, codes = HELD.copy(), CODES.copy()
    held[:, 7] = np.arange(N_TEXTS) < 30
    codes[:30] = 2
    assert candidates(held, codes)[0] == (7, 2)


def test_pairs_in_too_few_texts_are_left_out():
    held = HELD.copy()
    held[:, 7] = np.arange(N_TEXTS) < 4
    assert 7 not in {pair for pair, _ in candidates(held, n_wanted=100)}
    assert candidates(np.zeros_like(HELD)) == []


def test_log_odds_are_those_of_the_posterior_and_bounded():
    found = class_log_odds(LOGITS)
    np.testing.assert_allclose(found, logit(softmax(LOGITS, axis=1)), rtol=1e-4, atol=1e-5)
    certain = class_log_odds(np.array([[1000.0, 0.0]]))
    assert certain.tolist() == [[LARGEST_LOG_ODDS, -LARGEST_LOG_ODDS]]
