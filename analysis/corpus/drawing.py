"""How the labels were drawn: what the counts per cluster and per class say of it."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import chi2

from analysis.corpus.corpus import Corpus, LabelledCorpus, TextArray
from analysis.corpus.findings import Finding, first_offenders, plural
from analysis.corpus.overlap import overlap

Drawing = Literal["proportional", "by-cluster", "by-class", "other"]
DRAWINGS: tuple[Drawing, ...] = ("proportional", "by-cluster", "by-class", "other")

# Cohen's "small" effect. A significant deviation alone says little: with 33,000 labels,
# rounding the number to draw per cluster is significant.
SMALL_EFFECT = 0.1
_SIGNIFICANT = 0.01
_LEAST_EXPECTED = 5  # Cochran's rule
# Share of the labelled documents whose cluster must be one of the unlabelled corpus.
_KNOWN_CLUSTERS = 0.95
_FAR_OFF = 3
_EQUAL_CLASSES = 0.9
_EQUAL_SUPPORT = 0.05


@dataclass(frozen=True)
class DrawingGuess:
    """A guess at how the labels were drawn.

    Parameters
    ----------
    drawing : {"proportional", "by-cluster", "by-class", "other"}
        At random or in proportion to the cluster sizes; by cluster in other shares; so many
        of each class; any other way, or not to be told.
    reason : str
        What speaks for it, in a sentence.
    """

    drawing: Drawing
    reason: str


@dataclass(frozen=True, eq=False)
class ClusterFit:
    """How well the labels follow the sizes of the clusters.

    Parameters
    ----------
    clusters : ndarray of str, shape (n_clusters,)
        Names.
    labels : ndarray of int, shape (n_clusters,)
        Labels in each cluster.
    expected : ndarray of float, shape (n_clusters,)
        Labels in proportion to the cluster's size.
    p_value : float
        Of Pearson's chi-squared test.
    effect : float
        Cohen's w, less what chance alone adds to it.
    """

    clusters: TextArray
    labels: NDArray[np.int64]
    expected: NDArray[np.float64]
    p_value: float
    effect: float

    @property
    def follows(self) -> bool:
        """Whether no deviation worth speaking of was found."""
        return not (self.p_value < _SIGNIFICANT and self.effect > SMALL_EFFECT)


def guess_drawing(labelled: LabelledCorpus, unlabelled: Corpus | None) -> DrawingGuess:
    """Guess how the labels were drawn, to be confirmed by the analyst.

    Parameters
    ----------
    labelled : LabelledCorpus
    unlabelled : Corpus or None

    Returns
    -------
    DrawingGuess

    Notes
    -----
    Labels that follow the cluster sizes count as drawn in proportion to them; they may also
    have been drawn at random, which asks for the same treatment. If they do not, nine classes
    in ten with the same number of labels, within 5 %, speak for a drawing by class. What is
    left was drawn by cluster in other shares, or chosen by a model: counts cannot tell.
    """
    fit = cluster_fit(labelled, unlabelled)
    if fit is not None and fit.follows:
        return DrawingGuess("proportional", f"The labels follow the cluster sizes{_figures(fit)}.")
    if _equal_classes(labelled.support):
        common = int(np.median(labelled.support))
        reason = f"Nearly every class has {common:,} {plural(common, 'label', 'labels')}."
        return DrawingGuess("by-class", reason)
    if fit is not None:
        reason = f"The labels do not follow the cluster sizes{_figures(fit)}."
        return DrawingGuess("by-cluster", reason)
    return DrawingGuess("other", f"Cannot tell: {_what_is_missing(unlabelled)}.")


def cluster_fit(labelled: Corpus, unlabelled: Corpus | None) -> ClusterFit | None:
    """Compare the labels in each cluster with its size.

    Parameters
    ----------
    labelled : Corpus
        Without clusters of its own, its documents are looked up in the unlabelled corpus.
    unlabelled : Corpus or None

    Returns
    -------
    ClusterFit or None
        None if there are no clusters, fewer than two to compare, or more than one labelled
        document in twenty lies in another.

    Notes
    -----
    Pearson's chi-squared statistic over clusters with at least five expected labels; the
    smaller ones count together as one. Its expectation under proportional drawing, the number
    of degrees of freedom, is taken off before it becomes Cohen's w = sqrt(chi2 / n): else 1,000
    labels from 200 clusters would show w = 0.45 by chance alone.
    """
    if unlabelled is None or unlabelled.clusters is None:
        return None
    sizes = pd.Series(unlabelled.clusters[unlabelled.clusters != ""], dtype=object).value_counts()
    drawn = pd.Series(_clusters_of_labelled(labelled, unlabelled), dtype=object)
    known = drawn[drawn.isin(sizes.index)]
    if len(known) < max(1, _KNOWN_CLUSTERS * len(drawn)):
        return None
    counts = known.value_counts().reindex(sizes.index, fill_value=0)
    labels = np.asarray(counts, dtype=np.int64)
    expected = sizes.to_numpy() * (labels.sum() / sizes.sum())
    p_value, effect = _chi_squared(labels, expected)
    if np.isnan(p_value):
        return None
    return ClusterFit(sizes.index.to_numpy(), labels, expected, p_value, effect)


def uneven_drawing(labelled: Corpus, unlabelled: Corpus) -> Finding | None:
    """Report labels that do not follow the cluster sizes.

    Parameters
    ----------
    labelled, unlabelled : Corpus

    Returns
    -------
    Finding or None
    """
    fit = cluster_fit(labelled, unlabelled)
    if fit is None or fit.follows:
        return None
    deviation = np.abs(fit.labels - fit.expected) / np.sqrt(fit.expected)
    n_off = int((deviation > _FAR_OFF).sum())
    return Finding(
        code="uneven-drawing",
        severity="warning",
        message=f"The labels do not follow the cluster sizes{_figures(fit)}; "
        f"{n_off:,} {plural(n_off, 'cluster is', 'clusters are')} off by more "
        f"than {_FAR_OFF} standard deviations.",
        remedy="Say how the labels were drawn: frequencies and priors depend on it.",
        count=n_off,
        offenders=first_offenders(
            f"{fit.clusters[i]}: {fit.labels[i]:,} labels, {fit.expected[i]:,.0f} expected"
            for i in np.argsort(-deviation, kind="stable")
        ),
    )


def _clusters_of_labelled(labelled: Corpus, unlabelled: Corpus) -> TextArray:
    """Return the clusters of the labelled documents that lie in one."""
    if labelled.clusters is not None:
        return labelled.clusters[labelled.clusters != ""]
    rows = overlap(labelled, unlabelled)
    assert unlabelled.clusters is not None
    found = unlabelled.clusters[rows[rows >= 0]]
    return found[found != ""]


def _chi_squared(labels: NDArray[np.int64], expected: NDArray[np.float64]) -> tuple[float, float]:
    """Return the p-value and the effect; nan with fewer than two clusters to compare."""
    small = expected < _LEAST_EXPECTED
    observed = np.append(labels[~small], labels[small].sum())
    wanted = np.append(expected[~small], expected[small].sum())
    used = wanted > 0
    statistic = float(((observed - wanted)[used] ** 2 / wanted[used]).sum())
    degrees = int(used.sum()) - 1
    if degrees < 1:
        return float("nan"), float("nan")
    excess = max(0.0, statistic - degrees)
    return float(chi2.sf(statistic, degrees)), float(np.sqrt(excess / labels.sum()))


def _equal_classes(support: NDArray[np.int64]) -> bool:
    median = np.median(support)
    alike = np.abs(support - median) <= _EQUAL_SUPPORT * median
    return bool(len(support) > 2 and alike.mean() >= _EQUAL_CLASSES)


def _figures(fit: ClusterFit) -> str:
    n_clusters = f"{len(fit.clusters):,} clusters"
    return f" ({n_clusters}; Cohen's w {fit.effect:.2f}, p {_rounded(fit.p_value)})"


def _rounded(p_value: float) -> str:
    return "below 0.001" if p_value < 0.001 else f"{p_value:.3f}"


def _what_is_missing(unlabelled: Corpus | None) -> str:
    if unlabelled is None:
        return "the sizes of the clusters come with the unlabelled corpus, which is not there"
    if unlabelled.clusters is None:
        return "the unlabelled corpus has no clusters"
    return "too few of the labelled documents lie in its clusters"
