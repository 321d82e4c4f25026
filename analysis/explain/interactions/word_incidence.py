"""Which texts hold which words, and which pairs of words, each different text once."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.corpus.corpus import LabelledCorpus
from analysis.model.features import count_terms
from analysis.model.settings import FeatureSettings
from analysis.model.word_pairs import WordPair


@dataclass(frozen=True, eq=False)
class WordIncidence:
    """Words and pairs in different texts.

    Parameters
    ----------
    rows : ndarray of int, shape (n_texts,)
        The first document of the corpus with each text: identical documents are no independent
        witnesses.
    words : csc_matrix of bool, shape (n_texts, n_words)
    terms : ndarray of str, shape (n_words,)
    pairs : csc_matrix of bool, shape (n_texts, n_pairs)
        Both words of the pair are in the text.
    first, second : ndarray of int, shape (n_pairs,)
        Columns of `words`; the first word comes before the second in the alphabet.
    """

    rows: NDArray[np.intp]
    words: sparse.csc_matrix
    terms: NDArray[np.object_]
    pairs: sparse.csc_matrix
    first: NDArray[np.intp]
    second: NDArray[np.intp]

    @property
    def n_pairs(self) -> int:
        """Number of pairs."""
        return len(self.first)

    def pair(self, column: int) -> WordPair:
        """Return the words of a pair."""
        return str(self.terms[self.first[column]]), str(self.terms[self.second[column]])

    def texts_with(self, column: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return the texts that hold the one and the other word of a pair."""
        begin, words = self.words.indptr, (self.first[column], self.second[column])
        first, second = (self.words.indices[begin[word] : begin[word + 1]] for word in words)
        return first, second


def word_incidence(
    corpus: LabelledCorpus, settings: FeatureSettings, least_texts: int
) -> WordIncidence:
    """Find the words and the pairs that enough different texts hold.

    Parameters
    ----------
    corpus : LabelledCorpus
    settings : FeatureSettings
        Says how words are cut.
    least_texts : int
        Number of different texts that have to hold a word or a pair.

    Returns
    -------
    WordIncidence
    """
    rows = np.sort(np.unique(corpus.identical_groups, return_index=True)[1])
    single = replace(settings, kind="words", word_ngrams=(1, 1), pairs=())
    counted = count_terms(corpus.texts[rows], single)
    held = (counted.counts != 0).tocsc()
    usual = np.flatnonzero(held.getnnz(axis=0) >= least_texts)
    words = held[:, usual]
    pairs, first, second = _pairs(words.tocsr(), least_texts)
    return WordIncidence(rows, words, counted.terms[usual], pairs, first, second)


def adjacent_share(texts: NDArray[np.object_], pair: WordPair, settings: FeatureSettings) -> float:
    """Tell how often the two words of a pair are neighbours.

    Parameters
    ----------
    texts : ndarray of str, shape (n_texts,)
        That hold both words.
    pair : (str, str)
    settings : FeatureSettings
        Says how words are cut.

    Returns
    -------
    float
        Share of the texts in which they stand side by side, in either order; nan without texts.
    """
    bigrams = replace(settings, kind="words", word_ngrams=(2, 2), pairs=())
    counted = count_terms(texts, bigrams)
    sides = np.isin(counted.terms, [" ".join(pair), " ".join(pair[::-1])])
    if not len(texts):
        return float("nan")
    return float((counted.counts[:, sides].getnnz(axis=1) > 0).mean())


def _pairs(
    words: sparse.csr_matrix, least_texts: int
) -> tuple[sparse.csc_matrix, NDArray[np.intp], NDArray[np.intp]]:
    """Enumerate the pairs of each text, and keep those in enough texts."""
    n_texts, n_words = words.shape
    texts, codes = _pairs_of_texts(words)
    found, column, n_held = np.unique(codes, return_inverse=True, return_counts=True)
    usual = n_held >= least_texts
    number = np.cumsum(usual) - 1
    kept = usual[column]
    entries = np.ones(int(kept.sum()), dtype=bool)
    pairs = sparse.csc_matrix(
        (entries, (texts[kept], number[column[kept]])), shape=(n_texts, int(usual.sum()))
    )
    return pairs, *np.divmod(found[usual], max(n_words, 1))


def _pairs_of_texts(words: sparse.csr_matrix) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """Text and code of every pair, first * n_words + second; texts of one length at a time."""
    words.sort_indices()
    lengths = np.diff(words.indptr)
    texts, codes = [np.empty(0, np.intp)], [np.empty(0, np.int64)]
    for length in np.unique(lengths[lengths > 1]):
        some = np.flatnonzero(lengths == length)
        held = words.indices[words.indptr[some][:, None] + np.arange(length)].astype(np.int64)
        first, second = np.triu_indices(length, 1)
        codes.append((held[:, first] * words.shape[1] + held[:, second]).ravel())
        texts.append(np.repeat(some, len(first)))
    return np.concatenate(texts), np.concatenate(codes)
