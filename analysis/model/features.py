"""Tf-idf features, counted once and weighted anew for every training set.

Tokenising is slow and knows nothing of the labels or the folds, so it is done once
(`count_terms`). Which terms are kept and how much they weigh depends on the training
documents alone (`term_weights`), exactly as if a ``TfidfVectorizer`` had been fitted on them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer

from analysis.model.settings import FeatureSettings
from analysis.model.word_pairs import WordPair, count_pairs, is_pair_term, pair_of_term, pair_term

WORD_PATTERN = r"(?u)\b\w\w+\b"
# Runs of letters and runs of digits, at least two long like scikit-learn's words.
LETTERS_OR_DIGITS_PATTERN = r"(?u)[^\W\d_]{2,}|\d{2,}"
BLANK = "␣"
_N_KINDS = 3

# One row a document, one column a term.
Features = sparse.csr_matrix


@dataclass(frozen=True, eq=False)
class TermCounts:
    """How often each document holds each term.

    Parameters
    ----------
    counts : csr_matrix of float32, shape (n_documents, n_terms)
    terms : ndarray of str, shape (n_terms,)
        Words as they are, then pairs of words joined by " + ", then character n-grams between
        ‹ ›, a blank shown as ␣.
    """

    counts: sparse.csr_matrix
    terms: NDArray[np.object_]

    @cached_property
    def kinds(self) -> NDArray[np.intp]:
        """0 for a word, 1 for a pair of words, 2 for a character n-gram, shape (n_terms,)."""
        n_words = _number_of_words(self.terms)
        n_pairs = sum(is_pair_term(term) for term in self.terms[:n_words])
        sizes = n_words - n_pairs, n_pairs, len(self.terms) - n_words
        return np.repeat(np.arange(_N_KINDS), sizes)


def count_terms(texts: NDArray[np.object_], settings: FeatureSettings) -> TermCounts:
    """Count the words, the characters, or both.

    Parameters
    ----------
    texts : ndarray of str, shape (n_documents,)
    settings : FeatureSettings
        Its weighting and minimum document frequency are not used here.

    Returns
    -------
    TermCounts
        Without any term where no text holds one.
    """
    parts = []
    if settings.kind != "characters":
        parts.append(_count(texts, _word_vectoriser(settings)))
    if settings.pairs:
        parts.append(_held(*_count_pairs(texts, settings.pairs, settings)))
    if settings.kind != "words":
        counts, ngrams = _count(texts, _character_vectoriser(settings))
        parts.append((counts, _shown(ngrams)))
    return _join(parts)


def count_known_terms(
    texts: NDArray[np.object_], terms: NDArray[np.object_], settings: FeatureSettings
) -> TermCounts:
    """Count the given terms in other texts; all else in the texts is passed over.

    Parameters
    ----------
    texts : ndarray of str, shape (n_documents,)
    terms : ndarray of str, shape (n_terms,)
        From `count_terms` with the same settings.
    settings : FeatureSettings

    Returns
    -------
    TermCounts
        With the columns of `terms`.
    """
    n_words = _number_of_words(terms)
    joint = np.array([is_pair_term(term) for term in terms[:n_words]], dtype=bool)
    words, pairs, ngrams = terms[:n_words][~joint], terms[:n_words][joint], terms[n_words:]
    parts = []
    if words.size:
        parts.append((_word_vectoriser(settings, words).transform(texts), words))
    if pairs.size:
        parts.append(_count_pairs(texts, [pair_of_term(term) for term in pairs], settings))
    if ngrams.size:
        vectoriser = _character_vectoriser(settings, _hidden(ngrams))
        parts.append((vectoriser.transform(texts), ngrams))
    return _join(parts) if parts else TermCounts(_no_terms(texts), terms)


def term_weights(
    counts: TermCounts, settings: FeatureSettings, rows: NDArray[np.intp] | None = None
) -> NDArray[np.float64]:
    """Weigh terms by their inverse document frequency among the training documents.

    Parameters
    ----------
    counts : TermCounts
    settings : FeatureSettings
        Gives the minimum document frequency.
    rows : ndarray of int, optional
        The training documents; all by default.

    Returns
    -------
    ndarray of shape (n_terms,)
        log((1 + n) / (1 + df)) + 1, scikit-learn's smooth idf; 0 for a term that is left out
        because too few training documents hold it.
    """
    training = counts.counts if rows is None else counts.counts[rows]
    frequency = np.bincount(training.indices, minlength=training.shape[1])
    weights = np.log((1 + training.shape[0]) / (1 + frequency)) + 1
    return np.where(frequency >= settings.min_document_frequency, weights, 0.0)


def tfidf(
    counts: TermCounts,
    weights: NDArray[np.float64],
    settings: FeatureSettings,
    rows: NDArray[np.intp] | None = None,
) -> sparse.csr_matrix:
    """Weigh counts and scale each kind of term to unit length.

    Parameters
    ----------
    counts : TermCounts
    weights : ndarray of shape (n_terms,)
        From `term_weights`; terms of weight 0 are dropped from the rows, not from the columns.
    settings : FeatureSettings
        Gives sublinear scaling.
    rows : ndarray of int, optional
        The documents wanted; all by default.

    Returns
    -------
    csr_matrix of float32, shape (n_rows, n_terms)
        A document without any known term has an empty row.
    """
    wanted = counts.counts.copy() if rows is None else counts.counts[rows]
    if settings.sublinear:
        np.log(wanted.data, out=wanted.data)
        wanted.data += 1
    wanted.data *= weights.astype(np.float32)[wanted.indices]
    wanted.eliminate_zeros()
    _scale_to_unit_length(wanted, counts.kinds)
    return wanted


def _scale_to_unit_length(features: sparse.csr_matrix, kinds: NDArray[np.intp]) -> None:
    """Scale the terms of each kind in a row to unit length, in place."""
    rows = np.repeat(np.arange(features.shape[0]), np.diff(features.indptr))
    kind = _N_KINDS * rows + kinds[features.indices]
    norms = np.sqrt(np.bincount(kind, weights=features.data.astype(np.float64) ** 2))
    features.data /= norms[kind].astype(np.float32)


def _number_of_words(terms: NDArray[np.object_]) -> int:
    """Words and their pairs stand before character n-grams, and no word begins with ‹."""
    return sum(not term.startswith("‹") for term in terms)


def _no_terms(texts: NDArray[np.object_]) -> sparse.csr_matrix:
    return sparse.csr_matrix((len(texts), 0), dtype=np.float32)


def _word_vectoriser(
    settings: FeatureSettings, vocabulary: NDArray[np.object_] | list[str] | None = None
) -> CountVectorizer:
    pattern = LETTERS_OR_DIGITS_PATTERN if settings.split_letters_digits else WORD_PATTERN
    return CountVectorizer(
        token_pattern=pattern,
        ngram_range=settings.word_ngrams,
        vocabulary=vocabulary,
        dtype=np.float32,
    )


def _character_vectoriser(
    settings: FeatureSettings, vocabulary: NDArray[np.object_] | None = None
) -> CountVectorizer:
    return CountVectorizer(
        preprocessor=_lower_without_marks,
        analyzer="char_wb",
        ngram_range=settings.character_ngrams,
        vocabulary=vocabulary,
        dtype=np.float32,
    )


def _lower_without_marks(text: str) -> str:
    """Lower case; the sign that stands for a blank in a shown n-gram counts as a blank."""
    return text.lower().replace(BLANK, " ")


def _count(
    texts: NDArray[np.object_], vectoriser: CountVectorizer
) -> tuple[sparse.csr_matrix, NDArray[np.object_]]:
    """Counts and the terms that were found."""
    try:
        counts = vectoriser.fit_transform(texts)
    except ValueError as error:
        # scikit-learn's way to say that no text holds a single term.
        if "empty vocabulary" not in str(error):
            raise
        return _no_terms(texts), np.empty(0, dtype=object)
    return counts, vectoriser.get_feature_names_out()


def _count_pairs(
    texts: NDArray[np.object_], pairs: Sequence[WordPair], settings: FeatureSettings
) -> tuple[sparse.csr_matrix, NDArray[np.object_]]:
    """Where both words stand, and the terms of the pairs."""
    single = replace(settings, word_ngrams=(1, 1))
    held = count_pairs(texts, pairs, lambda words: _word_vectoriser(single, words))
    return held, np.array([pair_term(pair) for pair in pairs], dtype=object)


def _held(
    counts: sparse.csr_matrix, terms: NDArray[np.object_]
) -> tuple[sparse.csr_matrix, NDArray[np.object_]]:
    """Leave out the terms that no text holds."""
    some = np.flatnonzero(counts.getnnz(axis=0))
    return counts[:, some], terms[some]


def _shown(ngrams: NDArray[np.object_]) -> NDArray[np.object_]:
    return np.array([f"‹{ngram.replace(' ', BLANK)}›" for ngram in ngrams], dtype=object)


def _hidden(shown: NDArray[np.object_]) -> NDArray[np.object_]:
    """Undo `_shown`."""
    return np.array([name[1:-1].replace(BLANK, " ") for name in shown], dtype=object)


def _join(parts: list[tuple[sparse.csr_matrix, NDArray[np.object_]]]) -> TermCounts:
    """Put the words before the characters."""
    counts = sparse.hstack([counts for counts, _ in parts], format="csr")
    return TermCounts(counts, np.concatenate([terms for _, terms in parts]))
