import numpy as np
import pytest

from analysis.model.features import count_terms, term_weights
from analysis.model.settings import FeatureSettings
from analysis.progress import Cancelled, Progress
from analysis.sampling.clusters.dense_groups import (
    DENSE_STEPS,
    _density,
    _shuffled,
    dense_groups,
)

SETTINGS = FeatureSettings(sublinear=True)


def random_texts(n, seed, n_words=600):
    """Texts of words drawn one by one, some words much more common than others."""
    rng = np.random.default_rng(seed)
    shares = 1 / np.arange(1, n_words + 1)
    shares /= shares.sum()
    return [
        " ".join(f"word{w}" for w in rng.choice(n_words, size=rng.integers(3, 8), p=shares))
        for _ in range(n)
    ]


def planted_texts(n, seed):
    """Texts of a vocabulary of their own, mixed with words of the others."""
    rng = np.random.default_rng(seed)
    own = [f"hidden{i}" for i in range(8)]
    others = random_texts(n, seed + 1)
    return [" ".join([*rng.choice(own, 3, replace=False), *text.split()[:2]]) for text in others]


def search(texts, progress=None):
    texts = sorted(set(texts))
    counts = count_terms(np.array(texts, dtype=object), SETTINGS)
    weights = term_weights(counts, SETTINGS)
    progress = progress or Progress(DENSE_STEPS)
    return texts, dense_groups(counts, weights, SETTINGS, 0, progress)


def test_a_planted_class_is_the_first_group():
    texts, groups = search([*random_texts(400, 0), *planted_texts(40, 5)])
    hidden = np.array(["hidden" in text for text in texts])
    first = groups.group_of_text == 0
    assert (first & hidden).sum() >= 0.9 * hidden.sum()
    assert (first & hidden).sum() >= 0.8 * first.sum()
    assert groups.density[0] > groups.density_by_chance


def test_texts_of_random_words_hold_a_group_once_in_twenty_times():
    found = [search(random_texts(150, seed))[1].n_groups for seed in range(10, 20)]
    # Two or more of ten, at one in twenty each, happen in 9 % of runs; the seeds are fixed.
    assert np.count_nonzero(found) <= 2


def test_density_by_hand_counts_no_pair_for_the_most_shared_word():
    # Five texts of two words each, at equal weight: all share the first, two share another.
    weight = 2**-0.5
    rows = np.zeros((5, 5))
    rows[:, 0] = weight
    rows[[0, 1, 2, 3, 4], [1, 1, 2, 3, 4]] = weight
    found = _density(rows.sum(axis=0)[None], (rows**2).sum(axis=0)[None], np.array([5]))
    pairs, sharing = 5 * 4, 2 * 0.5
    assert found == pytest.approx(sharing / pairs * np.sqrt(5))


def test_shuffles_keep_the_words_of_texts_and_the_texts_of_words():
    texts = np.array(random_texts(50, 3), dtype=object)
    counts = (count_terms(texts, SETTINGS).counts > 0).astype(np.float32)
    dealt = _shuffled(counts, np.random.default_rng(0))
    once = counts.toarray() > 0
    np.testing.assert_array_equal(dealt.toarray().sum(axis=1), once.sum(axis=1))
    np.testing.assert_array_equal(dealt.toarray().sum(axis=0), once.sum(axis=0))


def test_cancelling_stops_between_shuffles():
    progress = Progress(DENSE_STEPS)
    progress.cancel()
    with pytest.raises(Cancelled):
        search(random_texts(40, 0), progress)
