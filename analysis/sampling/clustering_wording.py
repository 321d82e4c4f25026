"""Sentences on clusters made here; plain text, never markup."""

from analysis.evaluation.wording import counted, percent
from analysis.sampling.clustering import NO_SHARED_WORD, Clustering
from analysis.sampling.random_starts import SeedAgreement

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
