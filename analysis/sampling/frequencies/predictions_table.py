"""The decisions for a corpus as tables of documents."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.corpus import Corpus
from analysis.sampling.frequencies.decisions import CorpusDecisions


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
    return _frame(corpus, decisions, classes, np.arange(corpus.n_documents))


def nearest_boundary(
    corpus: Corpus, decisions: CorpusDecisions, classes: tuple[str, ...], code: int
) -> pd.DataFrame:
    """Return the documents on both sides of a class's boundary, the closest decisions first.

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
        Of those decided for the class, and those for which it comes second; as
        `predictions_frame` has it.
    """
    rows = np.flatnonzero((decisions.decided == code) | (decisions.second == code))
    closest = rows[np.argsort(decisions.margin[rows], kind="stable")]
    return _frame(corpus, decisions, classes, closest)


def _frame(
    corpus: Corpus, decisions: CorpusDecisions, classes: tuple[str, ...], rows: NDArray[np.intp]
) -> pd.DataFrame:
    names = np.array(classes, dtype=object)
    decided = decisions.decided[rows]
    columns = {
        "text": corpus.texts[rows],
        "predicted": np.where(decided < 0, "", names[decided]),
        "posterior": decisions.posterior[rows],
        "second": names[decisions.second[rows]],
        "margin": decisions.margin[rows],
    }
    ids = {} if corpus.ids is None else {"id": corpus.ids[rows]}
    return pd.DataFrame(ids | columns)
