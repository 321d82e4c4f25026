"""Figures on the labels drawn by chance, where a model chose others, or nobody knows.

No weights mend labels that were chosen. Those of a plan have the chance with which they were
drawn: scored by themselves and weighed by its inverse, they tell of the documents that bore no
label at the time, whatever the model was trained on.
"""

from dataclasses import dataclass

import numpy as np

from analysis.corpus.corpus import LabelledCorpus
from analysis.corpus.set_aside import part_of
from analysis.decision.settings import DecisionSettings
from analysis.evaluation.confirmation_wording import ConfirmedFigures, confirmed_figures
from analysis.evaluation.evaluate import evaluate, with_intervals
from analysis.evaluation.wording import by_weight, counted, figure
from analysis.model.crossfit import OutOfFold
from analysis.sampling.coverage.design_weights import effective_number, weights_by_probability

# Resamples of fewer documents differ too little from each other: their intervals are too narrow.
FEWEST_DRAWN = 30


@dataclass(frozen=True)
class DrawnPart:
    """What the labels drawn by chance say.

    Parameters
    ----------
    labels : int
        All there are.
    drawn : int
        Those of which the chance is known.
    figures : ConfirmedFigures or None
        None where those drawn are worth fewer than `FEWEST_DRAWN` of one weight.
    """

    labels: int
    drawn: int
    figures: ConfirmedFigures | None = None


def score_drawn_part(
    labelled: LabelledCorpus, out_of_fold: OutOfFold, settings: DecisionSettings
) -> DrawnPart:
    """Score the labels of which the chance to be drawn is known, by themselves.

    Parameters
    ----------
    labelled : LabelledCorpus
    out_of_fold : OutOfFold
        Of all its documents.
    settings : DecisionSettings

    Returns
    -------
    DrawnPart

    References
    ----------
    Horvitz, Thompson (1952), "A generalization of sampling without replacement from a finite
    universe".
    """
    chances = labelled.selection_probabilities
    known = np.zeros(labelled.n_documents, bool) if chances is None else ~np.isnan(chances)
    n_known = int(known.sum())
    if chances is None or not n_known:
        return DrawnPart(labelled.n_documents, 0)
    weights = weights_by_probability(chances[known])
    if effective_number(weights) < FEWEST_DRAWN:
        return DrawnPart(labelled.n_documents, n_known)
    part = part_of(labelled, known).with_weights(weights)
    scores = OutOfFold(
        out_of_fold.logits[known],
        out_of_fold.folds[known],
        out_of_fold.training_prior,
        out_of_fold.gaps,
    )
    evaluation = with_intervals(evaluate(part, scores, settings), part)
    return DrawnPart(labelled.n_documents, n_known, confirmed_figures(evaluation))


def drawn_part_sentence(part: DrawnPart, everything: ConfirmedFigures) -> str:
    """Say what the labels drawn by chance say, beside what all labels do.

    Parameters
    ----------
    part : DrawnPart
    everything : ConfirmedFigures
        On all labels.

    Returns
    -------
    str
        Plain text; empty where no chance is known.
    """
    if not part.drawn:
        return ""
    begin = f"Of {counted(part.labels, 'label')}, {part.drawn:,} were drawn with known chances"
    if part.figures is None:
        return f"{begin}: too few, by their weights, to be scored by themselves."
    found = part.figures
    weighed = by_weight(part.drawn, found.effective_documents)
    return (
        f"{begin}. On these alone{weighed}{weighed and ','} micro-F1 is {figure(found.micro_f1)} "
        f"and macro-F1 {figure(found.macro_f1)}; on all labels they are "
        f"{figure(everything.micro_f1)} and {figure(everything.macro_f1)}. The first hold for the "
        "documents that bore no label when these were drawn; the second for the labelled "
        "documents only."
    )
