"""Why a text is decided for one class rather than another, term by term.

The log-odds of class a against class b fall apart into the prior, what the intercept says
beyond it, and one contribution a term; a shift of the decision is a further part. The parts
add up to the log-odds, so nothing of the decision is left unexplained.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.explain.vocabulary.missing_coefficients import reason_without_coefficients
from analysis.model.linear import LinearModel

StepKind = Literal["prior", "intercept", "term", "other terms", "shift"]


@dataclass(frozen=True)
class Step:
    """One part of the log-odds.

    Parameters
    ----------
    kind : {"prior", "intercept", "term", "other terms", "shift"}
    label : str
        What the part is called; for a term, the term itself.
    value : float
    """

    kind: StepKind
    label: str
    value: float


@dataclass(frozen=True, eq=False)
class Contributions:
    """The parts of the log-odds of class a against class b for one text.

    Parameters
    ----------
    prior : float
        log(training prior of a / training prior of b).
    intercept : float
        Difference of the intercepts beyond the prior; with the prior, the log-odds of a text
        without any known term.
    shift : float
        What the decision adds; 0 where no shift is in force.
    terms : ndarray of str, shape (n_known,)
        The known terms of the text, the one that moves the log-odds most first.
    features : ndarray of float64, shape (n_known,)
        Tf-idf of each term in the text.
    differences : ndarray of float64, shape (n_known,)
        Coefficient for a less coefficient for b.
    reason : str or None
        Why the parts are nan, where a class was left out of training.
    """

    prior: float
    intercept: float
    shift: float
    terms: NDArray[np.object_]
    features: NDArray[np.float64]
    differences: NDArray[np.float64]
    reason: str | None = None

    @property
    def contributions(self) -> NDArray[np.float64]:
        """What each term adds to the log-odds, shape (n_known,)."""
        return self.features * self.differences

    @property
    def evidence(self) -> float:
        """What all terms together add to the log-odds."""
        return float(self.contributions.sum())

    @property
    def log_odds(self) -> float:
        """Log-odds of a against b as they are decided on, the shift included."""
        return self.prior + self.intercept + self.evidence + self.shift

    def frame(self) -> pd.DataFrame:
        """Return a row per known term."""
        return pd.DataFrame(
            {
                "term": self.terms,
                "tfidf": self.features,
                "coefficient_difference": self.differences,
                "contribution": self.contributions,
            }
        )

    def steps(self, n_terms: int = 15) -> tuple[Step, ...]:
        """Return the parts in the order in which they are told.

        Parameters
        ----------
        n_terms : int, default 15
            Greatest number of terms told by themselves; the rest is one step.

        Returns
        -------
        tuple of Step
            Their values add up to `log_odds`. Without the shift where it is 0.
        """
        told = [
            Step("term", str(term), float(value))
            for term, value in zip(self.terms[:n_terms], self.contributions, strict=False)
        ]
        rest = self.contributions[n_terms:]
        if rest.size:
            label = f"{rest.size} other term{'s' if rest.size > 1 else ''}"
            told.append(Step("other terms", label, float(rest.sum())))
        if self.shift:
            told.append(Step("shift", "shift of the decision", self.shift))
        return (
            Step("prior", "prior", self.prior),
            Step("intercept", "intercept beyond the prior", self.intercept),
            *told,
        )


def contributions(
    model: LinearModel,
    features: sparse.csr_matrix,
    class_a: int,
    class_b: int,
    shift: NDArray[np.float64] | None = None,
) -> Contributions:
    """Take the log-odds between two classes apart for one text.

    Parameters
    ----------
    model : LinearModel
    features : csr_matrix, shape (1, n_terms)
        Tf-idf of the text on the terms of the model.
    class_a, class_b : int
        Codes of the classes.
    shift : ndarray of shape (n_classes,), optional
        What the decision adds to each logit, from `analysis.decision.priors.prior_shift`.

    Returns
    -------
    Contributions
        With nan and the reason where a class was left out of training.

    Raises
    ------
    ValueError
        If `features` is not a single row on the terms of the model.

    Notes
    -----
    In float64, whatever the precision of the model, so that the parts add up to rounding.
    The intercept is not the prior: it is what an empty text would get, and it grows more
    slowly from class to class than the log prior does. A labelled document is explained by a
    model that was trained on it, which is surer of it than its out-of-fold score says.
    """
    if features.shape != (1, len(model.terms)):
        raise ValueError(f"features: need shape (1, {len(model.terms)}), got {features.shape}")
    reason = reason_without_coefficients(model, [class_a, class_b])
    prior = np.nan if reason else _log_ratio(model.training_prior, class_a, class_b)
    values = features.data.astype(np.float64)
    differences = _differences(model, features.indices, class_a, class_b)
    order = np.argsort(-np.abs(values * differences), kind="stable")
    return Contributions(
        prior=prior,
        intercept=float(model.intercept[class_a] - model.intercept[class_b]) - prior,
        shift=0.0 if shift is None else float(shift[class_a] - shift[class_b]),
        terms=model.terms[features.indices[order]],
        features=values[order],
        differences=differences[order],
        reason=reason,
    )


def _log_ratio(prior: NDArray[np.float64], class_a: int, class_b: int) -> float:
    return float(np.log(prior[class_a]) - np.log(prior[class_b]))


def _differences(
    model: LinearModel, columns: NDArray[np.integer], class_a: int, class_b: int
) -> NDArray[np.float64]:
    of_a = model.coefficients[class_a, columns].astype(np.float64)
    return of_a - model.coefficients[class_b, columns]
