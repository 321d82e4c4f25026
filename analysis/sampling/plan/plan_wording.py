"""Sentences on what to draw next; plain text, never markup."""

import numpy as np

from analysis.corpus.drawing import Drawing
from analysis.evaluation.wording import counted, percent
from analysis.sampling.plan.allocation import Allocation
from analysis.sampling.plan.outlook import FEW_LABELS, WORTH_RECOMMENDING, Outlook, Outlooks, Pilot

# Of an allocation, as it follows "drawn".
ALLOCATION_WORDS: dict[Allocation, str] = {
    "proportional": "in proportion to cluster size",
    "square-root": "by the square root of cluster size",
    "neyman": "by Neyman's allocation",
    "equal": "in equal numbers from each cluster",
}
# Where there is a single cluster, or none, all allocations are one.
AT_RANDOM = "at random from all documents"


def drawing_words(outlooks: Outlooks, allocation: Allocation) -> str:
    """How documents are drawn, as it follows "drawn".

    Parameters
    ----------
    outlooks : Outlooks
    allocation : {"proportional", "square-root", "neyman", "equal"}

    Returns
    -------
    str
    """
    return AT_RANDOM if outlooks.single else ALLOCATION_WORDS[allocation]


def plan_sentence(outlooks: Outlooks, allocation: Allocation) -> str:
    """What the labels would bring.

    Parameters
    ----------
    outlooks : Outlooks
    allocation : {"proportional", "square-root", "neyman", "equal"}

    Returns
    -------
    str
    """
    chosen, today = outlooks.by_allocation[allocation], outlooks.today
    return (
        f"With {counted(outlooks.n_labels, 'more label', 'more labels')} drawn "
        f"{drawing_words(outlooks, allocation)}, {_rare_classes(chosen, today)}, "
        "and half of the classes get a 95 % interval of their frequency no wider than "
        f"{_median_width(chosen)} of it ({_median_width(today)} today)."
    )


def purity_sentence(outlooks: Outlooks, pilot: Pilot) -> str:
    """Whether the clusters are pure enough for another drawing than in proportion.

    Parameters
    ----------
    outlooks : Outlooks
    pilot : Pilot

    Returns
    -------
    str
    """
    best, purity = outlooks.best, percent(pilot.purity)
    if outlooks.single:
        return (
            "There are no clusters to draw by: every document without a label has the same chance."
        )
    if outlooks.alike:
        return "Every allocation gives the clusters the same numbers of labels."
    if outlooks.only_proportional:
        return (
            "The clusters are too impure for anything but proportional drawing to help: about "
            f"{purity} of the documents belong to the main class of their cluster, and no other "
            f"allocation is expected to lower the errors of the frequencies as much as "
            f"{percent(WORTH_RECOMMENDING - 1)} more labels drawn in proportion would."
        )
    worth = outlooks.worth(best) * outlooks.n_labels
    return (
        f"About {purity} of the documents belong to the main class of their cluster. "
        f"{counted(outlooks.n_labels, 'label')} drawn {ALLOCATION_WORDS[best]} are expected to "
        "lower the errors of the frequencies, every class counting alike, as much as about "
        f"{_rounded(worth):,} drawn in proportion."
    )


def assumptions_sentence(pilot: Pilot) -> str:
    """What the expectations rest on.

    Parameters
    ----------
    pilot : Pilot

    Returns
    -------
    str
    """
    if len(pilot.strata.clusters) == 1:
        return "Expected from the class shares of the labels there are."
    said = (
        "Expected from the labels there are. The class shares of a cluster are drawn towards "
        "those of the corpus, which count for "
        f"{counted(_rounded(pilot.cluster_shares.concentration), 'label')} in each (the likeliest "
        "number, given how the labels differ between clusters). Neyman's allocation weighs the "
        "variance of each class by one over its share, so that a rare class counts as much as a "
        "common one. Worth: how many labels drawn in proportion lower the mean squared relative "
        "error of the frequencies as much as one of these."
    )
    n_empty = int((pilot.clusters.labels == 0).sum())
    if not n_empty:
        return said
    lie = "without any label is" if n_empty == 1 else "without any label are"
    return f"{said} {counted(n_empty, 'cluster')} {lie} taken to be like the corpus."


def old_labels_sentence(drawing: Drawing) -> str:
    """How far the expectation holds where the labels there are may not speak for the corpus.

    Parameters
    ----------
    drawing : {"proportional", "by-cluster", "by-class", "other"}
        How they were drawn.

    Returns
    -------
    str
        Empty where they were drawn at random within clusters.
    """
    if drawing in ("proportional", "by-cluster"):
        return ""
    return (
        "The labels there are were not drawn at random, as far as is known: what is expected holds "
        "only if they speak for the corpus. The new ones will, by themselves: the chance of each "
        "document is kept."
    )


def _rare_classes(chosen: Outlook, today: Outlook) -> str:
    """What becomes of classes with few labels, or of the rarer half where all have enough."""
    if today.n_few:
        return (
            f"{_few(chosen)} of {len(chosen.expected):,} classes "
            f"{'is' if chosen.n_few == 1 else 'are'} expected to stay under {FEW_LABELS} labels "
            f"({_few(today)} today)"
        )
    rarer = today.expected <= np.median(today.expected)
    return (
        f"the rarer half of the {len(rarer):,} classes is expected to have "
        f"{chosen.expected[rarer].mean():.1f} labels a class "
        f"({today.expected[rarer].mean():.1f} today)"
    )


def _few(outlook: Outlook) -> str:
    return "none" if outlook.n_few == 0 else f"{outlook.n_few:,}"


def _median_width(outlook: Outlook) -> str:
    return f"{100 * float(np.nanmedian(outlook.relative_widths)):.0f} %"


def _rounded(number: float) -> int:
    """Two significant figures, and no fraction."""
    return int(float(f"{number:.2g}"))
