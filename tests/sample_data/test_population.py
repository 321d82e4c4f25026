import numpy as np

from sample_data.population import label_counts, mislabelled, polya_urn


def test_label_counts_are_in_proportion_but_never_below_three():
    assert label_counts([3000, 100, 10], 0.1).tolist() == [300, 10, 3]


def test_polya_urn_gives_shares_around_those_of_the_labels():
    generator = np.random.default_rng(0)
    draws = [np.mean(polya_urn(generator, np.array([20, 80]), 900) == 0) for _ in range(400)]
    # The share is Beta(20, 80), of mean 0.2 and standard deviation 0.04.
    assert abs(np.mean(draws) - 0.2) < 0.01
    assert 0.035 < np.std(draws) < 0.047


def test_polya_urn_draws_no_class_that_nobody_drew():
    assert not np.any(polya_urn(np.random.default_rng(0), np.array([5, 0, 5]), 1000) == 1)


def test_mislabelled_without_a_share_changes_nothing():
    labels = np.arange(50) % 7
    assert mislabelled(np.random.default_rng(0), labels, 0.0).tolist() == labels.tolist()
