"""The classes of each cluster, estimated from the labels there are: a pilot for what comes next.

A cluster with a handful of labels looks purer than it is. Its shares are therefore drawn towards
those of the corpus, as strongly as the labels of all clusters say that clusters are alike.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import gammaln

Shares = NDArray[np.float64]

# From clusters that hold one class each to clusters that cannot be told apart.
_LEAST_CONCENTRATION, _LARGEST_CONCENTRATION = 1e-2, 1e6


@dataclass(frozen=True, eq=False)
class ClusterShares:
    """Class shares within the clusters.

    Parameters
    ----------
    shares : ndarray of shape (n_clusters, n_classes), rows sum to one
    corpus : ndarray of shape (n_classes,)
        Class shares in the whole corpus, which stand for a cluster without labels.
    concentration : float
        Labels that the corpus counts for in each cluster: small where clusters differ.
    """

    shares: Shares
    corpus: Shares
    concentration: float

    def spread(self) -> Shares:
        """Compute how much the classes vary within each cluster, S_h of Neyman's allocation.

        Returns
        -------
        ndarray of shape (n_clusters,)

        Notes
        -----
        Several classes are one figure by S_h^2 = mean_k p_hk (1 - p_hk) / rho_k: the variance of
        each class relative to its share rho_k in the corpus, so that a rare class counts as much
        as a common one. With absolute variances the rare ones would not count at all.
        """
        there = self.corpus > 0
        p, rho = self.shares[:, there], self.corpus[there]
        return np.sqrt((p * (1 - p) / rho).mean(axis=1))

    def purity(self, documents: NDArray[np.int64]) -> float:
        """Estimate the share of the documents that belong to the main class of their cluster.

        Parameters
        ----------
        documents : ndarray of int, shape (n_clusters,)
            Of each cluster.

        Returns
        -------
        float
            Up to 1, where every cluster holds a single class.
        """
        return float(np.average(self.shares.max(axis=1), weights=documents))


def estimate_cluster_shares(class_labels: NDArray[np.int64], corpus: Shares) -> ClusterShares:
    """Estimate the class shares of every cluster.

    Parameters
    ----------
    class_labels : ndarray of int, shape (n_clusters, n_classes)
        Labels of each class in each cluster.
    corpus : ndarray of shape (n_classes,), sums to one
        Class shares of the whole corpus; positive for a class with labels.

    Returns
    -------
    ClusterShares

    Notes
    -----
    (n_hk + a rho_k) / (n_h + a): the mean of a Dirichlet distribution around the corpus's shares,
    with the concentration `a` of greatest likelihood of all labels.

    References
    ----------
    Minka (2000), "Estimating a Dirichlet distribution".
    """
    concentration = _concentration(class_labels, corpus)
    labels = class_labels.sum(axis=1, keepdims=True)
    shares = (class_labels + concentration * corpus) / (labels + concentration)
    return ClusterShares(shares, corpus, concentration)


def _concentration(class_labels: NDArray[np.int64], corpus: Shares) -> float:
    """Concentration under which the labels are most likely."""
    clusters, codes = np.nonzero(class_labels)
    counts, rho = class_labels[clusters, codes], corpus[codes]
    labels = class_labels.sum(axis=1)

    def loss(log_a: float) -> float:
        a = np.exp(log_a)
        of_clusters = gammaln(a) - gammaln(a + labels)
        return -float(of_clusters.sum() + (gammaln(a * rho + counts) - gammaln(a * rho)).sum())

    bounds = (np.log(_LEAST_CONCENTRATION), np.log(_LARGEST_CONCENTRATION))
    return float(np.exp(minimize_scalar(loss, bounds=bounds, method="bounded").x))
