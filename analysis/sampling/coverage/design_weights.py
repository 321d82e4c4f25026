"""Design weights: how many documents of the corpus each label stands for.

They follow from how the labels were drawn, and from nothing that was seen in them. They mend
figures and fits where some documents were likelier to be drawn than others; where all were as
likely there is nothing to mend, and where a model chose the labels nothing mends it.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.corpus.drawing import Drawing
from analysis.errors import InputError, listed
from analysis.evaluation.intervals import effective_counts
from analysis.sampling.coverage.strata import OUTSIDE, Strata

Basis = Literal["none", "clusters", "probabilities", "classes"]
Weights = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Weighing:
    """The weights of a study's labels.

    Parameters
    ----------
    basis : {"none", "clusters", "probabilities", "classes"}
        What they come from: the sizes of the clusters, the chances with which the documents
        were drawn, or the shares of the classes in the corpus.
    weights : ndarray of float64, shape (n_labels,), or None
        Of mean one; None where all labels count alike.
    """

    basis: Basis
    weights: Weights | None = None

    @property
    def effective_labels(self) -> float:
        """Number of labels of one weight that would say as much; nan where none are weighed."""
        return float("nan") if self.weights is None else effective_number(self.weights)


UNWEIGHED = Weighing("none")


def weigh_labels(
    labelled: LabelledCorpus,
    drawing: Drawing,
    *,
    strata: Strata | None = None,
    shares: Weights | None = None,
) -> Weighing:
    """Weigh the labels as their drawing asks for.

    Parameters
    ----------
    labelled : LabelledCorpus
    drawing : {"proportional", "by-cluster", "by-class", "other"}
        How the labels were drawn.
    strata : Strata, optional
        Of the corpus from which they were drawn.
    shares : ndarray of shape (n_classes,), optional
        Of the classes in the corpus; nan where not known.

    Returns
    -------
    Weighing
        Of basis "none" where the drawing asks for no weights, or what they come from is not
        known.

    Notes
    -----
    Labels drawn by cluster weigh as the chance says with which each was drawn, if that is known
    of all; else as many documents as there are for each label in their cluster. Thus labels
    that a plan added to earlier ones of the same clusters count together with them.
    """
    if drawing == "by-cluster":
        probabilities = labelled.selection_probabilities
        if probabilities is not None and labelled.all_chances_known:
            return Weighing("probabilities", weights_by_probability(probabilities))
        if strata is not None and len(strata.clusters) > 1:
            return Weighing("clusters", weights_by_cluster(strata))
    if drawing == "by-class" and shares is not None and _complete(shares):
        return Weighing("classes", weights_by_class(labelled, shares))
    return UNWEIGHED


def weights_by_cluster(strata: Strata) -> Weights:
    """Weigh each label by the documents there are for each label in its stratum.

    Parameters
    ----------
    strata : Strata

    Returns
    -------
    ndarray of float64, shape (n_labels,)
        N_h / n_h over its mean. A label of which the cluster is not known weighs as the average
        of the others.

    Notes
    -----
    Shares of weight are then those of the stratified estimate.
    """
    of_label = strata.stratum_of_label
    known = of_label != OUTSIDE
    weights = np.ones(len(of_label))
    each = (strata.sizes / strata.labels)[of_label[known]]
    weights[known] = each / each.mean()
    return weights


def weights_by_probability(probabilities: Weights) -> Weights:
    """Weigh each label by the inverse of the chance with which it was drawn.

    Parameters
    ----------
    probabilities : ndarray of float64, shape (n_labels,)

    Returns
    -------
    ndarray of float64, shape (n_labels,)
        Of mean one.

    Raises
    ------
    InputError
        If a probability is not known, or outside (0, 1].

    References
    ----------
    Horvitz, Thompson (1952), "A generalization of sampling without replacement from a finite
    universe".
    """
    wrong = np.flatnonzero(~((probabilities > 0) & (probabilities <= 1)))
    if len(wrong):
        first = [f"{probabilities[row]:g} of document {row + 1:,}" for row in wrong[:3]]
        raise InputError(
            f"selection probabilities: {len(wrong):,} of {len(probabilities):,} are not above 0 "
            f"and at most 1 ({listed(first)}). Correct them, or load the labels without them."
        )
    inverse = 1 / probabilities
    return inverse / inverse.mean()


def weights_by_class(labelled: LabelledCorpus, shares: Weights) -> Weights:
    """Weigh each label so that its class has its share of the corpus.

    Parameters
    ----------
    labelled : LabelledCorpus
    shares : ndarray of shape (n_classes,)
        Of each class in the corpus.

    Returns
    -------
    ndarray of float64, shape (n_labels,)
        Of mean one.

    Raises
    ------
    InputError
        If a class with labels has no share, or none above 0.
    """
    usable = shares > 0
    if not usable[labelled.codes].all():
        missing = [name for name, good in zip(labelled.classes, usable, strict=True) if not good]
        raise InputError(
            f"shares of the classes: {len(missing):,} of {labelled.n_classes:,} have none above 0, "
            f"among them {listed(missing, 3)}. Give each class with labels its share of the corpus."
        )
    weights = (shares / np.maximum(labelled.support, 1))[labelled.codes]
    return weights / weights.mean()


def effective_number(weights: Weights) -> float:
    """Count labels by what they say: as many of one weight would say as much.

    Parameters
    ----------
    weights : ndarray of float64, shape (n_labels,)

    Returns
    -------
    float
        (sum w)^2 / sum w^2, the number of labels where all weigh the same.
    """
    total = weights.sum()
    return float(effective_counts(total, total, (weights**2).sum()))


def _complete(shares: Weights) -> bool:
    return bool((shares > 0).all())
