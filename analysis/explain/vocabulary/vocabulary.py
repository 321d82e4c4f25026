"""Which words speak for a class, and which against it, in the coefficients of the model.

Coefficients are those of a `LinearModel`, which are centred across classes: a word that
speaks for all classes alike has a coefficient of 0.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.explain.vocabulary.missing_coefficients import reason_without_coefficients
from analysis.explain.vocabulary.term_counts import ClassTermCounts, share_of_documents
from analysis.model.linear import LinearModel


@dataclass(frozen=True, eq=False)
class ClassVocabulary:
    """The strongest coefficients of a class, from the most positive to the most negative.

    Parameters
    ----------
    terms : ndarray of str, shape (n_shown,)
    coefficients : ndarray of float64, shape (n_shown,)
        Centred across classes.
    in_class, elsewhere : ndarray of int64, shape (n_shown,)
        Number of documents of the class, and of all others, that hold the term.
    support : int
        Number of documents of the class.
    reason : str or None
        Why there is nothing to show, for a class left out of training.
    """

    terms: NDArray[np.object_]
    coefficients: NDArray[np.float64]
    in_class: NDArray[np.int64]
    elsewhere: NDArray[np.int64]
    support: int
    reason: str | None = None

    def frame(self) -> pd.DataFrame:
        """Return a row per term, with the share of the class's documents that hold it."""
        return pd.DataFrame(
            {
                "term": self.terms,
                "coefficient": self.coefficients,
                "in_class": self.in_class,
                "elsewhere": self.elsewhere,
                "share_of_class": share_of_documents(self.in_class, self.support),
            }
        )


def class_vocabulary(
    model: LinearModel, counts: ClassTermCounts, class_code: int, n_each: int = 20
) -> ClassVocabulary:
    """Find the terms with the most positive and the most negative coefficients of a class.

    Parameters
    ----------
    model : LinearModel
    counts : ClassTermCounts
        Of the terms of the model.
    class_code : int
    n_each : int, default 20
        Greatest number of terms of either sign.

    Returns
    -------
    ClassVocabulary
        Empty, with the reason, for a class left out of training.
    """
    coefficients = model.coefficients[class_code].astype(np.float64)
    columns = strongest(coefficients, n_each)
    usage = counts.of_terms(model.terms[columns])
    return ClassVocabulary(
        terms=model.terms[columns],
        coefficients=coefficients[columns],
        in_class=usage[class_code],
        elsewhere=usage.sum(axis=0) - usage[class_code],
        support=int(counts.support[class_code]),
        reason=reason_without_coefficients(model, [class_code]),
    )


def strongest(coefficients: NDArray[np.float64], n_each: int) -> NDArray[np.intp]:
    """Find the most positive and the most negative coefficients.

    Parameters
    ----------
    coefficients : ndarray of shape (n_terms,)
    n_each : int
        Greatest number of either sign.

    Returns
    -------
    ndarray of int
        Positions, from the most positive to the most negative coefficient; never one that is
        0 or nan.
    """
    return np.concatenate(
        [_largest_positive(coefficients, n_each), _largest_positive(-coefficients, n_each)[::-1]]
    )


def _largest_positive(values: NDArray[np.float64], n: int) -> NDArray[np.intp]:
    """Positions of the n largest positive values, the largest first; of equals the earlier."""
    positive = np.flatnonzero(values > 0)
    if len(positive) > n:
        # Sorting all terms of a large vocabulary would take longer than everything else.
        cut = np.partition(values[positive], -n)[-n]
        positive = positive[values[positive] >= cut]
    return positive[np.argsort(-values[positive], kind="stable")][:n]
