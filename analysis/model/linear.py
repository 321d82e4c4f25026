"""The linear model: a score for every class and term, and how it is fitted."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from analysis.model.multinomial import MultinomialFit, WarmStart, fit_multinomial
from analysis.model.settings import TrainingSettings

# Logit of a class without a training document. Finite, so that shifting it by a prior stays
# defined; low enough that its posterior is exactly 0 in float32 and float64.
ABSENT_LOGIT = -1e4

# lbfgs measures its tolerance on the mean loss, where a class of share 1e-3 has gradients of
# 1e-4 to begin with: a looser tolerance stops in silence before rare classes have moved.
LBFGS_TOLERANCE = 1e-6
LBFGS_ITERATIONS = 20_000

OnPass = Callable[[int, float], None]


@dataclass(frozen=True, eq=False)
class LinearModel:
    """Coefficients of a multinomial logistic regression, centred across classes.

    Parameters
    ----------
    coefficients : ndarray of float32, shape (n_classes, n_terms)
        Sum to zero over the classes that were trained; nan for a class left out of training.
    intercept : ndarray of float64, shape (n_classes,)
        Sums to zero over the classes that were trained; nan for a class left out.
    terms : ndarray of str, shape (n_terms,)
        What each column counts.
    inverse_document_frequency : ndarray of float64, shape (n_terms,)
        The tf-idf weight of each term.
    training_prior : ndarray of float64, shape (n_classes,)
        Class shares of the weighted training labels; 0 for a class left out.
    gap : float
        Relative duality gap that the fit was proved to reach; nan where the solver proves none.
    """

    coefficients: NDArray[np.float32]
    intercept: NDArray[np.float64]
    terms: NDArray[np.object_]
    inverse_document_frequency: NDArray[np.float64]
    training_prior: NDArray[np.float64]
    gap: float = float("nan")

    def logits(self, features: sparse.csr_matrix) -> NDArray[np.float64]:
        """Score documents.

        Parameters
        ----------
        features : csr_matrix, shape (n_documents, n_terms)

        Returns
        -------
        ndarray of shape (n_documents, n_classes)
            nan for a class left out of training.
        """
        return np.asarray(features @ self.coefficients.T) + self.intercept


@dataclass(frozen=True, eq=False)
class Fit:
    """What a solver found for the classes that have training documents.

    Parameters
    ----------
    coefficients : ndarray of shape (n_present, n_terms)
    intercept : ndarray of shape (n_present,)
    present : ndarray of int, shape (n_present,)
        Codes of the classes that were trained.
    gap : float
        Relative duality gap; nan where the solver proves none.
    multinomial : MultinomialFit or None
        From which a fit on some of the documents may begin; None for scikit-learn's solver.
    """

    coefficients: NDArray[np.floating]
    intercept: NDArray[np.floating]
    present: NDArray[np.integer]
    gap: float
    multinomial: MultinomialFit | None = None

    def start(self, rows: NDArray[np.intp], codes: NDArray[np.integer]) -> WarmStart | None:
        """Return where a fit on some of the documents may begin.

        Parameters
        ----------
        rows : ndarray of int, shape (n_rows,)
            Positions of the documents among those of this fit.
        codes : ndarray of int, shape (n_rows,)
            Their classes.

        Returns
        -------
        WarmStart or None
            None where the solver knows no such thing.
        """
        if self.multinomial is None:
            return None
        return self.multinomial.warm_start(rows, np.searchsorted(self.present, np.unique(codes)))

    def logits(self, features: sparse.csr_matrix, n_classes: int) -> NDArray[np.float32]:
        """Score documents; a class without training documents gets ``ABSENT_LOGIT``."""
        logits = np.full((features.shape[0], n_classes), ABSENT_LOGIT, dtype=np.float32)
        logits[:, self.present] = features @ self.coefficients.T + self.intercept
        return logits


def fit_linear(
    features: sparse.csr_matrix,
    codes: NDArray[np.integer],
    settings: TrainingSettings,
    start: WarmStart | None = None,
    on_pass: OnPass | None = None,
    *,
    weights: NDArray[np.float64] | None = None,
) -> Fit:
    """Fit a multinomial logistic regression.

    Parameters
    ----------
    features : csr_matrix, shape (n_documents, n_terms)
    codes : ndarray of int, shape (n_documents,)
        At least two different classes.
    settings : TrainingSettings
        Gives C, class weights and solver.
    start : WarmStart, optional
        Where to begin. Wherever that is, the fit ends at its own optimum, which is proved; so
        documents held out do not leak through it.
    on_pass : callable, optional
        Told the number of passes and the gap reached; what it raises ends the fit.
    weights : ndarray of float64, shape (n_documents,), optional
        How much each document counts, before class weights; positive. All alike if not given.

    Returns
    -------
    Fit
    """
    present, local = np.unique(codes, return_inverse=True)
    of_document = _document_weights(local, settings, weights)
    if settings.solver == "lbfgs":
        return _fit_lbfgs(features, local, present, settings.c, of_document)
    # Two opposite rows of coefficients cost half of the single row of scikit-learn's two-class
    # form; halving C makes the optima the same.
    c = settings.c / 2 if len(present) == 2 else settings.c
    fitted = fit_multinomial(
        features,
        local,
        len(present),
        c * of_document,
        start=start,
        report=on_pass,
    )
    return Fit(fitted.coefficients, fitted.intercept, present, fitted.gap, fitted)


def training_prior(
    codes: NDArray[np.integer],
    n_classes: int,
    settings: TrainingSettings,
    weights: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Share of each class in the weighted training labels.

    Parameters
    ----------
    codes : ndarray of int, shape (n_training_documents,)
    n_classes : int
    settings : TrainingSettings
        Balanced class weights make the shares of all present classes equal.
    weights : ndarray of float64, shape (n_training_documents,), optional
        How much each document counts, before class weights; all alike if not given.

    Returns
    -------
    ndarray of shape (n_classes,), sums to one
    """
    mass = np.bincount(codes, weights, minlength=n_classes)
    weighted = (mass > 0) if settings.class_weight == "balanced" else mass
    return weighted / weighted.sum()


def _document_weights(
    local: NDArray[np.integer], settings: TrainingSettings, weights: NDArray[np.float64] | None
) -> NDArray[np.float64]:
    """Weight of each document, that of its class included."""
    own = np.ones(len(local)) if weights is None else weights
    if settings.class_weight == "none":
        return own
    mass = np.bincount(local, own)
    return own * (mass.sum() / (len(mass) * mass))[local]


def _fit_lbfgs(
    features: sparse.csr_matrix,
    local: NDArray[np.integer],
    present: NDArray[np.integer],
    c: float,
    weights: NDArray[np.float64],
) -> Fit:
    """scikit-learn's solver, at a tolerance that converges."""
    n_terms = features.shape[1]
    # scikit-learn refuses a matrix without columns; an empty one changes no optimum.
    padded = sparse.hstack([features, np.zeros((len(local), 1))], format="csr", dtype=np.float64)
    estimator = LogisticRegression(C=c, tol=LBFGS_TOLERANCE, max_iter=LBFGS_ITERATIONS)
    estimator.fit(padded, local, sample_weight=weights)
    coefficients, intercept = _one_row_a_class(estimator.coef_, estimator.intercept_)
    return Fit(coefficients[:, :n_terms], intercept, present, float("nan"))


def _one_row_a_class(
    coefficients: NDArray[np.floating], intercept: NDArray[np.floating]
) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Spread the single row of the two-class form evenly over both classes."""
    if len(coefficients) > 1:
        return coefficients, intercept
    halves = np.array([[-0.5], [0.5]])
    return halves * coefficients, halves[:, 0] * intercept
