"""Identical texts under different labels: errors that nobody who reads only the text can avoid."""

from dataclasses import dataclass

import numpy as np

from analysis.corpus.corpus import LabelledCorpus


@dataclass(frozen=True)
class LabelConflicts:
    """Documents with an identical text, and how their labels disagree.

    Parameters
    ----------
    floor : float
        Share of all documents that even the best decision for each text gets wrong.
    n_repeated : int
        Documents whose text occurs more than once; the floor can only come from them.
    n_conflicting_texts : int
        Different texts that bear more than one label.
    """

    floor: float
    n_repeated: int
    n_conflicting_texts: int


def label_conflicts(corpus: LabelledCorpus) -> LabelConflicts:
    """Count what is lost where identical texts bear different labels.

    Parameters
    ----------
    corpus : LabelledCorpus

    Returns
    -------
    LabelConflicts
    """
    groups, k = corpus.identical_groups, corpus.n_classes
    cells, counts = np.unique(groups * k + corpus.codes, return_counts=True)
    group_of_cell = cells // k
    most = np.zeros(int(groups.max()) + 1, dtype=np.int64)
    np.maximum.at(most, group_of_cell, counts)
    sizes, labels = np.bincount(groups), np.bincount(group_of_cell)
    return LabelConflicts(
        floor=float((sizes - most).sum() / len(groups)),
        n_repeated=int(sizes[sizes > 1].sum()),
        n_conflicting_texts=int((labels > 1).sum()),
    )
