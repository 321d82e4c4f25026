"""The words that two classes share, and the words that separate them, in the documents.

This looks at the documents alone, not at a model: it shows whether two confused classes could
be told apart by their words at all.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.explain.vocabulary.log_odds import log_odds_z
from analysis.explain.vocabulary.term_counts import ClassTermCounts, share_of_documents
from analysis.explain.vocabulary.vocabulary import strongest


@dataclass(frozen=True, eq=False)
class PairWords:
    """Words of two classes.

    Parameters
    ----------
    terms : ndarray of str, shape (n_shown,)
    z : ndarray of float64, shape (n_shown,)
        Standardised log-odds of a's use against b's; positive for a word of a.
    in_a, in_b, elsewhere : ndarray of int64, shape (n_shown,)
        Number of documents of each class, and of neither, that hold the term.
    support_a, support_b : int
        Number of documents of each class.
    """

    terms: NDArray[np.object_]
    z: NDArray[np.float64]
    in_a: NDArray[np.int64]
    in_b: NDArray[np.int64]
    elsewhere: NDArray[np.int64]
    support_a: int
    support_b: int

    def frame(self) -> pd.DataFrame:
        """Return a row per term, with the share of each class's documents that hold it."""
        return pd.DataFrame(
            {
                "term": self.terms,
                "z": self.z,
                "in_a": self.in_a,
                "in_b": self.in_b,
                "elsewhere": self.elsewhere,
                "share_of_a": share_of_documents(self.in_a, self.support_a),
                "share_of_b": share_of_documents(self.in_b, self.support_b),
            }
        )

    def _take(self, positions: NDArray[np.intp]) -> "PairWords":
        return PairWords(
            self.terms[positions],
            self.z[positions],
            self.in_a[positions],
            self.in_b[positions],
            self.elsewhere[positions],
            self.support_a,
            self.support_b,
        )


def shared_words(
    counts: ClassTermCounts, class_a: int, class_b: int, n_shown: int = 20
) -> PairWords:
    """Find the words that both classes use more than the rest of the corpus does.

    Parameters
    ----------
    counts : ClassTermCounts
    class_a, class_b : int
        Codes of the classes.
    n_shown : int, default 20
        Greatest number of words.

    Returns
    -------
    PairWords
        By how far the smaller of the two document shares exceeds the share of the documents
        of neither class, the farthest first. A word that is as common everywhere is left out.
    """
    words = _words_of_either(counts, class_a, class_b)
    n_neither = counts.n_documents - words.support_a - words.support_b
    both = np.minimum(words.in_a / max(words.support_a, 1), words.in_b / max(words.support_b, 1))
    excess = both - words.elsewhere / max(n_neither, 1)
    order = np.argsort(-excess, kind="stable")
    return words._take(order[(both > 0)[order] & (excess > 0)[order]][:n_shown])


def words_apart(counts: ClassTermCounts, class_a: int, class_b: int, n_each: int = 20) -> PairWords:
    """Find the words that one of two classes uses more than the other.

    Parameters
    ----------
    counts : ClassTermCounts
    class_a, class_b : int
        Codes of the classes.
    n_each : int, default 20
        Greatest number of words of either class.

    Returns
    -------
    PairWords
        From the word most typical of a to the word most typical of b.

    See Also
    --------
    analysis.explain.vocabulary.log_odds.log_odds_z : The statistic, and its source.
    """
    words = _words_of_either(counts, class_a, class_b)
    return words._take(strongest(words.z, n_each))


def _words_of_either(counts: ClassTermCounts, class_a: int, class_b: int) -> PairWords:
    """All words that at least one of the two classes uses."""
    if class_a == class_b:
        raise ValueError(f"two different classes are needed, not {class_a} twice")
    in_a, in_b = counts.of_class(class_a), counts.of_class(class_b)
    used = np.flatnonzero(in_a + in_b)
    return PairWords(
        terms=counts.terms[used],
        z=log_odds_z(in_a, in_b)[used],
        in_a=in_a[used],
        in_b=in_b[used],
        elsewhere=(counts.total - in_a - in_b)[used],
        support_a=int(counts.support[class_a]),
        support_b=int(counts.support[class_b]),
    )
