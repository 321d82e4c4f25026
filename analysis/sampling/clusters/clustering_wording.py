"""Sentences on clusters made here; plain text, never markup."""

from analysis.corpus.drawing import Drawing
from analysis.evaluation.wording import counted, percent
from analysis.sampling.clusters.clustering import NO_SHARED_WORD, Clustering
from analysis.sampling.clusters.random_starts import SeedAgreement

_NOT_DRAWN_BY: dict[Drawing, str] = {
    "proportional": "Labels drawn at random, or in proportion to other clusters, follow their "
    "sizes all the same, but for chance: too few labels in one show what the drawing passed by.",
    "by-cluster": "The labels were drawn by other clusters in other shares, so that they need not "
    "follow these.",
    "by-class": "The labels were drawn by class, so that they need not follow these.",
    "other": "Where labels do not follow them, the drawing preferred some documents to others.",
}
_WEIGHED_BY: dict[Drawing, str] = {
    "by-cluster": " They do not mend that the labels were drawn by other clusters in other "
    "shares: if those came with the corpus, go back to them on the page Coverage.",
}
# Above the first, hardly a document changes its cluster; below the second, most do.
_ALIKE, _UNALIKE = 0.8, 0.4


def clustering_sentence(clustering: Clustering) -> str:
    """How many clusters there are, and what lies in none.

    Parameters
    ----------
    clustering : Clustering

    Returns
    -------
    str
    """
    n_documents = len(clustering.cluster_of_document)
    n_alone = int((clustering.cluster_of_document == NO_SHARED_WORD).sum())
    said = (
        f"{counted(n_documents - n_alone, 'document')} in "
        f"{counted(clustering.n_clusters, 'cluster')} by the words they share "
        f"(tf-idf reduced to directions that hold {percent(clustering.explained)} of it, "
        "spherical k-means)."
    )
    if not n_alone:
        return said
    share = "shares" if n_alone == 1 else "share"
    return f"{said} {counted(n_alone, 'document')} {share} no word with another text."


def agreement_sentence(agreement: SeedAgreement) -> str:
    """Whether another seed would have led to the same clusters.

    Parameters
    ----------
    agreement : SeedAgreement

    Returns
    -------
    str
    """
    if agreement.adjusted_rand >= _ALIKE:
        said = "Other seeds lead to nearly the same clusters"
    elif agreement.adjusted_rand >= _UNALIKE:
        said = "Other seeds lead to clusters that are alike, but not the same"
    else:
        said = "Other seeds lead to other clusters: do not read much into a single one"
    return (
        f"{said}: adjusted Rand {agreement.adjusted_rand:.2f}, adjusted mutual information "
        f"{agreement.adjusted_mutual_information:.2f} (1: the same, 0: as by chance; "
        f"{agreement.n_seeds} seeds, {counted(agreement.n_texts, 'text')})."
    )


def not_drawn_by_sentence(n_clusters: int, seed: int, drawing: Drawing) -> str:
    """What labels against documents say where the clusters came after the labels.

    Parameters
    ----------
    n_clusters, seed : int
        By which the clusters were made.
    drawing : {"proportional", "by-cluster", "by-class", "other"}
        How the labels were drawn.

    Returns
    -------
    str
    """
    these = "This cluster was" if n_clusters == 1 else f"These {n_clusters:,} clusters were"
    return (
        f"{these} made here (seed {seed}) after the labels were drawn, which were therefore not "
        f"drawn by them. {_NOT_DRAWN_BY[drawing]}"
    )


def post_stratification_sentence(drawing: Drawing) -> str:
    """What weighing by clusters is where they came after the labels.

    Parameters
    ----------
    drawing : {"proportional", "by-cluster", "by-class", "other"}
        How the labels were drawn.

    Returns
    -------
    str
    """
    return (
        "Post-stratification: the clusters were made here after the labels were drawn, and how "
        "many labels fell into each was itself by chance; the intervals count that in."
        f"{_WEIGHED_BY.get(drawing, '')}"
    )
