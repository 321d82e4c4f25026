"""Sentences on how labels are weighed; plain text, never markup."""

from analysis.corpus.drawing import Drawing
from analysis.sampling.coverage.design_weights import Basis, Weighing

_NOTHING_KNOWN: dict[Drawing, str] = {
    "proportional": "The labels were drawn at random or in proportion to the clusters: nothing has "
    "to be corrected.",
    "by-cluster": "The labels were drawn by cluster in other shares than the documents lie, and "
    "nothing tells in which: the figures hold for the labelled documents only. Load the whole "
    "corpus with its clusters, or labels with their selection probabilities.",
    "by-class": "The labels were drawn by class: the learned shares, micro-F1 and log loss are "
    "those of the labels, not of the corpus. Bring the shares of the classes on the page "
    "Frequencies, and figures are weighed by them.",
    "other": "How the labels were drawn is not known, or a model chose them: no shift and no "
    "weights can make up for that. The figures hold for the labelled documents only; What if, "
    "Confirm scores those by themselves whose chance of being drawn is known.",
}
_WEIGHED: dict[Basis, str] = {
    "clusters": "The labels were drawn by cluster in other shares than the documents lie: in every "
    "figure a label weighs as many documents as it stands for in its cluster",
    "probabilities": "The labels were drawn with unequal chances: in every figure a label weighs "
    "by the chance it was drawn with",
    "classes": "The labels were drawn by class: in every figure a class weighs as its share of the "
    "corpus, by your own figures",
}
_SHIFT_WRONG = "a shift of the class shares would be wrong."


def weighing_sentence(
    drawing: Drawing, weighing: Weighing, n_labels: int, *, in_training: bool = False
) -> str:
    """What the drawing of the labels means for the figures.

    Parameters
    ----------
    drawing : {"proportional", "by-cluster", "by-class", "other"}
    weighing : Weighing
    n_labels : int
    in_training : bool
        Whether the model that is looked at was fitted with the weights.

    Returns
    -------
    str
    """
    if weighing.weights is None:
        return _NOTHING_KNOWN[drawing]
    return (
        f"{_WEIGHED[weighing.basis]}. So weighed, {n_labels:,} labels say as much as "
        f"{weighing.effective_labels:,.0f} of one weight. {_decide(weighing, in_training)}"
    )


def _decide(weighing: Weighing, in_training: bool) -> str:
    if weighing.basis == "classes":
        return "In the decision, a target prior of those shares is right."
    if in_training:
        return f"This training weighs them too; {_SHIFT_WRONG}"
    return f"The training can weigh them too (Training settings); {_SHIFT_WRONG}"
