"""What is known of clusters, as tables."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.corpus import Corpus, LabelledCorpus
from analysis.corpus.search import corpus_frame
from analysis.evaluation.intervals import wilson
from analysis.sampling.coverage.coverage import Coverage
from analysis.sampling.coverage.strata import Strata

EXAMPLES = 100
_SEED = 0


def cluster_frame(coverage: Coverage, words: Sequence[str]) -> pd.DataFrame:
    """Show a row per cluster, those furthest from proportional drawing first.

    Parameters
    ----------
    coverage : Coverage
    words : sequence of str, n_clusters
        Names of the clusters by their words.

    Returns
    -------
    DataFrame
        Columns `cluster`, `words`, `documents`, `share` (of the corpus), `labels`, `expected`,
        `drawing`, `p_value`, `main_class`, `purity`, `reject_share`.
    """
    names = np.array([*coverage.classes, ""], dtype=object)
    frame = pd.DataFrame(
        {
            "cluster": coverage.clusters,
            "words": list(words),
            "documents": coverage.documents,
            "share": coverage.shares,
            "labels": coverage.labels,
            "expected": coverage.expected,
            "drawing": drawing_words(coverage),
            "p_value": coverage.p_values,
            "main_class": names[coverage.main_class],
            "purity": coverage.purity,
            "reject_share": coverage.reject_share,
        }
    )
    order = np.lexsort((-coverage.documents, coverage.p_values, coverage.labels > 0))
    return frame.iloc[order].reset_index(drop=True)


def drawing_words(coverage: Coverage) -> tuple[str, ...]:
    """Say of every cluster how its labels compare with proportional drawing.

    Parameters
    ----------
    coverage : Coverage

    Returns
    -------
    tuple of str, n_clusters
        "too few", "too many", "none", or "as documents" where chance explains the difference.
    """
    conditions = [coverage.labels == 0, coverage.too_few, coverage.too_many]
    return tuple(np.select(conditions, ["none", "too few", "too many"], "as documents").tolist())


def class_frame(coverage: Coverage, position: int) -> pd.DataFrame:
    """Show the classes of one cluster's labels, the most frequent first.

    Parameters
    ----------
    coverage : Coverage
    position : int
        Of the cluster.

    Returns
    -------
    DataFrame
        Columns `class`, `labels`, `share` (of the cluster's labels) with its 95 % interval
        `share_low` to `share_high`, and `of_class` (share of the class's labels).
    """
    counts = coverage.class_labels[position]
    codes = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]
    low, high = wilson(counts[codes], counts.sum())
    return pd.DataFrame(
        {
            "class": np.array(coverage.classes, dtype=object)[codes],
            "labels": counts[codes],
            "share": counts[codes] / max(1, counts.sum()),
            "share_low": low,
            "share_high": high,
            "of_class": counts[codes] / coverage.class_labels.sum(axis=0)[codes],
        }
    )


def labelled_documents(labelled: LabelledCorpus, strata: Strata, cluster: str) -> pd.DataFrame:
    """Show the labelled documents of a cluster.

    Parameters
    ----------
    labelled : LabelledCorpus
    strata : Strata
    cluster : str
        One of `strata.clusters`.

    Returns
    -------
    DataFrame
        Columns as in `corpus_frame`.
    """
    position = strata.clusters.tolist().index(cluster)
    return corpus_frame(labelled, np.flatnonzero(strata.cluster_of_label == position))


def unlabelled_examples(
    corpus: Corpus, strata: Strata, cluster: str, rows_of_labels: NDArray[np.int64]
) -> pd.DataFrame:
    """Show some documents of a cluster that bear no label, drawn at random with a fixed seed.

    Parameters
    ----------
    corpus : Corpus
    strata : Strata
    cluster : str
        One of `strata.clusters`.
    rows_of_labels : ndarray of int
        Rows of the corpus that are labelled; -1 is passed over.

    Returns
    -------
    DataFrame
        At most `EXAMPLES` rows; columns as in `corpus_frame`.
    """
    position = strata.clusters.tolist().index(cluster)
    without = strata.cluster_of_document == position
    without[rows_of_labels[rows_of_labels >= 0]] = False
    rows = np.random.default_rng(_SEED).permutation(np.flatnonzero(without))
    return corpus_frame(corpus, rows[:EXAMPLES])
