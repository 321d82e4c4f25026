"""A fitted model laid out for scoring many documents.

A sparse product wants the coefficients one row a term in memory; laid out otherwise they would
be copied for every chunk of documents.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from analysis.model.features import TermCounts, tfidf
from analysis.model.linear import ABSENT_LOGIT, Fit, LinearModel
from analysis.model.settings import FeatureSettings


@dataclass(frozen=True, eq=False)
class Scorer:
    """Scores documents for every class.

    Parameters
    ----------
    coefficients : ndarray of float32, shape (n_terms, n_classes)
    intercept : ndarray of float32, shape (n_classes,)
    term_weights : ndarray of float64, shape (n_terms,)
        For tf-idf.
    """

    coefficients: NDArray[np.float32]
    intercept: NDArray[np.float32]
    term_weights: NDArray[np.float64]

    @classmethod
    def of_model(cls, model: LinearModel) -> Self:
        """Lay out a model; a class left out of training keeps nan."""
        return cls(
            np.ascontiguousarray(model.coefficients.T),
            model.intercept.astype(np.float32),
            model.inverse_document_frequency,
        )

    @classmethod
    def of_fit(cls, fit: Fit, term_weights: NDArray[np.float64], n_classes: int) -> Self:
        """Lay out a fit; a class without training documents gets ``ABSENT_LOGIT``."""
        coefficients = np.zeros((fit.coefficients.shape[1], n_classes), dtype=np.float32)
        coefficients[:, fit.present] = fit.coefficients.T
        intercept = np.full(n_classes, ABSENT_LOGIT, dtype=np.float32)
        intercept[fit.present] = fit.intercept
        return cls(coefficients, intercept, term_weights)

    def logits(
        self, counts: TermCounts, rows: slice, settings: FeatureSettings
    ) -> NDArray[np.float32]:
        """Score some of the counted texts.

        Parameters
        ----------
        counts : TermCounts
        rows : slice
        settings : FeatureSettings

        Returns
        -------
        ndarray of float32, shape (n_rows, n_classes)
        """
        some = TermCounts(counts.counts[rows], counts.terms)
        features = tfidf(some, self.term_weights, settings)
        return np.asarray(features @ self.coefficients) + self.intercept
