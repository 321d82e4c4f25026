"""Documents found by what they hold, and shown as a table."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.corpus import Corpus, LabelledCorpus, TextArray
from analysis.corpus.findings import Finding

# Columns that hold the offenders of these findings; those of all others are texts.
_OFFENDERS_IN = {
    "label-column-like-ids": "label",
    "many-tiny-classes": "label",
    "similar-class-names": "label",
    "small-classes": "label",
    "ids-with-other-texts": "id",
    "uneven-drawing": "cluster",
}


def searchable_columns(corpus: Corpus) -> dict[str, TextArray]:
    """Name what is known of each document.

    Parameters
    ----------
    corpus : Corpus

    Returns
    -------
    dict of str to ndarray of str, shape (n_documents,)
        ``"text"``, then ``"label"``, ``"id"`` and ``"cluster"`` where the corpus has them.
    """
    columns = {"text": corpus.texts}
    if isinstance(corpus, LabelledCorpus):
        columns["label"] = np.asarray(corpus.classes, dtype=object)[corpus.codes]
    optional = {"id": corpus.ids, "cluster": corpus.clusters}
    return columns | {name: cells for name, cells in optional.items() if cells is not None}


def find_documents(corpus: Corpus, sought: str, column: str | None = None) -> NDArray[np.intp]:
    """Find the documents that hold a text, or have it for their label, id or cluster.

    Parameters
    ----------
    corpus : Corpus
    sought : str
        Compared letter by letter whatever its case, never as a pattern. Nothing sought is found
        in every document.
    column : str, optional
        One of `searchable_columns`: a text has to hold what is sought, anything else to be
        equal to it. Without it, any column may hold it.

    Returns
    -------
    ndarray of int
        Rows of the corpus, ascending. None in a column that the corpus does not have.
    """
    if not sought:
        return np.arange(corpus.n_documents)
    folded = sought.casefold()
    found = np.zeros(corpus.n_documents, dtype=bool)
    for name, cells in searchable_columns(corpus).items():
        if column in (None, name):
            found |= _matches(cells, folded, whole=name == column != "text")
    return np.flatnonzero(found)


def where_to_look(finding: Finding, position: int) -> tuple[str, str]:
    """Say how the documents behind an offender can be found.

    Parameters
    ----------
    finding : Finding
    position : int
        Of the offender.

    Returns
    -------
    column, sought : str
        For `find_documents`.
    """
    offender = finding.offenders[position]
    if finding.code in ("conflicting-labels", "uneven-drawing"):
        offender = offender.rpartition(": ")[0]
    if finding.code == "similar-class-names":
        offender = offender[1:].partition('" / "')[0]
    return _OFFENDERS_IN.get(finding.code, "text"), offender.removesuffix("…")


def corpus_frame(corpus: Corpus, rows: NDArray[np.integer]) -> pd.DataFrame:
    """Show documents with all that is known of them.

    Parameters
    ----------
    corpus : Corpus
    rows : ndarray of int, shape (n_rows,)
        The documents wanted.

    Returns
    -------
    DataFrame
        Columns as in `searchable_columns`, in the order of `rows`, which are its index.
    """
    columns = searchable_columns(corpus)
    shown = {name: cells[rows] for name, cells in columns.items()}
    return pd.DataFrame(shown, index=rows, dtype=object)


def _matches(cells: TextArray, folded: str, whole: bool) -> NDArray[np.bool_]:
    """Tell which cells are equal to a folded text, or hold it."""
    if whole:
        return np.array([folded == cell.casefold() for cell in cells], dtype=bool)
    return np.array([folded in cell.casefold() for cell in cells], dtype=bool)
