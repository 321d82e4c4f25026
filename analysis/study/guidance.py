"""What the aim and the drawing of the labels mean for what is being looked at."""

from analysis.corpus.drawing import Drawing
from analysis.decision.scenario import Balance
from analysis.study.study import Aim

_AIM: dict[tuple[Aim, Balance], str] = {
    ("explore", "off"): "To learn which words speak for a class, balance in the training: "
    "learned class shares mask predictors.",
    ("explore", "in the decision"): "To read coefficients, balance in the training: here they "
    "are those of the plain fit.",
    ("explore", "in the training"): "Coefficients are what to read here; the posteriors are "
    "those of equally frequent classes, not of the corpus.",
    ("classify", "off"): "For documents of the same source, the learned class shares belong in "
    "the decision.",
    ("classify", "in the decision"): "For documents of the same source the learned class shares "
    "belong in the decision: keep this only if the figures say that it pays.",
    ("classify", "in the training"): "The posteriors are those of equally frequent classes, not "
    "of the corpus: balance in the training to read coefficients.",
}
_DRAWING: dict[Drawing, str] = {
    "proportional": "",
    "by-cluster": "The labels were drawn by cluster in other shares than the documents lie: the "
    "figures hold for the labelled documents, not for the whole corpus.",
    "by-class": "The labels were drawn by class: the learned shares, micro-F1 and log loss are "
    "those of the labels, not of the corpus.",
    "other": "How the labels were drawn is not known: the figures hold for the labelled "
    "documents only.",
}


def guidance(aim: Aim, drawing: Drawing, balance: Balance) -> str:
    """Say how to read what the switch shows.

    Parameters
    ----------
    aim : {"classify", "explore"}
    drawing : {"proportional", "by-cluster", "by-class", "other"}
    balance : {"off", "in the decision", "in the training"}

    Returns
    -------
    str
        One or two sentences. Labels drawn in proportion need no correction and no word.
    """
    return f"{_AIM[aim, balance]} {_DRAWING[drawing]}".strip()
