import numpy as np

from sample_data.population import label_counts, mislabelled, polya_urn


def test_label_counts_are_in_proportion_but_never_below_three():
    assert label_counts([3000, 100, 10], 0.1).tolist() == [300, 10, 3]


def test_polya_urn_takes_after_documents_of_the_same_cluster():
    generator = np.random.default_rng(0)
    drawn, rest = generator.integers(0, 5, 40), generator.integers(0, 5, 500)
    ancestors = polya_urn(generator, drawn, rest)
    assert (drawn[ancestors] == rest).all()


def test_polya_urn_gives_shares_around_those_of_the_drawn():
    generator = np.random.default_rng(0)
    drawn, rest = np.zeros(100, int), np.zeros(900, int)
    shares = [np.mean(polya_urn(generator, drawn, rest) < 20) for _ in range(400)]
    # The share is Beta(20, 80), of mean 0.2 and standard deviation 0.04.
    assert abs(np.mean(shares) - 0.2) < 0.01
    assert 0.035 < np.std(shares) < 0.047


def test_mislabelled_without_a_share_changes_nothing():
    labels = np.arange(50) % 7
    assert mislabelled(np.random.default_rng(0), labels, 0.0).tolist() == labels.tolist()
