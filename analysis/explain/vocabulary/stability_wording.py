"""Sentences on how far words can be trusted, and on what two statistics say of them."""

import numpy as np
from numpy.typing import NDArray

from analysis.explain.vocabulary.stability import TermStability
from analysis.explain.vocabulary.use_and_coefficient import UseAndCoefficient
from analysis.explain.vocabulary.wording import listed_words

NAMED_WORDS = 5


def stability_sentence(terms: NDArray[np.object_], stability: TermStability) -> str | None:
    """How many of the words shown keep their sign when documents are drawn anew.

    Parameters
    ----------
    terms : ndarray of str, shape (n_shown,)
    stability : TermStability
        Of these terms.

    Returns
    -------
    str or None
        None without terms.
    """
    if not len(terms):
        return None
    drawn = f"In {stability.n_refits} refits on documents drawn anew"
    flipping = terms[stability.flips]
    if not len(flipping):
        return f"{drawn}, all {len(terms)} coefficients keep their sign in at least 90 %."
    keep = f"{len(terms) - len(flipping)} of {len(terms)} coefficients keep their sign in at least"
    are = "is" if len(flipping) == 1 else "are"
    return f"{drawn}, {keep} 90 %; {_named(flipping)} {are} pale, because the sign flips."


def difference_sentence(difference: UseAndCoefficient) -> str:
    """What a class over-uses and the model does not use, and the other way round.

    Parameters
    ----------
    difference : UseAndCoefficient

    Returns
    -------
    str
    """
    told = []
    if len(difference.only_over_used):
        told.append(f"over-used but hardly used by the model: {_named(difference.only_over_used)}")
    if len(difference.only_used):
        told.append(f"used though not over-used: {_named(difference.only_used)}")
    if not told:
        return "The words that the class over-uses most are those that the model uses for it."
    sentence = "; ".join(told)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _named(words: NDArray[np.object_]) -> str:
    shown = [str(word) for word in words[:NAMED_WORDS]]
    if len(words) > NAMED_WORDS:
        return f"{', '.join(shown)} and {len(words) - NAMED_WORDS} more"
    return listed_words(shown)
