import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from analysis.sampling.clusters.spherical_kmeans import (
    first_centres,
    nearest_centres,
    spherical_kmeans,
)


def unit(points):
    points = np.asarray(points, dtype=np.float32)
    return points / np.linalg.norm(points, axis=1, keepdims=True)


def blobs(n=600, n_blobs=5, spread=0.15, seed=0):
    """Points around directions of a sphere, and the direction of each."""
    rng = np.random.default_rng(seed)
    directions = np.linalg.qr(rng.standard_normal((12, 12)))[0][:n_blobs]
    of_point = rng.integers(n_blobs, size=n)
    return unit(directions[of_point] + spread * rng.standard_normal((n, 12))), of_point


def divide(points, n_clusters, weights=None, seed=0, after_iteration=lambda moved: None):
    weights = np.ones(len(points), dtype=np.float32) if weights is None else weights
    centres = first_centres(points, weights, n_clusters, seed)
    return spherical_kmeans(points, weights, centres, after_iteration)


def test_planted_blobs_are_found():
    points, of_point = blobs()
    partition = divide(points, 5)
    assert adjusted_rand_score(of_point, partition.cluster_of_point) == 1


def test_each_point_lies_at_the_centre_of_largest_cosine_and_centres_are_mean_directions():
    points, _ = blobs()
    partition = divide(points, 5)
    cosines = points @ partition.centres.T
    np.testing.assert_array_equal(partition.cluster_of_point, cosines.argmax(axis=1))
    np.testing.assert_allclose(partition.cosines, cosines.max(axis=1), rtol=1e-6)
    for cluster, centre in enumerate(partition.centres):
        mean = points[partition.cluster_of_point == cluster].mean(axis=0)
        np.testing.assert_allclose(centre, mean / np.linalg.norm(mean), atol=1e-5)


def test_clusters_come_in_order_of_their_weight():
    points, of_point = blobs()
    weights = np.where(of_point == 3, 3, 1).astype(np.float32)
    partition = divide(points, 5, weights)
    sizes = np.bincount(partition.cluster_of_point, weights=weights)
    assert (np.diff(sizes) <= 0).all()
    assert set(of_point[partition.cluster_of_point == 0]) == {3}


def test_a_weight_counts_as_often_as_the_point_repeated():
    points, _ = blobs(n=40)
    weights = np.random.default_rng(1).integers(1, 4, size=40)
    weighted = divide(points, 1, weights.astype(np.float32))
    repeated = divide(np.repeat(points, weights, axis=0), 1)
    np.testing.assert_allclose(weighted.centres, repeated.centres, atol=1e-5)


def test_as_many_clusters_as_points_leave_every_point_alone():
    points, _ = blobs(n=12)
    partition = divide(points, 12)
    assert partition.n_clusters == 12
    np.testing.assert_allclose(partition.cosines, 1, atol=1e-5)


@pytest.mark.filterwarnings("error")
def test_fewer_different_points_than_clusters_give_fewer_clusters():
    points = unit(np.repeat(np.eye(3), 4, axis=0))
    partition = divide(points, 7)
    assert partition.n_clusters == 3
    assert (np.bincount(partition.cluster_of_point) == 4).all()


def test_the_seed_decides():
    points, _ = blobs(spread=0.8)
    first, again, other = (divide(points, 9, seed=seed).cluster_of_point for seed in (2, 2, 3))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_the_share_that_moves_is_told_and_iterations_can_be_stopped():
    told = []
    divide(blobs(spread=0.6)[0], 5, after_iteration=told.append)
    assert told[0] == 1
    assert told[-1] <= 1e-3

    def stop(moved):
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        divide(blobs()[0], 5, after_iteration=stop)


def test_the_first_of_equally_near_centres_is_taken():
    nearest, cosines = nearest_centres(unit([[1, 1]]), unit([[1, 0], [0, 1]]))
    assert nearest.tolist() == [0]
    assert cosines[0] == pytest.approx(2**-0.5)
