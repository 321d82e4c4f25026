"""Figures along a learning curve, with what chance does to them.

A figure at several sizes is uncertain in two ways that the sizes share: which documents there
are to score, and which of them the subsamples and folds of a repeat happened to hold. Both are
told by one covariance matrix. The first comes from the influence of each group of identical
documents on the figure (the infinitesimal jackknife), the second from the spread of the repeats.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.explain.learnability.learning_curve import MeasuredCurve

Figures = NDArray[np.float64]
# Of a document on a figure: one row a document, one column a size.
Influence = NDArray[np.float64]


@dataclass(frozen=True, eq=False, kw_only=True)
class CurveFigure:
    """A figure at every size of the training set.

    Parameters
    ----------
    sizes : ndarray of float64, shape (n_sizes,)
        Labels trained on; of the class, or the mean of the classes, that the figure is about.
    values : ndarray of float64, shape (n_sizes,)
        Means over the repeats.
    covariance : ndarray of float64, shape (n_sizes, n_sizes)
        Of the values.
    labels : float
        Labels there are, of which the largest size leaves out those of one fold.
    """

    sizes: Figures
    values: Figures
    covariance: Figures
    labels: float

    @property
    def standard_errors(self) -> Figures:
        """Square roots of the variances, shape (n_sizes,)."""
        return np.sqrt(np.diagonal(self.covariance))


class CurveScores:
    """Scores the decisions of a learning curve at one strength of the shift of priors.

    Parameters
    ----------
    curve : MeasuredCurve
    corpus : LabelledCorpus
        The one that was measured.
    tau_number : int
        Position of the strength among the curve's.
    """

    def __init__(self, curve: MeasuredCurve, corpus: LabelledCorpus, tau_number: int) -> None:
        self._curve = curve
        self._corpus = corpus
        self._decided = curve.decided[tau_number]
        n_repeats, n_sizes = self._decided.shape[:2]
        shape = (n_repeats, n_sizes, corpus.n_classes)
        self._correct, self._predicted = np.empty(shape), np.empty(shape)
        for place in np.ndindex(n_repeats, n_sizes):
            decided = self._decided[place]
            right = decided[decided == corpus.codes]
            self._correct[place] = np.bincount(right, minlength=corpus.n_classes)
            self._predicted[place] = np.bincount(decided, minlength=corpus.n_classes)

    def micro_f1(self) -> CurveFigure:
        """Return the share of documents decided rightly."""
        right = (self._decided == self._corpus.codes).astype(np.float64)
        return self._mean_over_documents(right)

    def log_loss(self) -> CurveFigure:
        """Return the mean -log posterior of the documents' classes, priors as learned."""
        return self._mean_over_documents(self._curve.losses.astype(np.float64))

    def f1(self, classes: NDArray[np.integer] | None = None) -> CurveFigure:
        """Return the mean F1 of some classes.

        Parameters
        ----------
        classes : ndarray of int, optional
            Their codes; all if not given, which is macro-F1.

        Returns
        -------
        CurveFigure
        """
        weights, rows = self._weights(classes), self._rows(classes)
        total = self._corpus.support + self._predicted
        f1 = 2 * self._correct / total
        per_count, codes = weights / total, self._corpus.codes[rows]
        influence = np.zeros((len(rows), len(self._curve.sizes)))
        for place in np.ndindex(*self._decided.shape[:2]):
            decided, each, lost = self._decided[place][rows], per_count[place], f1[place]
            influence[:, place[1]] += each[codes] * (2 * (decided == codes) - lost[codes])
            influence[:, place[1]] -= each[decided] * lost[decided]
        return self._figure(f1 @ weights, influence / len(self._decided), rows, classes)

    def recall(self, classes: NDArray[np.integer]) -> CurveFigure:
        """Return the mean recall of some classes.

        Parameters
        ----------
        classes : ndarray of int
            Their codes.

        Returns
        -------
        CurveFigure
        """
        weights = self._weights(classes) / self._corpus.support
        rows = np.flatnonzero(np.isin(self._corpus.codes, classes))
        codes = self._corpus.codes[rows]
        recall = self._correct / self._corpus.support
        right = (self._decided[:, :, rows] == codes).mean(axis=0)
        influence = weights[codes] * (right - recall.mean(axis=0)[:, codes])
        return self._figure(recall @ self._weights(classes), influence.T, rows, classes)

    def n_sizes_found(self, classes: NDArray[np.integer]) -> NDArray[np.int64]:
        """Return at how many sizes any document of each class is decided rightly.

        Parameters
        ----------
        classes : ndarray of int
            Their codes.

        Returns
        -------
        ndarray of int, of the same shape
        """
        return (self._correct[:, :, classes] > 0).any(axis=0).sum(axis=0)

    def _mean_over_documents(self, values: NDArray[np.float64]) -> CurveFigure:
        by_repeat, mean = values.mean(axis=2), values.mean(axis=0)
        influence = (mean - mean.mean(axis=1, keepdims=True)).T / values.shape[2]
        return self._figure(by_repeat, influence, np.arange(values.shape[2]), None)

    def _weights(self, classes: NDArray[np.integer] | None) -> Figures:
        """Weight of each class in the mean; 0 for those that are not averaged."""
        averaged = np.zeros(self._corpus.n_classes)
        averaged[slice(None) if classes is None else classes] = 1
        return averaged / averaged.sum()

    def _rows(self, classes: NDArray[np.integer] | None) -> NDArray[np.intp]:
        """Documents that have to do with some classes."""
        if classes is None:
            return np.arange(self._corpus.n_documents)
        averaged = self._weights(classes) > 0
        decided = averaged[self._decided].any(axis=(0, 1))
        return np.flatnonzero(decided | averaged[self._corpus.codes])

    def _figure(
        self,
        by_repeat: Figures,
        influence: Influence,
        rows: NDArray[np.intp],
        classes: NDArray[np.integer] | None,
    ) -> CurveFigure:
        """Average over repeats, and add up the influence of identical documents."""
        groups = np.unique(self._corpus.identical_groups[rows], return_inverse=True)[1]
        together = np.column_stack([np.bincount(groups, weights=column) for column in influence.T])
        spread = np.cov(by_repeat, rowvar=False) / len(by_repeat)
        n = self._corpus.n_documents
        labels = float(n if classes is None else self._corpus.support[classes].mean())
        return CurveFigure(
            sizes=self._curve.sizes * labels / n,
            values=by_repeat.mean(axis=0),
            covariance=together.T @ together + spread,
            labels=labels,
        )
