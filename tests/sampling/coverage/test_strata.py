import numpy as np
import pytest

from analysis.corpus.corpus import make_corpus, make_labelled_corpus
from analysis.errors import InputError
from analysis.sampling.coverage.strata import OUTSIDE, stratify


def corpus(clusters, **parts):
    texts = [f"text {row}" for row in range(len(clusters))]
    return make_corpus(texts, clusters=clusters, **parts)


def labels(rows, clusters=None):
    texts = [f"text {row}" for row in rows]
    return make_labelled_corpus(texts, ["a", "b"] * (len(rows) // 2), clusters=clusters)


def test_stratify_counts_documents_and_labels_of_each_cluster():
    strata = stratify(labels([0, 1, 4, 5]), corpus(["x"] * 4 + ["y"] * 6))
    assert strata.clusters.tolist() == ["x", "y"]
    assert strata.sizes.tolist() == [4, 6]
    assert strata.labels.tolist() == [2, 2]
    np.testing.assert_allclose(strata.shares, [0.4, 0.6])
    np.testing.assert_allclose(strata.fractions, [2 / 4, 2 / 6])


def test_clusters_with_fewer_than_two_labels_share_a_stratum():
    strata = stratify(labels([0, 1, 4, 6]), corpus(["x"] * 4 + ["y"] * 2 + ["z"] * 2 + ["w"]))
    joined = {strata.clusters[i] for i in np.flatnonzero(strata.stratum_of_cluster == 1)}
    assert joined == {"w", "y", "z"}
    assert strata.n_collapsed == 3
    assert strata.labels.tolist() == [2, 2]


def test_a_lonely_label_is_joined_by_the_smallest_other_cluster():
    given = labels([0, 1, 4, 5, 7, 2])
    strata = stratify(given, corpus(["x"] * 4 + ["y"] * 3 + ["z"] * 1))
    assert strata.labels.tolist() == [3, 3]
    joined = strata.clusters[strata.stratum_of_cluster == 1]
    assert joined.tolist() == ["y", "z"]


def test_clusters_without_a_label_are_named_with_their_share():
    strata = stratify(labels([0, 1]), corpus(["x"] * 4 + ["y"] * 3 + ["z"] * 1))
    assert strata.clusters[strata.without_label].tolist() == ["y", "z"]
    assert strata.share_without_label == pytest.approx(0.5)
    assert strata.n_strata == 1  # no label is left for a stratum of their own


def test_a_labelled_document_without_cluster_is_looked_up_in_the_corpus():
    strata = stratify(labels([0, 4]), corpus(["x"] * 4 + ["y"] * 4))
    assert strata.clusters[strata.cluster_of_label].tolist() == ["x", "y"]


def test_labels_in_unknown_clusters_count_nowhere():
    given = make_labelled_corpus(
        ["text 0", "text 1", "else"], ["a", "b", "a"], clusters=["x", "x", "nowhere"]
    )
    strata = stratify(given, corpus(["x"] * 4))
    assert strata.cluster_of_label.tolist() == [0, 0, OUTSIDE]
    assert strata.n_outside == 1
    assert strata.labels.tolist() == [2]


def test_clusters_that_have_nothing_in_common_are_refused_by_name():
    given = make_labelled_corpus(["p", "q"], ["a", "b"], clusters=["one", "two"])
    with pytest.raises(InputError, match='"x"; the labelled ones name "one", "two"'):
        stratify(given, corpus(["x"] * 4))


def test_without_clusters_the_corpus_is_one_stratum():
    strata = stratify(labels([0, 1]), make_corpus(["text 0", "text 1", "text 2"]))
    assert strata.n_strata == 1
    assert strata.n_outside == 0


def test_documents_that_are_not_in_the_corpus_do_not_exhaust_it():
    given = make_labelled_corpus(["p", "q"], ["a", "b"], clusters=["x", "x"])
    assert stratify(given, corpus(["x"] * 2)).fractions.tolist() == [0]


@pytest.mark.parametrize(
    ("rows", "from_corpus"),
    [([0, 1, 4, 5], True), ([0, 1, 4, 99], False), ([0, 0, 0, 1, 1, 1, 2, 2], False)],
)
@pytest.mark.parametrize("clustered", [True, False])
def test_labels_are_from_the_corpus_if_each_can_be_a_document_of_its_own(
    rows, from_corpus, clustered
):
    texts = [f"text {row}" for row in range(7)]
    whole = make_corpus(texts, clusters=["x"] * 7 if clustered else None)
    assert stratify(labels(rows), whole).labels_from_corpus is from_corpus
