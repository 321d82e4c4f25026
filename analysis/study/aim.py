"""What an analyst is after, guessed from the labels until they say so."""

from dataclasses import dataclass

import numpy as np

from analysis.corpus.corpus import LabelledCorpus
from analysis.study.study import Aim

# Below this many labels, a class says more about its words than a decision can be trusted.
FEW_LABELS = 30


@dataclass(frozen=True)
class AimGuess:
    """An aim and why it was guessed.

    Parameters
    ----------
    aim : {"classify", "explore"}
    reason : str
        Plain text.
    """

    aim: Aim
    reason: str


def guess_aim(labelled: LabelledCorpus) -> AimGuess:
    """Guess whether the labels are there to decide by or to learn from.

    Parameters
    ----------
    labelled : LabelledCorpus

    Returns
    -------
    AimGuess
        To explore where half of the classes have fewer than 30 labels, else to classify.
    """
    median = float(np.median(labelled.support))
    few = median < FEW_LABELS
    return AimGuess(
        "explore" if few else "classify",
        f"half of the {labelled.n_classes} classes have {'at most' if few else 'at least'} "
        f"{median:g} {'label' if median == 1 else 'labels'}",
    )
