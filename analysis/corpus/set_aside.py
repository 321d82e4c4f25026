"""Documents set aside: kept out of everything until a choice is to be confirmed on them."""

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.errors import InputError

FEWEST_IN, MOST_IN = 3, 20
# A class that is left with one text cannot be scored out of fold.
_FEWEST_LEFT = 2


@dataclass(frozen=True)
class SetAside:
    """Which labelled documents are set aside.

    Parameters
    ----------
    one_in : int
        One in so many texts, 3 to 20.
    seed : int
    """

    one_in: int
    seed: int = 0

    def __post_init__(self) -> None:
        if not FEWEST_IN <= self.one_in <= MOST_IN:
            raise InputError(
                f"documents set aside: one in {self.one_in} is not allowed. Give a whole number "
                f"from {FEWEST_IN} to {MOST_IN}; 5 sets aside a fifth."
            )


def part_of(corpus: LabelledCorpus, rows: NDArray[np.bool_]) -> LabelledCorpus:
    """Return some documents of a corpus as a corpus of its own.

    Parameters
    ----------
    corpus : LabelledCorpus
    rows : ndarray of bool, shape (n_documents,)

    Returns
    -------
    LabelledCorpus
        With all the classes, and a fingerprint of its own.
    """
    columns = {field.name: getattr(corpus, field.name) for field in fields(corpus)}
    kept: dict[str, Any] = {
        name: column[rows] for name, column in columns.items() if isinstance(column, np.ndarray)
    }
    part = replace(corpus, **kept)
    # Another fingerprint is made from the content with everything that changes it.
    return part.with_reject_class(corpus.reject_class)


def rows_set_aside(corpus: LabelledCorpus, which: SetAside) -> NDArray[np.bool_]:
    """Choose documents by chance, class by class, identical texts together.

    Parameters
    ----------
    corpus : LabelledCorpus
    which : SetAside

    Returns
    -------
    ndarray of bool, shape (n_documents,)
        Of each class one text in `which.one_in`, as near as can be; at least two texts of each
        class are left, or all it has.
    """
    groups, first = np.unique(corpus.identical_groups, return_index=True)
    codes = corpus.codes[first]
    chance = np.random.default_rng(which.seed).permutation(len(groups))
    order = np.lexsort((chance, codes))
    aside = np.zeros(len(groups), dtype=bool)
    # The count goes on from class to class, so that of small classes as well one text in so many
    # is set aside.
    aside[order[which.seed % which.one_in :: which.one_in]] = True
    left = np.bincount(codes[~aside], minlength=corpus.n_classes)
    aside &= left[codes] >= _FEWEST_LEFT
    return aside[corpus.identical_groups]
