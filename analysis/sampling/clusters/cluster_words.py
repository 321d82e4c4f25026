"""Names for clusters: the words that their documents hold more than those of other clusters."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.corpus.corpus import Corpus, TextArray
from analysis.model.features import count_terms
from analysis.model.settings import FeatureSettings

# More documents of a cluster hardly change its first words.
DOCUMENTS_READ = 200
WORDS_SHOWN = 4
_SEED = 0


def cluster_words(corpus: Corpus, clusters: TextArray) -> tuple[str, ...]:
    """Name clusters by their most telling words.

    Parameters
    ----------
    corpus : Corpus
        With clusters.
    clusters : ndarray of str, shape (n_clusters,)
        Those wanted.

    Returns
    -------
    tuple of str, n_clusters
        Words with commas between them, the most telling first; empty where the documents that
        were read hold no word.

    Notes
    -----
    Of each cluster at most `DOCUMENTS_READ` documents are read, drawn at random with a fixed seed.
    """
    assert corpus.clusters is not None
    codes = pd.Index(clusters).get_indexer(pd.Index(corpus.clusters))
    rows = _drawn(codes)
    counted = count_terms(corpus.texts[rows], FeatureSettings(split_letters_digits=True))
    members = sparse.csr_matrix(
        (np.ones(len(rows)), (codes[rows], np.arange(len(rows)))), shape=(len(clusters), len(rows))
    )
    weights = class_tfidf(members @ counted.counts)
    return tuple(_first_words(weights[[i]], counted.terms) for i in range(len(clusters)))


def class_tfidf(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Weigh the terms of groups of documents, each group read as one long document.

    Parameters
    ----------
    counts : csr_matrix, shape (n_groups, n_terms)
        How often each group holds each term.

    Returns
    -------
    csr_matrix of float64, shape (n_groups, n_terms)
        tf log(1 + A / f) with tf the term's share of the group's words, f how often all groups
        together hold it, and A the mean number of words of a group.

    References
    ----------
    Grootendorst (2022). BERTopic: Neural topic modeling with a class-based TF-IDF procedure.
    arXiv:2203.05794.
    """
    words = np.asarray(counts.sum(axis=1), dtype=np.float64).ravel()
    frequency = np.asarray(counts.sum(axis=0), dtype=np.float64).ravel()
    rarity = np.log1p(words.mean() / np.maximum(frequency, 1))
    shares = sparse.diags_array(1 / np.maximum(words, 1)) @ counts
    return sparse.csr_matrix(shares @ sparse.diags_array(rarity))


def _drawn(codes: NDArray[np.intp]) -> NDArray[np.intp]:
    """Rows of some documents of each cluster; those of code -1 lie in none that is wanted."""
    shuffled = np.random.default_rng(_SEED).permutation(np.flatnonzero(codes >= 0))
    by_cluster = shuffled[np.argsort(codes[shuffled], kind="stable")]
    ordered = codes[by_cluster]
    rank = np.arange(len(ordered)) - np.searchsorted(ordered, ordered)
    return np.sort(by_cluster[rank < DOCUMENTS_READ])


def _first_words(weights: sparse.csr_matrix, terms: NDArray[np.object_]) -> str:
    order = np.lexsort((terms[weights.indices], -weights.data))[:WORDS_SHOWN]
    return ", ".join(terms[weights.indices[order]])
