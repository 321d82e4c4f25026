"""Pairs of words as features: a column that says that a text holds both, wherever they stand."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer

WordPair = tuple[str, str]

# No word and no n-gram of words holds a sign between blanks.
_AND = " + "


def pair_term(pair: WordPair) -> str:
    """Name the column of a pair.

    Parameters
    ----------
    pair : (str, str)

    Returns
    -------
    str
        For instance ``"belt + seat"``.
    """
    return _AND.join(pair)


def is_pair_term(term: str) -> bool:
    """Tell the column of a pair from that of a word or an n-gram.

    Parameters
    ----------
    term : str

    Returns
    -------
    bool
    """
    return _AND in term


def pair_of_term(term: str) -> WordPair:
    """Undo `pair_term`.

    Parameters
    ----------
    term : str

    Returns
    -------
    (str, str)
    """
    first, second = term.split(_AND)
    return first, second


def count_pairs(
    texts: NDArray[np.object_],
    pairs: Sequence[WordPair],
    counting: Callable[[list[str]], CountVectorizer],
) -> sparse.csr_matrix:
    """Find the texts that hold both words of each pair.

    Parameters
    ----------
    texts : ndarray of str, shape (n_documents,)
    pairs : sequence of (str, str), n_pairs
        At least one.
    counting : callable
        Told a vocabulary, returns what counts those words.

    Returns
    -------
    csr_matrix of float32, shape (n_documents, n_pairs)
        1 where the text holds both words, however often.
    """
    words = sorted({word for pair in pairs for word in pair})
    held = (counting(words).transform(texts) != 0).tocsc()
    first, second = (
        held[:, np.searchsorted(words, [pair[side] for pair in pairs])] for side in (0, 1)
    )
    return first.multiply(second).tocsr().astype(np.float32)
