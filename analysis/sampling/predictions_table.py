"""The decisions for a corpus as tables of documents."""

import numpy as np
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.sampling.decisions import CorpusDecisions


def predictions_frame(
    corpus: Corpus, decisions: CorpusDecisions, classes: tuple[str, ...]
) -> pd.DataFrame:
    """Put every document beside what was decided for it.

    Parameters
    ----------
    corpus : Corpus
    decisions : CorpusDecisions
        Of its documents.
    classes : tuple of str

    Returns
    -------
    DataFrame
        One row a document in the order of the corpus; columns id (if the corpus has ids), text,
        predicted (empty where nothing is decided), posterior, second, margin.
    """
    names = np.array(classes, dtype=object)
    columns = {
        "text": corpus.texts,
        "predicted": np.where(decisions.decided < 0, "", names[decisions.decided]),
        "posterior": decisions.posterior,
        "second": names[decisions.second],
        "margin": decisions.margin,
    }
    ids = {} if corpus.ids is None else {"id": corpus.ids}
    return pd.DataFrame(ids | columns)


def nearest_boundary(
    corpus: Corpus, decisions: CorpusDecisions, classes: tuple[str, ...], code: int
) -> pd.DataFrame:
    """Return the documents decided for a class, the closest decisions first.

    Parameters
    ----------
    corpus : Corpus
    decisions : CorpusDecisions
        Of its documents.
    classes : tuple of str
    code : int
        The class.

    Returns
    -------
    DataFrame
        As `predictions_frame` has it, without the class itself.
    """
    frame = predictions_frame(corpus, decisions, classes)[decisions.decided == code]
    return frame.drop(columns="predicted").sort_values("margin", kind="stable")
