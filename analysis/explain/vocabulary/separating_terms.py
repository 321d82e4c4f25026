"""What separates two classes in the model, word by word."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.explain.vocabulary.missing_coefficients import reason_without_coefficients
from analysis.explain.vocabulary.term_counts import ClassTermCounts, share_of_documents
from analysis.explain.vocabulary.vocabulary import strongest
from analysis.model.linear import LinearModel


@dataclass(frozen=True, eq=False)
class SeparatingTerms:
    """Terms from the one that speaks most for class a to the one that speaks most for b.

    Parameters
    ----------
    terms : ndarray of str, shape (n_shown,)
    differences : ndarray of float64, shape (n_shown,)
        Coefficient for a less coefficient for b: what a term adds to the log-odds of a
        against b for each unit of its tf-idf.
    in_a, in_b : ndarray of int64, shape (n_shown,)
        Number of documents of each class that hold the term.
    support_a, support_b : int
        Number of documents of each class.
    reason : str or None
        Why there is nothing to show, where a class was left out of training.
    """

    terms: NDArray[np.object_]
    differences: NDArray[np.float64]
    in_a: NDArray[np.int64]
    in_b: NDArray[np.int64]
    support_a: int
    support_b: int
    reason: str | None = None

    def frame(self) -> pd.DataFrame:
        """Return a row per term, with the share of each class's documents that hold it."""
        return pd.DataFrame(
            {
                "term": self.terms,
                "difference": self.differences,
                "in_a": self.in_a,
                "in_b": self.in_b,
                "share_of_a": share_of_documents(self.in_a, self.support_a),
                "share_of_b": share_of_documents(self.in_b, self.support_b),
            }
        )


def separating_terms(
    model: LinearModel, counts: ClassTermCounts, class_a: int, class_b: int, n_each: int = 20
) -> SeparatingTerms:
    """Find the terms whose coefficients differ most between two classes.

    Parameters
    ----------
    model : LinearModel
    counts : ClassTermCounts
        Of the terms of the model.
    class_a, class_b : int
        Codes of the classes.
    n_each : int, default 20
        Greatest number of terms for either class.

    Returns
    -------
    SeparatingTerms
        Empty, with the reason, where a class was left out of training.
    """
    differences = model.coefficients[class_a].astype(np.float64) - model.coefficients[class_b]
    columns = strongest(differences, n_each)
    usage = counts.of_terms(model.terms[columns])
    return SeparatingTerms(
        terms=model.terms[columns],
        differences=differences[columns],
        in_a=usage[class_a],
        in_b=usage[class_b],
        support_a=int(counts.support[class_a]),
        support_b=int(counts.support[class_b]),
        reason=reason_without_coefficients(model, [class_a, class_b]),
    )
