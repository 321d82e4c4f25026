"""Sentences about the map; plain text, never markup."""

import math

import pandas as pd

from analysis.evaluation.wording import counted, percent
from analysis.sampling.map.mapped import MappedCorpus, Togetherness
from analysis.sampling.map.projection import Projection
from analysis.sampling.map.umap_layout import PLACING_NEIGHBOURS

# With fewer texts a class's share says too little to be named.
LEAST_TEXTS = 20


def map_sentence(mapped: MappedCorpus, together: Togetherness) -> str:
    """How far documents of one class lie together.

    Parameters
    ----------
    mapped : MappedCorpus
    together : Togetherness

    Returns
    -------
    str
    """
    shown = f"{counted(mapped.corpus.n_documents, 'document')} on the map"
    if math.isnan(together.share):
        return f"{shown}, too few with a label to say how they lie."
    sentence = (
        f"{shown}: of the labelled ones, {percent(together.share)} lie next to one of their own "
        f"class, where {percent(together.by_chance)} would by chance"
    )
    return f"{sentence}{_extremes(mapped, together)}."


def _extremes(mapped: MappedCorpus, together: Togetherness) -> str:
    """The class that lies together best, and the one that is most scattered."""
    known = [k for k, n in enumerate(together.n) if n >= LEAST_TEXTS]
    if len(known) < 2:
        return ""
    shares = {k: together.same[k] / together.n[k] for k in known}
    best, worst = max(known, key=shares.__getitem__), min(known, key=shares.__getitem__)
    names = mapped.labelled.classes
    return (
        f". {names[best]} lies together best ({percent(shares[best])}), "
        f"{names[worst]} is scattered most ({percent(shares[worst])})"
    )


def components_sentence(projection: Projection) -> str:
    """What the layout by components is, and what it cannot show.

    Parameters
    ----------
    projection : Projection

    Returns
    -------
    str
    """
    return (
        "Places are the first two principal components of tf-idf reduced to 100 directions: the "
        "broad contrasts, with much that differs in other words lying on top of each other."
        f"{_without_words(projection)}"
    )


def umap_sentence(projection: Projection, n_clusters: int) -> str:
    """What the layout by neighbours is, and on how many texts it was fitted.

    Parameters
    ----------
    projection : Projection
    n_clusters : int
        Clusters that the sample holds in proportion; 0 without clusters.

    Returns
    -------
    str
    """
    n, fitted = projection.n_texts, projection.n_fitted
    rest = _without_words(projection)
    about = "Distances between groups that lie far apart mean little."
    if fitted == n:
        return f"Laid out by UMAP of all {counted(n, 'different text')}. {about}{rest}"
    drawn = f" in proportion from {n_clusters:,} clusters" if n_clusters else " at random"
    return (
        f"UMAP was fitted on {fitted:,} of {n:,} different texts, drawn{drawn}; each of the other "
        f"{n - fitted:,} lies at the weighted mean of its {PLACING_NEIGHBOURS} nearest among them, "
        f"by the cosine of their words. {about}{rest}"
    )


def spread_sentence() -> str:
    """How identical documents are drawn.

    Returns
    -------
    str
    """
    return "Identical documents lie in one place, spread a little so that their number shows."


def region_sentence(mapped: MappedCorpus, n_inside: int, classes: pd.DataFrame) -> str:
    """What lies in a region drawn around.

    Parameters
    ----------
    mapped : MappedCorpus
    n_inside : int
        Documents in it.
    classes : DataFrame
        From `region_classes`.

    Returns
    -------
    str
    """
    n = mapped.corpus.n_documents
    sentence = f"The region holds {counted(n_inside, 'document')} ({percent(n_inside / n)})"
    labels = int(classes["labels"].sum())
    if labels == 0:
        return f"{sentence}, none with a label."
    first = classes.iloc[0]
    return (
        f"{sentence}, {labels:,} with a label: {percent(first['share'])} of them "
        f"({percent(first['share_low'])} to {percent(first['share_high'])}) are {first['class']}; "
        f"{counted(int((classes['labels'] > 0).sum()), 'class', 'classes')} in all."
    )


def highlighted_sentence(n_found: int, n_documents: int, what: str) -> str:
    """How many documents are highlighted, the others being grey.

    Parameters
    ----------
    n_found, n_documents : int
    what : str
        What they have in common, for instance "labelled bad".

    Returns
    -------
    str
    """
    return (
        f"Highlighted: {n_found:,} of {counted(n_documents, 'document')} "
        f"({percent(n_found / n_documents)}), {what}; the others are grey."
    )


def _without_words(projection: Projection) -> str:
    n = projection.n_without_words
    if n == 0:
        return ""
    lie, share = ("lies", "shares") if n == 1 else ("lie", "share")
    return f" {counted(n, 'document')} that {share} no word with another {lie} in the lower left."
