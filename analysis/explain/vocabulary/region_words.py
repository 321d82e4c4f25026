"""The words that some documents of a corpus use more than its others."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import TextArray
from analysis.explain.vocabulary.own_words import OwnWords, own_words
from analysis.explain.vocabulary.term_counts import count_class_terms
from analysis.model.features import count_terms
from analysis.model.settings import FeatureSettings

# Of either side: more hardly change which words come first, and take a second each.
DOCUMENTS_READ = 10_000
WORDS_SHOWN = 30
_SEED = 0
_REST, _INSIDE = 0, 1


@dataclass(frozen=True, eq=False)
class RegionWords:
    """Words of some documents against the rest.

    Parameters
    ----------
    words : OwnWords
        The most over-used first.
    n_read, n_rest_read : int
        Documents that were read, of those inside and of the rest.
    """

    words: OwnWords
    n_read: int
    n_rest_read: int


def region_words(texts: TextArray, rows: NDArray[np.intp]) -> RegionWords:
    """Find the words that some documents use more than the others.

    Parameters
    ----------
    texts : ndarray of str, shape (n_documents,)
        Of the whole corpus.
    rows : ndarray of int
        The documents inside.

    Returns
    -------
    RegionWords
        From at most `DOCUMENTS_READ` documents of either side, drawn at random with a fixed seed.

    See Also
    --------
    analysis.explain.vocabulary.log_odds.log_odds_z : The statistic, and its source.
    """
    outside = np.setdiff1d(np.arange(len(texts)), rows, assume_unique=True)
    inside, rest = _some(rows), _some(outside)
    read = np.concatenate([rest, inside])
    side = np.repeat([_REST, _INSIDE], [len(rest), len(inside)])
    counted = count_terms(texts[read], FeatureSettings(split_letters_digits=True))
    counts = count_class_terms(counted.counts, side, 2, counted.terms)
    return RegionWords(own_words(counts, _INSIDE, WORDS_SHOWN), len(inside), len(rest))


def _some(rows: NDArray[np.intp]) -> NDArray[np.intp]:
    return np.random.default_rng(_SEED).permutation(rows)[:DOCUMENTS_READ]
