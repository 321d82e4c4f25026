"""Documents whose decision changes from one scenario to another."""

from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.evaluation.documents import NOT_DECIDED, documents_frame
from analysis.evaluation.evaluate import Evaluation

Flip = Literal["wrong → right", "right → wrong", "wrong → wrong"]
FLIPS: tuple[Flip, ...] = ("wrong → right", "right → wrong", "wrong → wrong")


def flipped_rows(
    corpus: LabelledCorpus, baseline: Evaluation, current: Evaluation, flip: Flip
) -> NDArray[np.intp]:
    """Find the documents that one kind of flip happens to.

    Parameters
    ----------
    corpus : LabelledCorpus
    baseline, current : Evaluation
        Of the corpus.
    flip : {"wrong → right", "right → wrong", "wrong → wrong"}
        Where nothing is decided, that counts as wrong.

    Returns
    -------
    ndarray of int
        Rows of the corpus, the surest current decision first.
    """
    before, after = baseline.decided == corpus.codes, current.decided == corpus.codes
    is_flip = {
        "wrong → right": ~before & after,
        "right → wrong": before & ~after,
        "wrong → wrong": ~before & ~after & (baseline.decided != current.decided),
    }[flip]
    rows = np.flatnonzero(is_flip)
    return rows[np.argsort(-current.posterior[rows], kind="stable")]


def flips_frame(
    corpus: LabelledCorpus, baseline: Evaluation, current: Evaluation, rows: NDArray[np.integer]
) -> pd.DataFrame:
    """Show documents with both decisions.

    Parameters
    ----------
    corpus : LabelledCorpus
    baseline, current : Evaluation
        Of the corpus.
    rows : ndarray of int, shape (n_rows,)

    Returns
    -------
    DataFrame
        The columns of `documents_frame` for the current scenario, and `before`, what the
        baseline decided, ahead of `decided`.
    """
    frame = documents_frame(corpus, current, rows)
    names = np.array([*corpus.classes, NOT_DECIDED], dtype=object)
    frame.insert(2, "before", names[baseline.decided[rows]])
    return frame
