import numpy as np
import pytest

from analysis.corpus.corpus import make_corpus, make_labelled_corpus
from analysis.corpus.drawing import cluster_fit, guess_drawing, uneven_drawing

SIZES = np.array([2000, 1000, 500, 300, 200, 100, 50, 20, 20, 10])


def names(counts):
    return [f"cluster {k}" for k in np.repeat(np.arange(len(counts)), counts)]


def unlabelled(sizes=SIZES):
    clusters = names(sizes)
    return make_corpus([f"text {i}" for i in range(len(clusters))], clusters=clusters)


def labelled(counts, labels=None):
    """Labels in clusters; by default classes of unequal size."""
    n = sum(counts)
    unequal = ["big" if i % 4 else ("middle" if i % 3 else "small") for i in range(n)]
    texts = [f"own {i}" for i in range(n)]
    return make_labelled_corpus(texts, labels or unequal, clusters=names(counts))


def drawn(rng, n, weights):
    return np.bincount(rng.choice(len(SIZES), n, p=weights / weights.sum()), minlength=len(SIZES))


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("n", [60, 400, 4000])
def test_labels_drawn_at_random_count_as_proportional(n, seed):
    counts = drawn(np.random.default_rng(seed), n, SIZES)
    guess = guess_drawing(labelled(counts), unlabelled())
    assert guess.drawing == "proportional"
    assert "follow the cluster sizes" in guess.reason


def test_labels_drawn_in_proportion_count_as_proportional_although_rounded():
    counts = np.maximum(1, np.round(SIZES * 0.1)).astype(int)
    assert guess_drawing(labelled(counts), unlabelled()).drawing == "proportional"
    assert uneven_drawing(labelled(counts), unlabelled()) is None


def test_a_trivial_deviation_is_no_sign_however_significant():
    sizes = np.array([100_000, 100_000])
    fit = cluster_fit(labelled([15_500, 14_500]), unlabelled(sizes))
    assert fit.p_value < 1e-6
    assert fit.follows


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("n", [200, 2000])
def test_as_many_labels_from_every_cluster_count_as_drawn_by_cluster(n, seed):
    counts = drawn(np.random.default_rng(seed), n, np.ones(len(SIZES)))
    assert guess_drawing(labelled(counts), unlabelled()).drawing == "by-cluster"


def test_uneven_labels_are_reported_with_the_clusters_that_are_most_off():
    finding = uneven_drawing(labelled([100] * 10), unlabelled())
    assert (finding.code, finding.severity) == ("uneven-drawing", "warning")
    assert finding.offenders[0] == "cluster 9: 100 labels, 2 expected"
    assert finding.count == 9
    assert "9 clusters are off by more than 3 standard deviations" in finding.message


def test_as_many_labels_of_every_class_count_as_drawn_by_class():
    labels = [f"class {i % 20}" for i in range(200)]
    for corpus in (None, make_corpus(["text"]), unlabelled()):
        guess = guess_drawing(labelled([20] * 10, labels), corpus)
        assert (guess.drawing, guess.reason) == ("by-class", "Nearly every class has 10 labels.")


def test_a_larger_reject_class_does_not_hide_a_drawing_by_class():
    labels = [f"class {i % 20}" for i in range(200)] + ["bad"] * 100
    assert guess_drawing(labelled([30] * 10, labels), None).drawing == "by-class"


@pytest.mark.parametrize(
    ("corpus", "reason"),
    [
        (None, "come with the unlabelled corpus"),
        (make_corpus(["text"]), "has no clusters"),
        (make_corpus(["text"], clusters=[""]), "too few of the labelled documents"),
        (make_corpus(["a", "b"], clusters=["other", "than these"]), "too few of the labelled"),
        (make_corpus(["a"], clusters=["cluster 0"]), "too few of the labelled documents"),
    ],
)
def test_without_cluster_sizes_it_cannot_be_told(corpus, reason):
    guess = guess_drawing(labelled([10] * 10), corpus)
    assert guess.drawing == "other"
    assert guess.reason.startswith("Cannot tell: ")
    assert reason in guess.reason


def test_labelled_documents_without_clusters_are_looked_up():
    corpus = unlabelled()
    rows = np.arange(0, corpus.n_documents, 10)
    labels = ["a" if row % 3 else "b" for row in rows]
    found = cluster_fit(make_labelled_corpus(corpus.texts[rows], labels), corpus)
    assert found.labels.sum() == len(rows)
    assert found.follows


def test_the_statistic_is_pearsons():
    from scipy.stats import chisquare

    counts, sizes = np.array([40, 60, 100]), np.array([1000, 1000, 1000])
    fit = cluster_fit(labelled(counts), unlabelled(sizes))
    reference = chisquare(counts)
    assert fit.p_value == pytest.approx(reference.pvalue)
    assert fit.effect == pytest.approx(np.sqrt((reference.statistic - 2) / 200))
    assert fit.expected == pytest.approx(200 / 3)
