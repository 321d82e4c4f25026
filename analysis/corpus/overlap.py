"""Labelled documents recognised in the unlabelled corpus."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import Corpus
from analysis.corpus.findings import Finding, first_offenders, plural


def overlap(labelled: Corpus, unlabelled: Corpus) -> NDArray[np.int64]:
    """Find every labelled document in the unlabelled corpus.

    Parameters
    ----------
    labelled : Corpus, n_documents
    unlabelled : Corpus

    Returns
    -------
    ndarray of int, shape (n_documents,)
        Row of the document with the same id, else of the first one with the same normalised
        text, else -1. Documents with identical texts may share a row.

    Notes
    -----
    If most equal ids belong to different texts, the two files count their rows independently:
    then only texts are compared.
    """
    by_id = _rows_by_id(labelled, unlabelled)
    by_text = _rows_of(labelled.normalised_texts, unlabelled.normalised_texts)
    if not _ids_are_shared(labelled, unlabelled, by_id):
        return by_text
    return np.where(by_id >= 0, by_id, by_text)


def ids_with_other_texts(labelled: Corpus, unlabelled: Corpus) -> Finding | None:
    """Report ids that stand for one text among the labelled documents and for another elsewhere.

    Parameters
    ----------
    labelled, unlabelled : Corpus

    Returns
    -------
    Finding or None
    """
    by_id = _rows_by_id(labelled, unlabelled)
    differing = np.flatnonzero((by_id >= 0) & ~_same_text(labelled, unlabelled, by_id))
    if labelled.ids is None or not len(differing):
        return None
    shared = _ids_are_shared(labelled, unlabelled, by_id)
    return Finding(
        code="ids-with-other-texts",
        severity="warning" if shared else "problem",
        message=f"{len(differing):,} of the {(by_id >= 0).sum():,} ids that both files hold "
        f"{plural(len(differing), 'belongs', 'belong')} to different texts"
        f"{'' if shared else '; documents are therefore recognised by their text'}.",
        remedy="Look whether both files number their documents alike. If they do not, load them "
        "without an id column.",
        count=len(differing),
        offenders=first_offenders(labelled.ids[differing]),
    )


def _rows_by_id(labelled: Corpus, unlabelled: Corpus) -> NDArray[np.int64]:
    if labelled.ids is None or unlabelled.ids is None:
        return np.full(labelled.n_documents, -1)
    return _rows_of(labelled.ids, unlabelled.ids)


def _rows_of(wanted: Iterable[str], keys: Iterable[str]) -> NDArray[np.int64]:
    """Return the first row of each wanted key, or -1; the empty key is never found."""
    rows: dict[str, int] = {}
    for row, key in enumerate(keys):
        rows.setdefault(key, row)
    rows[""] = -1
    return np.array([rows.get(key, -1) for key in wanted], dtype=np.int64)


def _same_text(labelled: Corpus, unlabelled: Corpus, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell of each labelled document whether the text at its row is identical to its own."""
    ours, theirs = labelled.normalised_texts, unlabelled.normalised_texts
    return np.array([ours[i] == theirs[row] for i, row in enumerate(rows)], dtype=bool)


def _ids_are_shared(labelled: Corpus, unlabelled: Corpus, by_id: NDArray[np.int64]) -> bool:
    same = _same_text(labelled, unlabelled, by_id)[by_id >= 0]
    return bool(len(same) and same.mean() >= 0.5)
