import numpy as np
import pytest

from sample_data.clusters import proportional_seats, seated


def test_proportional_seats_sum_to_the_documents_and_differ_less_than_one_from_their_share():
    sizes = np.array([7, 1, 0, 92])
    seats = proportional_seats(sizes, 333)
    assert seats.sum() == 333
    assert (np.abs(seats - 3.33 * sizes) < 1).all()


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_seated_fills_each_cluster_exactly(share):
    generator = np.random.default_rng(0)
    homes = generator.integers(0, 3, 60)
    seats = np.array([50, 10, 0])
    clusters = seated(generator, homes, generator.random(60) < share, seats)
    assert np.bincount(clusters, minlength=3).tolist() == seats.tolist()


def test_seated_leaves_at_home_who_finds_a_seat_there():
    homes = np.repeat([0, 1, 2], 5)
    clusters = seated(np.random.default_rng(0), homes, np.zeros(15, bool), np.full(3, 5))
    assert clusters.tolist() == homes.tolist()
