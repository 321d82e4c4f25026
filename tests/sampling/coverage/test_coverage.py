import numpy as np
import pytest
from scipy.stats import hypergeom

from analysis.sampling.coverage.coverage import cover
from analysis.sampling.coverage.strata import stratify
from tests.sampling.populations import NAMES, draw, population, sample


@pytest.fixture(scope="module")
def whole():
    return population(n=3_000)


def covered(whole, rows):
    corpus, codes = whole
    labelled = sample(corpus, codes, rows)
    return cover(labelled, stratify(labelled, corpus))


def test_documents_labels_and_classes_are_those_of_the_corpora(whole):
    corpus, codes = whole
    rows = draw(corpus, 0.2, np.random.default_rng(0))
    coverage = covered(whole, rows)
    for i, name in enumerate(coverage.clusters):
        inside = corpus.clusters == name
        assert coverage.documents[i] == inside.sum()
        assert coverage.labels[i] == inside[rows].sum()
        counts = np.bincount(codes[rows][inside[rows]], minlength=len(NAMES))
        np.testing.assert_array_equal(coverage.class_labels[i], counts)
    assert coverage.expected.sum() == pytest.approx(len(rows))
    assert coverage.shares.sum() == pytest.approx(1)


def test_labels_in_proportion_are_never_off(whole):
    coverage = covered(whole, draw(whole[0], 0.1, np.random.default_rng(1)))
    assert not coverage.too_few.any()
    assert not coverage.too_many.any()


def test_a_random_sample_shows_a_cluster_off_in_at_most_one_table_of_twenty(whole):
    rng = np.random.default_rng(2)
    tables = 200
    off = 0
    for _ in range(tables):
        coverage = covered(whole, np.sort(rng.choice(3_000, 300, replace=False)))
        off += bool((coverage.too_few | coverage.too_many).any())
    # Three standard errors above 5 %.
    assert off / tables <= 0.05 + 3 * (0.05 * 0.95 / tables) ** 0.5


def test_clusters_drawn_more_and_less_often_are_told_apart(whole):
    shares = [0.1, 0.1, 0.4, 0.0, 0.1, 0.1]
    coverage = covered(whole, draw(whole[0], None, np.random.default_rng(3), shares))
    assert coverage.too_many.tolist() == [share == 0.4 for share in shares]
    assert coverage.too_few[3]
    assert coverage.without_label.tolist() == [3]
    assert np.isnan(coverage.purity[3])
    assert coverage.main_class[3] == -1


def test_the_test_is_the_exact_hypergeometric_one(whole):
    coverage = covered(whole, np.sort(np.random.default_rng(4).choice(3_000, 300, replace=False)))
    n, size, found = 3_000, int(coverage.documents[0]), int(coverage.labels[0])
    at_most = hypergeom(n, size, 300).cdf(found)
    at_least = hypergeom(n, size, 300).sf(found - 1)
    assert coverage.p_values[0] == pytest.approx(min(1, 2 * min(at_most, at_least)))


def test_the_band_holds_just_what_is_not_beyond_chance(whole):
    coverage = covered(whole, draw(whole[0], None, np.random.default_rng(5), [0.1, 0.3] * 3))
    low, high = coverage.band(coverage.documents)
    inside = (low <= coverage.labels) & (coverage.labels <= high)
    np.testing.assert_array_equal(inside, ~(coverage.too_few | coverage.too_many))


def test_a_census_follows_the_documents(whole):
    coverage = covered(whole, np.arange(3_000))
    np.testing.assert_array_equal(coverage.labels, coverage.documents)
    assert not (coverage.too_few | coverage.too_many).any()
