"""Sentences on how common classes are; plain text, never markup."""

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.drawing import Drawing
from analysis.evaluation.wording import counted, percent
from analysis.sampling.coverage.strata import Strata
from analysis.sampling.frequencies.frequencies import Frequencies

NAMED = 3

_DRAWING: dict[Drawing, str] = {
    "proportional": "The labels were drawn at random or in proportion to the clusters: nothing "
    "has to be corrected, so the stratified shares hardly differ from those of the labels. The "
    "clusters make their intervals narrower where they tell classes apart.",
    "by-cluster": "The labels were drawn by cluster in other shares than the documents lie: the "
    "shares among the labels are not those of the corpus. The stratified ones are.",
    "by-class": "The labels were drawn by class: their numbers say nothing of how common a class "
    "is, and no estimate here can be trusted. Label a random sample, or bring your own figures.",
    "other": "How the labels were drawn is not known. The estimates hold only if chance drew the "
    "labelled documents, within each cluster where there are clusters.",
}


def drawing_sentence(drawing: Drawing) -> str:
    """What the drawing of the labels means for the estimates.

    Parameters
    ----------
    drawing : {"proportional", "by-cluster", "by-class", "other"}

    Returns
    -------
    str
    """
    return _DRAWING[drawing]


def frequency_sentence(frequencies: Frequencies) -> str:
    """How common the most and the least common classes are.

    Parameters
    ----------
    frequencies : Frequencies

    Returns
    -------
    str
    """
    documents = _whole_documents(frequencies)
    if (documents == documents[0]).all():
        told, n = _documents(frequencies, 0), frequencies.n_documents
        each = counted(len(documents), "class has", "classes are equally common: each has")
        return f"{each} about {told} of {n:,} documents."
    return f"{_most_common(frequencies)}; {_rarest(frequencies)}."


def class_sentence(frequencies: Frequencies, code: int) -> str:
    """What each source says of one class.

    Parameters
    ----------
    frequencies : Frequencies
    code : int

    Returns
    -------
    str
    """
    name, n = frequencies.classes[code], frequencies.n_documents
    source = "the labels say" if frequencies.model_based is None else "labels and model say"
    said = f"{name}: {source} {_documents(frequencies, code)} of {n:,} documents"
    if frequencies.own is not None and not np.isnan(frequencies.own[code]):
        own = frequencies.own[code] * n
        said += f"; your own figure is {own:,.0f}"
        if frequencies.own_differs is not None and frequencies.own_differs[code]:
            said += ", which chance does not explain"
    return f"{said}."


def model_sentence(frequencies: Frequencies, settings: str) -> str:
    """What the model adds, and how much it is trusted.

    Parameters
    ----------
    frequencies : Frequencies
    settings : str
        Describes the training.

    Returns
    -------
    str
        Empty where the corpus was not scored.
    """
    model = frequencies.model_based
    if model is None:
        return ""
    gains = model.difference.n_effective / frequencies.stratified.n_effective - 1
    most = int(np.argmax(gains))
    worth = f"worth {percent(max(0.0, float(np.median(gains))))} more labels for the median class"
    helped = f"{percent(max(0.0, float(gains[most])))} for {frequencies.classes[most]}"
    return (
        f"Labels and model: the plain fit ({settings}), whatever the Balance switch shows, scored "
        f"all {frequencies.n_documents:,} documents, weighs {model.weight:.2f}, and is {worth}, "
        f"{helped}."
    )


def without_label_sentence(strata: Strata) -> str:
    """Which clusters have no label, and how much of the corpus they hold.

    Parameters
    ----------
    strata : Strata

    Returns
    -------
    str
        Empty where every cluster has a label.
    """
    empty = strata.without_label
    if not len(empty):
        return ""
    names = ", ".join(str(strata.clusters[i]) or "no cluster" for i in empty[:NAMED])
    more = f" and {len(empty) - NAMED:,} more" if len(empty) > NAMED else ""
    are = "has" if len(empty) == 1 else "have"
    return (
        f"{counted(len(empty), 'cluster')} with {percent(strata.share_without_label)} of the "
        f"documents {are} no label: {names}{more}. What lies there is taken to be like the other "
        "clusters with hardly a label; no interval covers that."
    )


def strata_sentence(strata: Strata, *, chances_known: bool = False) -> str:
    """How many strata there are, and which labels are left out.

    Parameters
    ----------
    strata : Strata
    chances_known : bool
        Whether labels weigh by the chances with which they were drawn.

    Returns
    -------
    str
    """
    weighed = ", each weighed by the chance it was drawn with" if chances_known else ""
    if len(strata.clusters) == 1:
        return (
            f"The corpus has no clusters: the stratified shares are those of the labels{weighed}."
        )
    n_strata = counted(strata.n_strata, "stratum", "strata")
    said = f"{counted(len(strata.clusters), 'cluster')} in {n_strata}"
    if strata.n_collapsed:
        said += f"; {strata.n_collapsed:,} of them share one for lack of labels"
    if strata.n_outside:
        said += (
            f". {counted(strata.n_outside, 'label')} in clusters that the corpus does not have "
            "count only among the labels"
        )
    return f"{said}. Each label weighs by the chance it was drawn with." if weighed else f"{said}."


def disagreement_sentence(frequencies: Frequencies) -> str:
    """How many classes have estimates that differ beyond chance.

    Parameters
    ----------
    frequencies : Frequencies

    Returns
    -------
    str
        Empty where there are none.
    """
    n = sum(bool(text) for text in frequencies.disagreements())
    if not n:
        return ""
    have = "has" if n == 1 else "have"
    return (
        f"{counted(n, 'class', 'classes')} {have} estimates that differ by more than chance "
        f"explains, corrected for comparing {len(frequencies.classes):,} classes: look at the "
        "column Disagreement before you use any of them."
    )


def _most_common(frequencies: Frequencies) -> str:
    """The most common class, or one of those that are equally common to the document."""
    documents = _whole_documents(frequencies)
    n_most, most = int((documents == documents.max()).sum()), int(documents.argmax())
    name, told = frequencies.classes[most], _documents(frequencies, most)
    share, n = percent(frequencies.best.share[most]), frequencies.n_documents
    if n_most > 1:
        return (
            f"{n_most:,} classes are equally common, {name} one of them, each with about {told} "
            f"of {n:,} documents ({share})"
        )
    return f"About {told} of {n:,} documents are {name} ({share})"


def _rarest(frequencies: Frequencies) -> str:
    """The least common class, or one of those that are equally rare to the document."""
    documents = _whole_documents(frequencies)
    rarest = np.flatnonzero(documents == documents.min())
    least = int(rarest[-1])
    name, told = frequencies.classes[least], _documents(frequencies, least)
    if len(rarest) > 1:
        return (
            f"{len(rarest):,} classes are equally rare, {name} one of them, each with about {told}"
        )
    return f"the rarest class, {name}, has about {told}"


def _whole_documents(frequencies: Frequencies) -> NDArray[np.float64]:
    """Documents of each class, as they are told."""
    return np.rint(frequencies.best.share * frequencies.n_documents)


def _documents(frequencies: Frequencies, code: int) -> str:
    best, n = frequencies.best, frequencies.n_documents
    share, low, high = (float(values[code]) * n for values in (best.share, best.low, best.high))
    return f"{share:,.0f} ({low:,.0f} to {high:,.0f})"
