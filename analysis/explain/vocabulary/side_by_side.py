"""A class's words under the plain and the balanced fit: what priors and shrinkage masked."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.explain.vocabulary.missing_coefficients import reason_without_coefficients
from analysis.explain.vocabulary.term_counts import ClassTermCounts
from analysis.explain.vocabulary.vocabulary import strongest
from analysis.model.linear import LinearModel


@dataclass(frozen=True, eq=False)
class SideBySide:
    """The words that speak for a class under either fit, the strongest when balanced first.

    Parameters
    ----------
    terms : ndarray of str, shape (n_shown,)
    plain, balanced : ndarray of float64, shape (n_shown,)
        Coefficient under each fit; nan for a term that the fit does not know.
    plain_rank, balanced_rank : ndarray of float64, shape (n_shown,)
        Place among all coefficients of the class under that fit, 1 for the largest; equal
        coefficients share the better place. nan for a term that the fit does not know.
    masked : ndarray of bool, shape (n_shown,)
        Whether the word is among the strongest of the balanced fit and not of the plain one,
        which holds it back: it gives it a smaller coefficient, or does not know it.
    in_class, elsewhere : ndarray of int64, shape (n_shown,)
        Number of documents of the class, and of all others, that hold the term.
    reason : str or None
        Why there is nothing to show, for a class left out of training.
    """

    terms: NDArray[np.object_]
    plain: NDArray[np.float64]
    balanced: NDArray[np.float64]
    plain_rank: NDArray[np.float64]
    balanced_rank: NDArray[np.float64]
    masked: NDArray[np.bool_]
    in_class: NDArray[np.int64]
    elsewhere: NDArray[np.int64]
    reason: str | None = None

    def frame(self) -> pd.DataFrame:
        """Return a row per term."""
        return pd.DataFrame(
            {
                "term": self.terms,
                "plain": self.plain,
                "balanced": self.balanced,
                "plain_rank": self.plain_rank,
                "balanced_rank": self.balanced_rank,
                "masked": self.masked,
                "in_class": self.in_class,
                "elsewhere": self.elsewhere,
            }
        )


def side_by_side(
    plain: LinearModel,
    balanced: LinearModel,
    counts: ClassTermCounts,
    class_code: int,
    n_each: int = 20,
) -> SideBySide:
    """Compare the words that speak for a class under two fits.

    Parameters
    ----------
    plain, balanced : LinearModel
        Terms are matched by name; the fits need not know the same ones.
    counts : ClassTermCounts
        Of all terms of both fits.
    class_code : int
    n_each : int, default 20
        Number of terms taken from the top of each fit; their union is shown.

    Returns
    -------
    SideBySide
        Empty, with the reason, for a class left out of either training.

    Notes
    -----
    The penalty keeps the coefficients of a class with few documents small, whatever its words;
    balanced weights multiply its documents and so loosen the penalty for it. Coefficients of
    the two fits differ in scale, therefore the ranks are what to compare.
    """
    top_plain = _top_terms(plain, class_code, n_each)
    top_balanced = _top_terms(balanced, class_code, n_each)
    terms = pd.unique(np.concatenate([top_balanced, top_plain]))
    plain_weights, plain_ranks = _weights_and_ranks(plain, class_code, terms)
    weights, ranks = _weights_and_ranks(balanced, class_code, terms)
    # In a frequent class balancing holds words back, so that others lead without any help.
    held_back = ~(plain_weights >= weights)
    usage = counts.of_terms(terms)
    # A term that the balanced fit does not know has a nan, which sorts last.
    order = np.argsort(-weights, kind="stable")
    return SideBySide(
        terms=terms[order],
        plain=plain_weights[order],
        balanced=weights[order],
        plain_rank=plain_ranks[order],
        balanced_rank=ranks[order],
        masked=(held_back & _is_in(terms, top_balanced) & ~_is_in(terms, top_plain))[order],
        in_class=usage[class_code, order],
        elsewhere=(usage.sum(axis=0) - usage[class_code])[order],
        reason=reason_without_coefficients(plain, [class_code])
        or reason_without_coefficients(balanced, [class_code]),
    )


def _top_terms(model: LinearModel, class_code: int, n_each: int) -> NDArray[np.object_]:
    """The terms with the largest positive coefficients."""
    coefficients = model.coefficients[class_code].astype(np.float64)
    columns = strongest(coefficients, n_each)
    return model.terms[columns[coefficients[columns] > 0]]


def _weights_and_ranks(
    model: LinearModel, class_code: int, terms: NDArray[np.object_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Coefficient and place of each term; nan where the model does not know it."""
    coefficients = model.coefficients[class_code]
    columns = pd.Index(model.terms, dtype=object).get_indexer(pd.Index(terms, dtype=object))
    n_not_larger = np.searchsorted(np.sort(coefficients), coefficients[columns], side="right")
    known = columns >= 0
    return (
        np.where(known, coefficients[columns].astype(np.float64), np.nan),
        np.where(known, 1.0 + len(coefficients) - n_not_larger, np.nan),
    )


def _is_in(terms: NDArray[np.object_], others: NDArray[np.object_]) -> NDArray[np.bool_]:
    return pd.Index(terms, dtype=object).isin(others)
