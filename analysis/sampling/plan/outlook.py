"""What new labels would do: labels of each class, and intervals of the class frequencies."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import Corpus, LabelledCorpus
from analysis.sampling.coverage.strata import OUTSIDE, Strata, with_more_labels
from analysis.sampling.frequencies.moments import Moments, label_moments
from analysis.sampling.frequencies.prevalence import Prevalence, stratified_share, variance_weights
from analysis.sampling.plan.allocation import ALLOCATIONS, Allocation, Clusters, allocate
from analysis.sampling.plan.cluster_shares import ClusterShares, estimate_cluster_shares
from analysis.sampling.plan.free_texts import FreeTexts, free_texts

FEW_LABELS = 10
# One label drawn otherwise has to be worth this many drawn in proportion before another
# allocation is recommended: the shares within clusters are themselves estimated.
WORTH_RECOMMENDING = 1.1

Counts = NDArray[np.int64]
Shares = NDArray[np.float64]


@dataclass(frozen=True, eq=False, kw_only=True)
class Pilot:
    """What the labels there are say of the clusters, before more are drawn.

    Parameters
    ----------
    strata : Strata
    free : FreeTexts
    support : ndarray of int, shape (n_classes,)
        Labels of each class.
    cluster_shares : ClusterShares
    """

    strata: Strata
    free: FreeTexts
    support: Counts
    cluster_shares: ClusterShares

    @cached_property
    def clusters(self) -> Clusters:
        """What an allocation has to know."""
        return Clusters(
            documents=self.strata.cluster_sizes,
            labels=self.strata.cluster_labels,
            free_documents=self.free.documents,
            free_texts=self.free.texts,
            spread=self.cluster_shares.spread(),
        )

    @property
    def purity(self) -> float:
        """Share of the documents that belong to the main class of their cluster, estimated."""
        return self.cluster_shares.purity(self.strata.cluster_sizes)


@dataclass(frozen=True, eq=False, kw_only=True)
class Outlook:
    """What is to be expected once the new labels are there; arrays of shape (n_classes,).

    Parameters
    ----------
    new_labels : ndarray of int, shape (n_clusters,)
    expected : ndarray of float
        Labels of each class, present and new.
    frequencies : Prevalence
        Shares of the classes with the intervals to be expected.
    variance : ndarray of float
        Of the estimated shares.
    """

    new_labels: Counts
    expected: Shares
    frequencies: Prevalence
    variance: Shares

    @property
    def relative_widths(self) -> Shares:
        """Width of each class's interval over its share; nan for a class without any."""
        share = self.frequencies.share
        width = self.frequencies.high - self.frequencies.low
        return np.divide(width, share, out=np.full_like(share, np.nan), where=share > 0)

    @property
    def n_few(self) -> int:
        """Classes that are expected to stay under ten labels."""
        return int((self.expected < FEW_LABELS).sum())

    @property
    def precision(self) -> float:
        """One over the mean squared relative error of the shares; grows as the labels do."""
        there = self.frequencies.share > 0
        squared = (self.variance[there] / self.frequencies.share[there] ** 2).mean()
        return float(1 / squared) if squared > 0 else float("inf")


@dataclass(frozen=True, eq=False, kw_only=True)
class Outlooks:
    """The allocations side by side.

    Parameters
    ----------
    n_labels : int
        New labels.
    today : Outlook
        Without any new label.
    by_allocation : dict of str to Outlook
    """

    n_labels: int
    today: Outlook
    by_allocation: dict[Allocation, Outlook]

    def worth(self, allocation: Allocation) -> float:
        """How many labels drawn in proportion lower the error as much as one of these.

        Parameters
        ----------
        allocation : {"proportional", "square-root", "neyman", "equal"}

        Returns
        -------
        float
            1 for "proportional"; nan where that gains nothing.

        Notes
        -----
        The gain in precision: one over the mean over classes of the variance of a share relative
        to its square, so that a rare class counts as much as a common one. From the variances
        within clusters that the labels suggest; intervals are more cautious where a class has
        few labels, and may not become narrower by as much.
        """
        gain, proportional = (
            self.by_allocation[each].precision - self.today.precision
            for each in (allocation, "proportional")
        )
        return gain / proportional if np.isfinite(gain) and proportional > 0 else float("nan")

    @property
    def single(self) -> bool:
        """Whether there is a single cluster, as in a corpus without any: a draw at random."""
        return len(self.today.new_labels) == 1

    @property
    def best(self) -> Allocation:
        """Allocation that is worth most; "proportional" where no other is worth more."""
        worth = {each: self.worth(each) for each in ALLOCATIONS}
        return max(ALLOCATIONS, key=lambda each: -1.0 if np.isnan(worth[each]) else worth[each])

    @property
    def alike(self) -> bool:
        """Whether all give the clusters the same numbers of labels."""
        first, *others = (each.new_labels for each in self.by_allocation.values())
        return all(np.array_equal(first, other) for other in others)

    @property
    def only_proportional(self) -> bool:
        """Whether clusters are too impure for anything but proportional drawing to help."""
        return not self.alike and not self.worth(self.best) >= WORTH_RECOMMENDING


def make_pilot(labelled: LabelledCorpus, unlabelled: Corpus, strata: Strata) -> Pilot:
    """Estimate what lies in the clusters from the labels there are.

    Parameters
    ----------
    labelled : LabelledCorpus
    unlabelled : Corpus
    strata : Strata
        Of the two.

    Returns
    -------
    Pilot
    """
    known = strata.cluster_of_label != OUTSIDE
    class_labels = np.zeros((len(strata.clusters), labelled.n_classes), dtype=np.int64)
    np.add.at(class_labels, (strata.cluster_of_label[known], labelled.codes[known]), 1)
    corpus = stratified_share(strata, label_moments(strata, labelled)).share
    return Pilot(
        strata=strata,
        free=free_texts(labelled, unlabelled, strata),
        support=labelled.support,
        cluster_shares=estimate_cluster_shares(class_labels, corpus),
    )


def outlook(pilot: Pilot, new_labels: Counts) -> Outlook:
    """Compute what new labels would do.

    Parameters
    ----------
    pilot : Pilot
    new_labels : ndarray of int, shape (n_clusters,)

    Returns
    -------
    Outlook

    Notes
    -----
    New labels are expected to fall as the smoothed shares of their clusters say; a cluster
    without labels is taken to be like the corpus. Intervals are those of `stratified_share` for
    the labels and the variances within strata that are to be expected.
    """
    strata, shares = with_more_labels(pilot.strata, new_labels), pilot.cluster_shares.shares
    moments = _expected_moments(strata, shares)
    return Outlook(
        new_labels=new_labels,
        expected=pilot.support + new_labels @ shares,
        frequencies=stratified_share(strata, moments),
        variance=variance_weights(strata) @ moments.label_variance,
    )


def compare_allocations(pilot: Pilot, n_labels: int, *, floor: int = 0) -> Outlooks:
    """Compute what each allocation would do.

    Parameters
    ----------
    pilot : Pilot
    n_labels : int
        New labels.
    floor : int
        Fewest new labels of each cluster.

    Returns
    -------
    Outlooks

    Raises
    ------
    InputError
        If so many cannot be drawn.
    """
    return Outlooks(
        n_labels=n_labels,
        today=outlook(pilot, np.zeros(len(pilot.strata.clusters), dtype=np.int64)),
        by_allocation={
            each: outlook(pilot, allocate(each, pilot.clusters, n_labels, floor=floor))
            for each in ALLOCATIONS
        },
    )


def _expected_moments(strata: Strata, shares: Shares) -> Moments:
    """Moments of the classes within strata, each cluster counting as much as its documents."""
    weight = np.zeros((strata.n_strata, len(shares)))
    weight[strata.stratum_of_cluster, np.arange(len(shares))] = strata.cluster_sizes
    label = weight @ shares / strata.sizes[:, None]
    nothing = np.zeros_like(label)
    return Moments(label, label * (1 - label), nothing, nothing, nothing)
