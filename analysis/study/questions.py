"""What an analyst is asked about a study, and what the answers entail."""

from dataclasses import dataclass

from analysis.corpus.drawing import Drawing
from analysis.study.study import Aim


@dataclass(frozen=True)
class Answer:
    """One of the answers to a question.

    Parameters
    ----------
    words : str
        The answer itself.
    consequence : str
        What follows from it for what the figures say.
    """

    words: str
    consequence: str


DRAWING_ANSWERS: dict[Drawing, Answer] = {
    "proportional": Answer(
        "At random, or in proportion to cluster size",
        "The labels are a small picture of the corpus: learned class shares, frequencies and "
        "micro-F1 hold for all of it, without weighting.",
    ),
    "by-cluster": Answer(
        "By cluster, in other shares",
        "To describe the corpus, each label has to weigh as many documents as it was drawn from: "
        "every figure does so where the clusters or the selection probabilities are known, and "
        "Training settings let the fit do so too. Shifting the class shares would be wrong.",
    ),
    "by-class": Answer(
        "By class, so many of each",
        "Learned class shares are those of the drawing. Once the shares in the corpus are known, "
        "brought on the page Frequencies, figures are weighed by them and shifting to them in the "
        "decision is right; until then read figures class by class.",
    ),
    "other": Answer(
        "Chosen by a model, some other way, or unknown",
        "Neither a shift nor weights can make up for it. Figures describe the labelled documents "
        "alone; trust comparisons between classes less than words.",
    ),
}

AIM_ANSWERS: dict[Aim, Answer] = {
    "classify": Answer(
        "To classify documents of the same source",
        "Learned class shares belong in the decision. Begin with the classes as decided, "
        "Balance off, and switch it on to see what that would cost or gain.",
    ),
    "explore": Answer(
        "To learn which words speak for a class",
        "Learned class shares mask the words of a class. Begin with the vocabulary under the "
        "balanced refit, and with decisions by the words alone.",
    ),
}
