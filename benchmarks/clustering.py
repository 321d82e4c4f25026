"""Seconds, memory and worth of clustering the 330,000 documents of the sample study.

    python -m benchmarks.clustering [--documents 330000] [--clusters 220]

Each way runs in a fresh process, so that its peak memory is its own. "Information" is the
adjusted mutual information between the clusters and the true classes of the labelled documents;
the clusters never saw a label. Compare CPU seconds where the machine is shared. Prints rows of a
Markdown table.
"""

import argparse
import multiprocessing
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray
from sklearn.cluster import KMeans, MiniBatchKMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_mutual_info_score
from sklearn.preprocessing import normalize

from analysis.corpus.normalise import normalised_texts
from analysis.progress import Progress
from analysis.sampling.clusters.clustering import (
    CLUSTERING_STEPS,
    ClusteringSettings,
    cluster_documents,
)

SAMPLE = Path(__file__).parents[1] / "sample_data"

Clusters = NDArray[np.integer]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=330_000)
    parser.add_argument("--clusters", type=int, default=220)
    options = parser.parse_args()
    print("| way | wall, s | CPU, s | peak, GB | information |")
    print("|---|---|---|---|---|")
    for way in (priorscope, scikit_minibatch, scikit_kmeans):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            print(pool.apply(row, (way, options.documents, options.clusters)), flush=True)


def row(way: Callable[[Sequence[str], int], Clusters], n_documents: int, n_clusters: int) -> str:
    """Measure one way, reading left out of the seconds."""
    documents = pq.read_table(SAMPLE / "unlabelled.parquet", columns=["id", "text"]).to_pandas()
    texts = documents["text"].tolist()[:n_documents]
    wall, cpu = time.perf_counter(), time.process_time()
    clusters = way(texts, n_clusters)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    gigabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    worth = information(documents["id"].tolist()[:n_documents], clusters)
    return f"| {way.__doc__} | {wall:.1f} | {cpu:.1f} | {gigabytes:.2f} | {worth:.3f} |"


def priorscope(texts: Sequence[str], n_clusters: int) -> Clusters:
    """Priorscope, with the agreement of four starts"""
    progress, settings = Progress(CLUSTERING_STEPS), ClusteringSettings(n_clusters)
    return cluster_documents(normalised_texts(texts), settings, progress).cluster_of_document


def scikit_minibatch(texts: Sequence[str], n_clusters: int) -> Clusters:
    """scikit-learn, MiniBatchKMeans"""
    return MiniBatchKMeans(n_clusters, random_state=0).fit_predict(scikit_points(texts))


def scikit_kmeans(texts: Sequence[str], n_clusters: int) -> Clusters:
    """scikit-learn, KMeans"""
    return KMeans(n_clusters, random_state=0).fit_predict(scikit_points(texts))


def scikit_points(texts: Sequence[str]) -> NDArray[np.float64]:
    features = TfidfVectorizer(sublinear_tf=True, min_df=2).fit_transform(texts)
    return normalize(TruncatedSVD(100, random_state=0).fit_transform(features))


def information(ids: Sequence[str], clusters: Clusters) -> float:
    """Compare the clusters of the labelled documents with their classes."""
    labelled = pq.read_table(SAMPLE / "labelled.parquet", columns=["id", "label"]).to_pandas()
    cluster_of = dict(zip(ids, clusters, strict=True))
    known = labelled[labelled["id"].isin(cluster_of)]
    return float(adjusted_mutual_info_score(known["label"], known["id"].map(cluster_of)))


if __name__ == "__main__":
    main()
