"""The words that a class uses more than the other classes do."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import hypergeom

from analysis.explain.vocabulary.log_odds import log_odds_z
from analysis.explain.vocabulary.term_counts import ClassTermCounts, share_of_documents

# Chance of naming a word that is the class's own by luck alone, over all its words together.
LEVEL = 0.05
# Only words whose share of the class most exceeds that elsewhere are tested exactly, which
# is slow for thousands.
TESTED_WORDS = 20


@dataclass(frozen=True, eq=False)
class OwnWords:
    """Words of one class, the most over-used first.

    Parameters
    ----------
    terms : ndarray of str, shape (n_shown,)
    z : ndarray of float64, shape (n_shown,)
        Standardised log-odds of the class's use against that of all other classes; positive.
    in_class, elsewhere : ndarray of int64, shape (n_shown,)
        Number of documents of the class, and of all others, that hold the term.
    support : int
        Number of documents of the class.
    """

    terms: NDArray[np.object_]
    z: NDArray[np.float64]
    in_class: NDArray[np.int64]
    elsewhere: NDArray[np.int64]
    support: int

    def usage(self) -> tuple[str, ...]:
        """Return, for each word, a phrase such as "in 9 of its 10 documents, 2 elsewhere"."""
        return tuple(
            f"in {inside:,} of its {self.support:,} documents, {outside:,} elsewhere"
            for inside, outside in zip(self.in_class, self.elsewhere, strict=True)
        )

    def frame(self) -> pd.DataFrame:
        """Return a row per word, with the share of the class's documents that hold it."""
        return pd.DataFrame(
            {
                "term": self.terms,
                "z": self.z,
                "in_class": self.in_class,
                "elsewhere": self.elsewhere,
                "share_of_class": share_of_documents(self.in_class, self.support),
            }
        )


def own_words(counts: ClassTermCounts, class_code: int, n_shown: int = 20) -> OwnWords:
    """Find the words that a class uses more than all others do.

    Parameters
    ----------
    counts : ClassTermCounts
    class_code : int
    n_shown : int, default 20
        Greatest number of words; fewer where fewer are over-used.

    Returns
    -------
    OwnWords
        Empty for a class without documents or without words.

    See Also
    --------
    analysis.explain.vocabulary.log_odds.log_odds_z : The statistic, and its source.
    """
    in_class = counts.of_class(class_code)
    elsewhere = counts.total - in_class
    z = log_odds_z(in_class, elsewhere)
    used = np.flatnonzero((in_class > 0) & (z > 0))
    shown = used[np.argsort(-z[used], kind="stable")][:n_shown]
    return OwnWords(
        terms=counts.terms[shown],
        z=z[shown],
        in_class=in_class[shown],
        elsewhere=elsewhere[shown],
        support=int(counts.support[class_code]),
    )


def missed_in_spite_of(counts: ClassTermCounts, class_code: int, n_found: int) -> str | None:
    """Say that a class is missed although it has a word of its own.

    Parameters
    ----------
    counts : ClassTermCounts
    class_code : int
    n_found : int
        Number of the class's documents that are decided rightly.

    Returns
    -------
    str or None
        For instance "0 of 10 found, although 'flange' is in 9 of them and in 2 documents
        elsewhere". None where no word is significantly the class's own, or where at least half
        as many documents are found as hold the word.

    Notes
    -----
    The word is the one least likely to lie so often in the class by chance, by the one-sided
    exact test of Fisher, and only if that chance is below 5 % divided by the number of the
    class's words (Bonferroni). The word in most of its documents would often be one that all
    classes use. The z of `own_words` ranks, but its normal approximation is no test for a
    word that is found ten times.
    """
    word = _telling_word(counts, class_code)
    if word is None:
        return None
    term, inside, elsewhere = word
    if 2 * n_found >= inside:
        return None
    return (
        f"{n_found} of {counts.support[class_code]} found, although '{term}' is in {inside} "
        f"of them and in {elsewhere or 'no'} document{'' if elsewhere == 1 else 's'} elsewhere"
    )


def _telling_word(counts: ClassTermCounts, class_code: int) -> tuple[str, int, int] | None:
    """Term, its documents in the class and elsewhere; None where no word is the class's own."""
    inside = counts.of_class(class_code)
    elsewhere = counts.total - inside
    support = int(counts.support[class_code])
    n_others = counts.n_documents - support
    excess = inside / max(support, 1) - elsewhere / max(n_others, 1)
    used = np.flatnonzero(inside)
    tested = used[np.argsort(-excess[used], kind="stable")][:TESTED_WORDS]
    # Chance that so many of the documents that hold the term would lie in the class.
    chance = hypergeom.sf(inside[tested] - 1, counts.n_documents, counts.total[tested], support)
    if not tested.size or chance.min() * len(used) >= LEVEL:
        return None
    best = tested[chance.argmin()]
    return str(counts.terms[best]), int(inside[best]), int(elsewhere[best])
