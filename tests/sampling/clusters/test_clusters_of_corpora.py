import numpy as np
from sklearn.metrics import adjusted_rand_score

from analysis.corpus.corpus import make_corpus, make_labelled_corpus
from analysis.corpus.set_aside import part_of
from analysis.progress import Progress
from analysis.sampling.clusters.clustering import (
    CLUSTERING_STEPS,
    ClusteringSettings,
    cluster_documents,
)
from analysis.sampling.clusters.clusters_of_corpora import (
    clusters_of_labels,
    texts_to_cluster,
    with_clusters,
)
from tests.sampling.clusters.test_clustering import sentences

TEXTS, OF_TEXT = sentences(300)


def corpora():
    """A corpus of 200 documents; of 100 labelled ones, 40 lie in it and 60 do not."""
    outside = [row for row in range(200, 300) if TEXTS[row] not in TEXTS[:200]][:60]
    rows = np.r_[0:40, outside]
    unlabelled = make_corpus(TEXTS[:200], clusters=["given"] * 200)
    texts = [TEXTS[row].upper() for row in rows]
    labelled = make_labelled_corpus(texts, OF_TEXT[rows].astype(str), clusters=["drawn"] * 100)
    return labelled, unlabelled, OF_TEXT[rows]


def test_every_document_of_both_corpora_gets_its_cluster():
    labelled, unlabelled, of_label = corpora()
    texts = texts_to_cluster(labelled, unlabelled)
    assert texts[:200] == unlabelled.normalised_texts
    assert set(texts[200:]) <= set(labelled.normalised_texts[40:])
    progress = Progress(CLUSTERING_STEPS)
    clustering = cluster_documents(texts, ClusteringSettings(4), progress)
    made = with_clusters(labelled, unlabelled, clustering)
    names = clusters_of_labels(labelled, made.of_text)
    assert not any(names[:40])
    joint = [*made.unlabelled.clusters, *names[40:]]
    assert adjusted_rand_score([*OF_TEXT[:200], *of_label[40:]], joint) == 1
    some = part_of(labelled, np.arange(100) % 2 == 0)
    np.testing.assert_array_equal(clusters_of_labels(some, made.of_text), names[::2])


def test_the_corpus_keeps_its_documents_and_gets_another_fingerprint():
    labelled, unlabelled, _ = corpora()
    texts, progress = texts_to_cluster(labelled, unlabelled), Progress(CLUSTERING_STEPS)
    clustering = cluster_documents(texts, ClusteringSettings(3), progress)
    made = with_clusters(labelled, unlabelled, clustering).unlabelled
    assert made.texts is unlabelled.texts
    assert made.fingerprint != unlabelled.fingerprint
    assert made.fingerprint == make_corpus(made.texts, clusters=made.clusters).fingerprint
