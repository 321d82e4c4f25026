"""How much of the labelled corpus was recognised in the unlabelled one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import Corpus
from analysis.corpus.overlap import overlap


@dataclass(frozen=True, eq=False)
class Recognition:
    """Where the labelled documents are in the unlabelled corpus.

    Parameters
    ----------
    rows : ndarray of int, shape (n_documents,)
        Row in the unlabelled corpus, or -1.
    by_id : ndarray of bool, shape (n_documents,)
        Whether the document there has the same id; the others were recognised by their text.
    """

    rows: NDArray[np.int64]
    by_id: NDArray[np.bool_]

    @property
    def n_recognised(self) -> int:
        """Number of labelled documents that were found."""
        return int((self.rows >= 0).sum())


def recognise(labelled: Corpus, unlabelled: Corpus) -> Recognition:
    """Find every labelled document in the unlabelled corpus, and say by what.

    Parameters
    ----------
    labelled : Corpus, n_documents
    unlabelled : Corpus

    Returns
    -------
    Recognition
    """
    rows = overlap(labelled, unlabelled)
    by_id = np.zeros(len(rows), dtype=bool)
    if labelled.ids is not None and unlabelled.ids is not None:
        found = np.flatnonzero(rows >= 0)
        same = unlabelled.ids[rows[found]] == labelled.ids[found]
        by_id[found] = same & (labelled.ids[found] != "")
    return Recognition(rows, by_id)


def recognition_sentence(recognition: Recognition) -> str:
    """Say how many labelled documents were recognised, and by what.

    Parameters
    ----------
    recognition : Recognition

    Returns
    -------
    str
        Plain text.
    """
    n_labelled, n_found = len(recognition.rows), recognition.n_recognised
    n_by_id = int(recognition.by_id.sum())
    if n_found == 0:
        return (
            f"None of the {n_labelled:,} labelled documents was recognised in the unlabelled "
            "corpus, neither by its id nor by its text."
        )
    share = "All" if n_found == n_labelled else f"{n_found:,} of the"
    how = {n_found: "by their ids", 0: "by their texts"}.get(
        n_by_id, f"{n_by_id:,} by id, {n_found - n_by_id:,} by text"
    )
    return (
        f"{share} {n_labelled:,} labelled documents were recognised in the unlabelled corpus, "
        f"{how}."
    )


def document_sentence(recognition: Recognition, row: int) -> str:
    """Say where one labelled document is in the unlabelled corpus.

    Parameters
    ----------
    recognition : Recognition
    row : int
        Of the labelled corpus.

    Returns
    -------
    str
        Plain text.
    """
    there = int(recognition.rows[row])
    if there < 0:
        return "Not recognised in the unlabelled corpus."
    how = "id" if recognition.by_id[row] else "text"
    return f"Recognised in the unlabelled corpus by its {how}, in row {there + 1:,}."
