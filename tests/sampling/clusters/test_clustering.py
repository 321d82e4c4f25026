import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from analysis.errors import InputError
from analysis.progress import Cancelled, Progress
from analysis.sampling.clusters.clustering import (
    CLUSTERING_STEPS,
    NO_SHARED_WORD_NAME,
    ClusteringSettings,
    cluster_documents,
    clustering_as_arrays,
    clustering_from_arrays,
    guess_cluster_number,
)
from tests.sampling.clusters.test_embedding import SUBJECTS, topical


def cluster(texts, n_clusters, seed=0):
    settings = ClusteringSettings(n_clusters, seed)
    return cluster_documents(texts, settings, Progress(CLUSTERING_STEPS))


def sentences(n=300, seed=0):
    """Texts of four words each, all of one of four subjects."""
    texts, of_text = topical(n, seed)
    return [f"{SUBJECTS[s]} {text}" for s, text in zip(of_text, texts, strict=True)], of_text


def test_planted_subjects_are_found_and_seeds_agree_on_them():
    texts, of_text = sentences()
    clustering = cluster(texts, 4)
    assert adjusted_rand_score(of_text, clustering.cluster_of_document) == 1
    assert clustering.agreement.adjusted_rand > 0.7
    assert clustering.agreement.adjusted_mutual_information > 0.7
    assert clustering.agreement.n_texts == len(set(texts))


def test_seeds_do_not_agree_where_there_is_nothing_to_find():
    rng = np.random.default_rng(0)
    noise = [" ".join(f"word{w}" for w in rng.integers(300, size=3)) for _ in range(400)]
    assert cluster(noise, 10).agreement.adjusted_rand < 0.3


def test_identical_documents_lie_in_one_cluster():
    texts, _ = sentences(60)
    clustering = cluster([*texts, *texts], 9)
    of_document = clustering.cluster_of_document
    np.testing.assert_array_equal(of_document[:60], of_document[60:])


def test_documents_that_share_no_word_have_a_cluster_of_their_own():
    texts, _ = sentences()
    clustering = cluster([*texts, "quite alone", "", "solitary"], 4)
    assert set(clustering.names[-3:]) == {NO_SHARED_WORD_NAME}
    assert NO_SHARED_WORD_NAME not in clustering.names[:-3]
    assert clustering.n_clusters == 4


def test_names_count_from_the_largest_cluster():
    texts, _ = sentences()
    names, sizes = np.unique(cluster(texts, 4).names, return_counts=True)
    assert names.tolist() == ["c001", "c002", "c003", "c004"]
    assert (np.diff(sizes) <= 0).all()


def test_one_cluster_holds_all():
    texts, _ = sentences()
    clustering = cluster(texts, 1)
    assert set(clustering.names) == {"c001"}
    assert clustering.agreement.adjusted_rand == 1


def test_a_cluster_may_hold_a_single_document():
    texts, _ = sentences(40)
    different = len(set(texts))
    assert len(set(cluster(texts, different).names)) > different / 2


def test_more_clusters_than_texts_are_refused():
    with pytest.raises(InputError, match="5 are more than the 2 different texts"):
        cluster(["a bolt", "the bolt", "the bolt"], 5)


@pytest.mark.parametrize(("wrong", "said"), [((0, 0), "0 is too few"), ((3, -1), "-1 is negative")])
def test_impossible_settings_are_refused(wrong, said):
    with pytest.raises(InputError, match=said):
        ClusteringSettings(*wrong)


def test_the_guess_leaves_labels_for_every_cluster_and_says_why():
    assert guess_cluster_number(330_000).n_clusters == 410
    with_labels = guess_cluster_number(330_000, n_labels=3_000)
    assert with_labels.n_clusters == 100
    assert "30 of the 3,000 labels" in with_labels.reason
    assert guess_cluster_number(1, n_labels=0).n_clusters == 1
    assert guess_cluster_number(19_279, 100_000).n_clusters == 98


def test_arrays_give_the_clustering_back():
    texts, _ = sentences()
    clustering = cluster(texts, 4)
    back = clustering_from_arrays(clustering_as_arrays(clustering))
    np.testing.assert_array_equal(back.cluster_of_document, clustering.cluster_of_document)
    assert back.agreement == clustering.agreement
    assert (back.n_clusters, back.explained) == (clustering.n_clusters, clustering.explained)


def test_every_step_is_finished_and_cancelling_stops():
    texts, _ = sentences()
    progress = Progress(CLUSTERING_STEPS)
    cluster_documents(texts, ClusteringSettings(4), progress)
    assert progress.n_done == CLUSTERING_STEPS
    progress.cancel()
    with pytest.raises(Cancelled):
        cluster_documents(texts, ClusteringSettings(4), progress)
