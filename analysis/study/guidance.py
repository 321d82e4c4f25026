"""What the aim means for what is being looked at."""

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


def guidance(aim: Aim, balance: Balance) -> str:
    """Say how to read what the switch shows.

    Parameters
    ----------
    aim : {"classify", "explore"}
    balance : {"off", "in the decision", "in the training"}

    Returns
    -------
    str
        A sentence.
    """
    return _AIM[aim, balance]
