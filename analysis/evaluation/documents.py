"""Labelled documents with what was decided for them."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.evaluation.evaluate import Evaluation

NOT_DECIDED = "(not decided)"


def documents_frame(
    corpus: LabelledCorpus, evaluation: Evaluation, rows: NDArray[np.integer]
) -> pd.DataFrame:
    """Show documents with their label, the decision and how sure it was.

    Parameters
    ----------
    corpus : LabelledCorpus
    evaluation : Evaluation
        Of the corpus.
    rows : ndarray of int, shape (n_rows,)
        The documents wanted.

    Returns
    -------
    DataFrame
        Columns `text`, `label`, `decided`, `posterior` (of the class decided), `right`, and
        `id` and `cluster` where the corpus has them; in the order of `rows`.
    """
    # One name more for `ABSTAINED`, which is -1 and so finds the last of them.
    classes = np.array([*corpus.classes, NOT_DECIDED], dtype=object)
    codes, decided = corpus.codes[rows], evaluation.decided[rows]
    frame = pd.DataFrame(
        {
            "text": corpus.texts[rows],
            "label": classes[codes],
            "decided": classes[decided],
            "posterior": evaluation.posterior[rows],
            "right": codes == decided,
        }
    )
    optional = {"id": corpus.ids, "cluster": corpus.clusters}
    return frame.assign(**{k: values[rows] for k, values in optional.items() if values is not None})


def rows_between(
    corpus: LabelledCorpus,
    evaluation: Evaluation,
    label: int | None = None,
    decided: int | None = None,
) -> NDArray[np.intp]:
    """Find the documents of a class, those decided for one, or both.

    Parameters
    ----------
    corpus : LabelledCorpus
    evaluation : Evaluation
        Of the corpus.
    label, decided : int, optional
        Codes; None stands for any class.

    Returns
    -------
    ndarray of int
        Rows of the corpus, the surest decision first.
    """
    wanted = np.ones(corpus.n_documents, dtype=bool)
    if label is not None:
        wanted &= corpus.codes == label
    if decided is not None:
        wanted &= evaluation.decided == decided
    rows = np.flatnonzero(wanted)
    return rows[np.argsort(-evaluation.posterior[rows], kind="stable")]
