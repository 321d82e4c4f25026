import numpy as np
import pytest

from analysis.sampling.plan.cluster_shares import estimate_cluster_shares

CORPUS = np.array([0.6, 0.3, 0.1])


def labels_of(shares, n, seed=0):
    rng = np.random.default_rng(seed)
    return np.array([rng.multinomial(n, p) for p in shares])


def test_clusters_that_are_alike_get_the_shares_of_the_corpus():
    found = estimate_cluster_shares(labels_of([CORPUS] * 300, 40), CORPUS)
    assert found.concentration > 300
    np.testing.assert_allclose(found.shares, np.tile(CORPUS, (300, 1)), atol=0.05)


def test_pure_clusters_keep_their_own_shares():
    found = estimate_cluster_shares(labels_of(np.eye(3)[[0, 0, 0, 1, 1, 2] * 5], 20), CORPUS)
    assert found.concentration < 1
    assert found.purity(np.full(30, 7)) > 0.95


def test_the_concentration_that_made_the_clusters_is_found():
    rng = np.random.default_rng(1)
    shares = rng.dirichlet(8 * CORPUS, size=400)
    found = estimate_cluster_shares(labels_of(shares, 30), CORPUS)
    assert found.concentration == pytest.approx(8, rel=0.2)


def test_smoothed_shares_are_nearer_to_the_truth_than_counted_ones():
    shares = np.random.default_rng(2).dirichlet(8 * CORPUS, size=200)
    counts = labels_of(shares, 10)
    found = estimate_cluster_shares(counts, CORPUS)
    assert ((found.shares - shares) ** 2).sum() < 0.7 * ((counts / 10 - shares) ** 2).sum()


def test_a_cluster_without_labels_is_taken_for_the_corpus():
    found = estimate_cluster_shares(np.array([[9, 1, 0], [0, 0, 0], [1, 8, 1]]), CORPUS)
    np.testing.assert_allclose(found.shares[1], CORPUS)
    np.testing.assert_allclose(found.shares.sum(axis=1), 1)


def test_the_spread_counts_a_rare_class_as_much_as_a_common_one():
    found = estimate_cluster_shares(np.array([[300, 0, 0], [150, 150, 0], [270, 0, 30]]), CORPUS)
    pure, common, rare = found.spread()
    assert pure < common
    by_hand = np.sqrt(np.mean(found.shares * (1 - found.shares) / CORPUS, axis=1))
    np.testing.assert_allclose([pure, common, rare], by_hand)
    assert rare == pytest.approx(common, rel=0.5)


def test_a_class_without_labels_adds_nothing():
    counts = np.array([[5, 5, 0], [2, 8, 0]])
    found = estimate_cluster_shares(counts, np.array([0.4, 0.6, 0.0]))
    assert np.isfinite(found.spread()).all()
    assert (found.shares[:, 2] == 0).all()
