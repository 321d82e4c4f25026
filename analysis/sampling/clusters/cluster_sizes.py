"""The clusters of a corpus, known without any label."""

import numpy as np
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.sampling.clusters.cluster_words import cluster_words


def cluster_sizes(corpus: Corpus) -> pd.DataFrame:
    """Show a row per cluster, the largest first.

    Parameters
    ----------
    corpus : Corpus
        With clusters.

    Returns
    -------
    DataFrame
        Columns `cluster`, `documents`, `share` (of the corpus), `words`.
    """
    names, documents = np.unique(np.asarray(corpus.clusters, dtype=object), return_counts=True)
    order = np.argsort(-documents, kind="stable")
    names, documents = names[order], documents[order]
    return pd.DataFrame(
        {
            "cluster": names,
            "documents": documents,
            "share": documents / corpus.n_documents,
            "words": cluster_words(corpus, names),
        }
    )


def document_frame(corpus: Corpus) -> pd.DataFrame:
    """Put every document beside its cluster.

    Parameters
    ----------
    corpus : Corpus
        With clusters.

    Returns
    -------
    DataFrame
        One row a document in the order of the corpus; columns id (if the corpus has ids), text,
        cluster.
    """
    ids = {} if corpus.ids is None else {"id": corpus.ids}
    return pd.DataFrame({**ids, "text": corpus.texts, "cluster": corpus.clusters})
