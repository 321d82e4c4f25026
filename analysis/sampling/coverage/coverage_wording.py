"""Sentences on labels against documents, cluster by cluster; plain text, never markup."""

from collections.abc import Sequence

from analysis.corpus.drawing import Drawing
from analysis.evaluation.wording import counted, percent
from analysis.sampling.clusters.agreement import Agreement
from analysis.sampling.coverage.coverage import Coverage
from analysis.sampling.coverage.unseen import Unseen

NAMED = 3

_CHANCES_HOLD: dict[Drawing, str] = {
    "proportional": "The labels were drawn at random or in proportion to the clusters: the "
    "chances below hold.",
    "by-cluster": "The labels were drawn by cluster in other shares: the chances below hold only "
    "for classes that are spread over all clusters.",
    "by-class": "The labels were drawn by class: nothing below holds for them. It says what as "
    "many labels drawn at random would give.",
    "other": "How the labels were drawn is not known: what is below holds only if they were drawn "
    "at random.",
}


def coverage_sentence(coverage: Coverage) -> str:
    """How many clusters got more or fewer labels than chance explains.

    Parameters
    ----------
    coverage : Coverage

    Returns
    -------
    str
    """
    n, total = coverage.n_clusters, int(coverage.labels.sum())
    if n == 1:
        return "All documents lie in one cluster: there is nothing to compare."
    few, many = coverage.too_few, coverage.too_many
    off = few | many
    drawn = f"{counted(total, 'label')} from {n:,} clusters"
    if not off.any():
        return f"Yes: {drawn} follow the documents; no cluster is off by more than chance explains."
    share = percent(float(coverage.shares[off].sum()))
    have = "has" if few.sum() == 1 else "have"
    return (
        f"Not everywhere: of {drawn}, {counted(int(few.sum()), 'cluster')} {have} too few labels "
        f"for chance to explain, and {int(many.sum()):,} too many. Together they hold {share} of "
        "the documents."
    )


def without_label_sentence(coverage: Coverage, words: Sequence[str]) -> str:
    """Which clusters got no label, and what lies in them.

    Parameters
    ----------
    coverage : Coverage
    words : sequence of str, n_clusters
        Names of the clusters by their words.

    Returns
    -------
    str
        Empty where every cluster has a label.
    """
    empty = coverage.without_label
    if not len(empty):
        return ""
    named = "; ".join(named_cluster(coverage, words, int(i)) for i in empty[:NAMED])
    more = f"; and {len(empty) - NAMED:,} more" if len(empty) > NAMED else ""
    share = percent(float(coverage.shares[empty].sum()))
    holding = f"{counted(len(empty), 'cluster')} holding {share} of the documents"
    return f"{holding} got no label: {named}{more}."


def named_cluster(coverage: Coverage, words: Sequence[str], position: int) -> str:
    """Name of a cluster with its words.

    Parameters
    ----------
    coverage : Coverage
    words : sequence of str, n_clusters
    position : int

    Returns
    -------
    str
    """
    name = str(coverage.clusters[position])
    return f"{name} ({words[position]})" if words[position] else name


def cluster_sentence(coverage: Coverage, words: Sequence[str], position: int) -> str:
    """What is known of one cluster.

    Parameters
    ----------
    coverage : Coverage
    words : sequence of str, n_clusters
    position : int

    Returns
    -------
    str
    """
    documents, labels = int(coverage.documents[position]), int(coverage.labels[position])
    chance = _chance(float(coverage.p_values[position]))
    said = (
        f"{named_cluster(coverage, words, position)}: {counted(documents, 'document')} "
        f"({percent(float(coverage.shares[position]))}), {counted(labels, 'label')} where drawing "
        f"in proportion gives {coverage.expected[position]:,.1f} ({chance})"
    )
    if not labels:
        return f"{said}."
    main = coverage.classes[int(coverage.main_class[position])]
    said += f". {percent(float(coverage.purity[position]))} of its labels are {main}"
    if coverage.reject_code not in (None, int(coverage.main_class[position])):
        reject = coverage.classes[int(coverage.reject_code or 0)]
        said += f", {percent(float(coverage.reject_share[position]))} {reject}"
    return f"{said}."


def agreement_sentence(agreement: Agreement) -> str:
    """How far clusters are from classes.

    Parameters
    ----------
    agreement : Agreement

    Returns
    -------
    str
    """
    return (
        "Clusters are no classes. Among the labels: homogeneity "
        f"{agreement.homogeneity:.2f} (1: a cluster holds one class), completeness "
        f"{agreement.completeness:.2f} (1: a class lies in one cluster), adjusted mutual "
        f"information {agreement.adjusted_mutual_information:.2f} (0: independent)."
    )


def band_sentence(coverage: Coverage) -> str:
    """How the band of the figure and the p-values are made, and what is left out.

    Parameters
    ----------
    coverage : Coverage

    Returns
    -------
    str
    """
    law = "hypergeometric" if coverage.from_corpus else "binomial"
    said = (
        f"Line: labels in proportion to documents. Band: what chance explains, 95 % for all "
        f"{coverage.n_clusters:,} clusters together (exact {law} test, Bonferroni)."
    )
    if not coverage.n_outside:
        return said
    lie = "lies" if coverage.n_outside == 1 else "lie"
    return f"{said} {counted(coverage.n_outside, 'label')} {lie} in no cluster of the corpus."


def unseen_sentence(unseen: Unseen) -> str:
    """What the labels can tell of classes that they do not hold.

    Parameters
    ----------
    unseen : Unseen

    Returns
    -------
    str
    """
    if not unseen.can_tell:
        return (
            "Whether classes are missing, these labels cannot tell: no class has a single label, "
            "as happens where the smallest were left out or joined. A single class absent from "
            f"{counted(unseen.n_labels, 'label')} is below about "
            f"{_fine_percent(unseen.largest_share_missed)} of the documents."
        )
    singletons = counted(unseen.singletons, "class has", "classes have")
    return (
        f"{singletons} a single label: about {_fine_percent(1 - unseen.coverage)} of the documents "
        "belong to classes that no label names (Good-Turing), and there are at least about "
        f"{unseen.least_classes:,.0f} classes, of which {unseen.n_classes:,} were seen (Chao1)."
    )


def chances_hold_sentence(drawing: Drawing) -> str:
    """Whether chances of labels drawn at random hold for these labels.

    Parameters
    ----------
    drawing : {"proportional", "by-cluster", "by-class", "other"}

    Returns
    -------
    str
    """
    return _CHANCES_HOLD[drawing]


def _chance(p_value: float) -> str:
    return "p below 0.001" if p_value < 0.001 else f"p {p_value:.3f}"


def _fine_percent(share: float) -> str:
    return f"{100 * share:.2g} %"
