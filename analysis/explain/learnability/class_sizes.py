"""Classes in groups of about the same number of labels, whose figures are told together."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus

# Fewest labels of each group but the first.
BOUNDS = (10, 20, 50, 100, 300, 1000)


@dataclass(frozen=True, eq=False)
class SizeGroup:
    """Classes of about the same number of labels.

    Parameters
    ----------
    codes : ndarray of int, shape (n_members,)
    low, high : int
        Fewest and most labels of its classes.
    n_documents : int
        Labels of all of them.
    """

    codes: NDArray[np.intp]
    low: int
    high: int
    n_documents: int

    @property
    def name(self) -> str:
        """What to call it, for instance "63 classes of 10 to 19 labels"."""
        classes = "1 class" if len(self.codes) == 1 else f"{len(self.codes):,} classes"
        if self.low == self.high:
            return f"{classes} of {self.low:,} label{'' if self.low == 1 else 's'}"
        return f"{classes} of {self.low:,} to {self.high:,} labels"


def size_groups(corpus: LabelledCorpus) -> tuple[SizeGroup, ...]:
    """Group the classes of a corpus by their number of labels.

    Parameters
    ----------
    corpus : LabelledCorpus

    Returns
    -------
    tuple of SizeGroup
        From the rarest classes on; every class with labels is in one of them.
    """
    support = corpus.support
    number = np.searchsorted(BOUNDS, support, side="right")
    groups = []
    for each in np.unique(number[support > 0]):
        codes = np.flatnonzero((number == each) & (support > 0))
        sizes = support[codes]
        groups.append(SizeGroup(codes, int(sizes.min()), int(sizes.max()), int(sizes.sum())))
    return tuple(groups)
