import numpy as np

from sample_data.clusters import places_in_row, planted_clusters, proportional_sizes


def test_places_in_row_lie_in_the_stretch_of_the_class():
    places = places_in_row(np.array([1, 0, 1, 1]), np.array([0.0, 0.5, 0.5, 0.9]))
    assert np.allclose(places, [0.25, 0.125, 0.625, 0.925])


def test_planted_clusters_without_strays_follow_the_row():
    generator = np.random.default_rng(0)
    places = np.sort(generator.random(1000))
    clusters = planted_clusters(generator, places, np.zeros(1000, bool), 10)
    assert (np.diff(clusters) >= 0).all()
    assert set(clusters) == set(range(10))


def test_planted_clusters_send_strays_anywhere():
    generator = np.random.default_rng(0)
    clusters = planted_clusters(generator, np.full(1000, 0.01), np.ones(1000, bool), 10)
    assert np.bincount(clusters).min() > 60


def test_proportional_sizes_sum_up_and_differ_less_than_one_from_their_share():
    sizes = np.array([7, 1, 0, 92])
    more = proportional_sizes(sizes, 333)
    assert more.sum() == 333
    assert (np.abs(more - 3.33 * sizes) < 1).all()
