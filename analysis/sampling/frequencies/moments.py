"""Moments of labels and of predictions within strata, which every estimate is made from."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.corpus.corpus import LabelledCorpus
from analysis.sampling.coverage.strata import OUTSIDE, Strata


@dataclass(frozen=True, eq=False)
class Moments:
    """Means, variances and covariances within strata, each of shape (n_strata, n_classes).

    Parameters
    ----------
    label, prediction : ndarray
        Means of the class indicator and of the posterior.
    label_variance, prediction_variance, covariance : ndarray
        With n - 1 in the denominator.
    spread : ndarray of shape (n_strata,), or None
        Mean squared weight of a stratum's labels, of mean weight one; None where they were all
        as likely to be drawn.
    """

    label: NDArray[np.float64]
    label_variance: NDArray[np.float64]
    prediction: NDArray[np.float64]
    prediction_variance: NDArray[np.float64]
    covariance: NDArray[np.float64]
    spread: NDArray[np.float64] | None = None


def label_moments(
    strata: Strata, labelled: LabelledCorpus, of_labels: NDArray[np.floating] | None = None
) -> Moments:
    """Compute the moments within strata.

    Parameters
    ----------
    strata : Strata
    labelled : LabelledCorpus
    of_labels : ndarray of shape (n_labels, n_classes), optional
        Out-of-fold posteriors; all 0 if not given.

    Returns
    -------
    Moments

    Notes
    -----
    Where the chance is known with which each label was drawn, labels of a stratum weigh by its
    inverse v_i, of mean one: means are sum v y / n, variances sum v^2 (y - mean)^2 / (n - 1), those
    of the linearised ratio (Sarndal, Swensson, Wretman 1992, chapter 5).
    """
    v, n = _chance_weights(strata, labelled), strata.labels[:, None]
    member, squared = _membership(strata, v), _membership(strata, v**2)
    spread = squared @ np.ones((len(v), 1))
    indicators = _indicators(labelled)
    label, of_label = (member @ indicators).toarray() / n, (squared @ indicators).toarray()
    label_variance = (of_label * (1 - 2 * label) + spread * label**2) / (n - 1)
    relative_spread = (spread / n).ravel()
    if of_labels is None:
        nothing = np.zeros_like(label)
        return Moments(label, label_variance, nothing, nothing, nothing, relative_spread)
    f = of_labels.astype(np.float64)
    prediction, of_prediction = member @ f / n, squared @ f
    both = (squared @ indicators.multiply(f).tocsr()).toarray()
    return Moments(
        label,
        label_variance,
        prediction,
        (squared @ f**2 - 2 * prediction * of_prediction + spread * prediction**2) / (n - 1),
        (both - label * of_prediction - prediction * of_label + spread * label * prediction)
        / (n - 1),
        relative_spread,
    )


def _chance_weights(strata: Strata, labelled: LabelledCorpus) -> NDArray[np.float64]:
    """Inverse chance of each label, of mean one in its stratum; one where not known of all."""
    chances = labelled.selection_probabilities
    if chances is None or not labelled.all_chances_known:
        return np.ones(labelled.n_documents)
    known = strata.stratum_of_label != OUTSIDE
    weights, of_label = 1 / chances, strata.stratum_of_label[known]
    sums = np.bincount(of_label, weights[known], minlength=strata.n_strata)
    weights[known] /= (sums / strata.labels)[of_label]
    return weights


def _membership(strata: Strata, values: NDArray[np.float64]) -> sparse.csr_matrix:
    """A value of each labelled document that lies in a stratum, shape (n_strata, n_labels)."""
    rows = np.flatnonzero(strata.stratum_of_label != OUTSIDE)
    of_row = strata.stratum_of_label[rows]
    shape = (strata.n_strata, len(strata.stratum_of_label))
    return sparse.csr_matrix((values[rows], (of_row, rows)), shape=shape)


def _indicators(labelled: LabelledCorpus) -> sparse.csr_matrix:
    """1 where a document bears a class, shape (n_labels, n_classes)."""
    n = labelled.n_documents
    return sparse.csr_matrix(
        (np.ones(n), (np.arange(n), labelled.codes)), shape=(n, labelled.n_classes)
    )
