"""Softmax regression with scikit-learn's interface.

`SoftmaxRegression` is ``LogisticRegression(C=...)`` by another road: the same objective, the same
optimum, proved by a duality gap. `analysis.model.multinomial.fit_multinomial` is the same fit
for callers that have class codes and weights at hand, as the folds do: it takes CSR features in
float32 or float64, codes 0 to n_classes - 1 of which each occurs, c_i = C w_i per document, and
a `WarmStart`, for instance ``full.warm_start(rows, classes)`` of the fit to all documents.
Whatever a fit starts from, it ends at its own optimum, which the gap proves; so documents that
are held out do not leak through the start.

Fits share nothing and release the interpreter's lock in the kernel, in sparse products and in
NumPy: two of them in two threads use two cores.
"""

import warnings
from collections.abc import Callable
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse
from scipy.special import expit, softmax
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils import Tags, compute_class_weight
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

from analysis.model.multinomial import MultinomialFit, WarmStart, fit_multinomial


class SoftmaxRegression(ClassifierMixin, BaseEstimator):
    """Multinomial logistic regression with an L2 penalty and a free intercept.

    It minimises ``C sum_i w_i loss_i + |W|^2 / 2`` as ``sklearn.linear_model.LogisticRegression``
    does; for two classes the binomial form, with a single row of coefficients.

    Parameters
    ----------
    C : float
        Inverse strength of the penalty; positive.
    class_weight : dict, "balanced" or None
        As in scikit-learn: "balanced" weighs class k by n / (n_classes n_k).
    tol : float
        Relative duality gap to reach: the objective is then at most this share of itself above
        its minimum.
    max_iter : int
        Most passes over the documents.
    random_state : int
        Seed of the order in which documents are visited; the same seed gives the same result.
    progress : callable, optional
        Called with the number of passes and the gap, about once a pass. What it raises ends the
        fit and reaches the caller.

    Attributes
    ----------
    classes_ : ndarray of shape (n_classes,)
    coef_ : ndarray of float64, shape (n_classes, n_features)
        One row for two classes, that of the second class.
    intercept_ : ndarray of float64, shape (n_classes,) or (1,)
    n_iter_ : int
        Passes made.
    gap_ : float
        Relative duality gap, evaluated in float64 at the coefficients returned.
    objective_ : float
    converged_ : bool
        Whether ``gap_`` is within ``tol``.
    start_ : WarmStart
        Of the documents with positive weight, for `fit`'s `start`.
    """

    def __init__(
        self,
        C: float = 1.0,
        *,
        class_weight: dict[Any, float] | str | None = None,
        tol: float = 1e-6,
        max_iter: int = 1000,
        random_state: int = 0,
        progress: Callable[[int, float], None] | None = None,
    ) -> None:
        self.C = C
        self.class_weight = class_weight
        self.tol = tol
        self.max_iter = max_iter
        self.random_state = random_state
        self.progress = progress

    def fit(
        self,
        X: ArrayLike | sparse.csr_matrix,
        y: ArrayLike,
        sample_weight: ArrayLike | None = None,
        start: WarmStart | None = None,
    ) -> Self:
        """Find the optimum.

        Parameters
        ----------
        X : array-like or sparse matrix of shape (n_documents, n_features)
        y : array-like of shape (n_documents,)
        sample_weight : array-like of shape (n_documents,), optional
            Not negative. A document of weight 0 counts as absent, and a class without any other
            document too.
        start : WarmStart, optional
            Where to begin, for the documents of positive weight.

        Returns
        -------
        SoftmaxRegression

        Raises
        ------
        ValueError
            If X holds nan or infinity, there are fewer than two classes, or a parameter is out
            of its range.

        Warns
        -----
        ConvergenceWarning
            If the gap is not within the tolerance after the last pass.
        """
        self._check_parameters()
        X, y = validate_data(self, X, y, accept_sparse="csr", dtype=[np.float64, np.float32])
        check_classification_targets(y)
        weight = _check_sample_weight(sample_weight, X, ensure_non_negative=True)
        present = np.flatnonzero(weight)
        X, labels, weight = X[present], np.asarray(y)[present], weight[present]
        self.classes_, codes = np.unique(labels, return_inverse=True)
        if len(self.classes_) < 2:
            raise ValueError(
                f"This solver needs samples of at least 2 classes in the data, but the data "
                f"contains only one class: {self.classes_[0]!r}"
            )
        self._adopt(
            self._solve(X, codes, weight * self._class_weights(labels, codes, weight), start)
        )
        return self

    def decision_function(self, X: ArrayLike | sparse.csr_matrix) -> NDArray[np.float64]:
        """Logits.

        Parameters
        ----------
        X : array-like or sparse matrix of shape (n_documents, n_features)

        Returns
        -------
        ndarray of float64, shape (n_documents, n_classes), or (n_documents,) for two classes
        """
        check_is_fitted(self)
        X = validate_data(self, X, accept_sparse="csr", dtype=[np.float64, np.float32], reset=False)
        logits = np.asarray(X @ self.coef_.T) + self.intercept_
        return logits.ravel() if len(self.classes_) == 2 else logits

    def predict(self, X: ArrayLike | sparse.csr_matrix) -> NDArray[Any]:
        """Classes of highest probability.

        Parameters
        ----------
        X : array-like or sparse matrix of shape (n_documents, n_features)

        Returns
        -------
        ndarray of shape (n_documents,)
        """
        logits = self.decision_function(X)
        best = (logits > 0).astype(np.intp) if logits.ndim == 1 else logits.argmax(axis=1)
        return self.classes_[best]

    def predict_proba(self, X: ArrayLike | sparse.csr_matrix) -> NDArray[np.float64]:
        """Posteriors.

        Parameters
        ----------
        X : array-like or sparse matrix of shape (n_documents, n_features)

        Returns
        -------
        ndarray of float64, shape (n_documents, n_classes)
            Rows sum to one.
        """
        logits = self.decision_function(X)
        if logits.ndim == 1:
            return np.column_stack([expit(-logits), expit(logits)])
        return softmax(logits, axis=1)

    def predict_log_proba(self, X: ArrayLike | sparse.csr_matrix) -> NDArray[np.float64]:
        """Logarithms of the posteriors.

        Parameters
        ----------
        X : array-like or sparse matrix of shape (n_documents, n_features)

        Returns
        -------
        ndarray of float64, shape (n_documents, n_classes)
        """
        return np.log(self.predict_proba(X))

    def _check_parameters(self) -> None:
        for name, low in (("C", 0), ("tol", 0), ("max_iter", 0)):
            value = getattr(self, name)
            if not low < value < np.inf:
                raise ValueError(f"{name} has to be positive and finite; it is {value!r}")

    def _class_weights(
        self, y: NDArray[Any], codes: NDArray[np.intp], weight: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Weight of each document's class."""
        of_class = compute_class_weight(
            self.class_weight, classes=self.classes_, y=y, sample_weight=weight
        )
        return np.asarray(of_class)[codes]

    def _solve(
        self,
        X: NDArray[np.floating] | sparse.csr_matrix,
        codes: NDArray[np.intp],
        weight: NDArray[np.float64],
        start: WarmStart | None,
    ) -> MultinomialFit:
        # Two opposite rows +-w/2 cost half of what a single row w costs: halving C makes the
        # two forms the same problem, at half the objective.
        scale = self.C / 2 if len(self.classes_) == 2 else self.C
        fitted = fit_multinomial(
            sparse.csr_matrix(X),
            codes,
            len(self.classes_),
            scale * weight,
            tol=self.tol,
            max_passes=self.max_iter,
            seed=self.random_state,
            start=start,
            report=self.progress,
        )
        if not fitted.converged:
            _warn(fitted, self.tol)
        return fitted

    def _adopt(self, fitted: MultinomialFit) -> None:
        """Store a fit in scikit-learn's form."""
        binary = len(self.classes_) == 2
        self.coef_ = np.diff(fitted.coefficients, axis=0) if binary else fitted.coefficients
        self.intercept_ = np.diff(fitted.intercept) if binary else fitted.intercept
        self.objective_ = 2 * fitted.objective if binary else fitted.objective
        self.gap_ = fitted.gap
        self.converged_ = fitted.converged
        self.n_iter_ = fitted.n_passes
        self.start_ = fitted.warm_start()

    def __sklearn_tags__(self) -> Tags:
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        return tags


def _warn(fitted: MultinomialFit, tol: float) -> None:
    warnings.warn(
        f"The optimum is not reached: after {fitted.n_passes} passes the objective may be "
        f"{fitted.gap:.1e} of itself above its minimum, and tol asks for {tol:.1e}. Raise "
        "max_iter or tol, lower C, or scale the features.",
        ConvergenceWarning,
        stacklevel=4,
    )
