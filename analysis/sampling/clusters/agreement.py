"""How far clusters and classes agree, among the labelled documents."""

from dataclasses import dataclass

import numpy as np
from sklearn.metrics import adjusted_mutual_info_score, homogeneity_completeness_v_measure

from analysis.sampling.coverage.coverage import Coverage


@dataclass(frozen=True)
class Agreement:
    """Three figures from 0 to 1, nan without labels.

    Parameters
    ----------
    homogeneity : float
        1 where every cluster holds labels of a single class.
    completeness : float
        1 where every class lies in a single cluster.
    adjusted_mutual_information : float
        1 where both are the same; about 0, or a little less, where they are independent.
    """

    homogeneity: float
    completeness: float
    adjusted_mutual_information: float


def agreement(coverage: Coverage) -> Agreement:
    """Compare the clusters with the classes of their labels.

    Parameters
    ----------
    coverage : Coverage

    Returns
    -------
    Agreement

    References
    ----------
    Rosenberg, Hirschberg (2007). V-measure. EMNLP. Vinh, Epps, Bailey (2010). Information
    theoretic measures for clusterings comparison. JMLR 11.
    """
    clusters, codes = np.nonzero(coverage.class_labels)
    labels = coverage.class_labels[clusters, codes]
    if not labels.sum():
        return Agreement(float("nan"), float("nan"), float("nan"))
    clusters, codes = np.repeat(clusters, labels), np.repeat(codes, labels)
    homogeneity, completeness, _ = homogeneity_completeness_v_measure(codes, clusters)
    adjusted = adjusted_mutual_info_score(codes, clusters)
    return Agreement(float(homogeneity), float(completeness), float(adjusted))
