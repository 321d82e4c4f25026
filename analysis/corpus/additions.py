"""Labels that were planned, given, and brought back: read, and added to those there were."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.columns import guess_columns
from analysis.corpus.corpus import Corpus, LabelledCorpus, TextArray, make_labelled_corpus
from analysis.corpus.csv_export import FORMULA_STARTS
from analysis.corpus.normalise import normalised_texts
from analysis.corpus.overlap import overlap
from analysis.corpus.selection import (
    CLUSTER_COLUMN,
    PLANNED_ON_COLUMN,
    PROBABILITY_COLUMN,
    ROW_COLUMN,
    read_probabilities,
    require_planned_on,
)
from analysis.corpus.table import Table
from analysis.errors import InputError, listed


@dataclass(frozen=True, eq=False, kw_only=True)
class PlannedLabels:
    """Labels of documents that a plan drew.

    Parameters
    ----------
    rows : ndarray of int, shape (n_labels,)
        Of the corpus.
    labels : ndarray of str, shape (n_labels,)
        Class names.
    probabilities : ndarray of float64, shape (n_labels,)
        Chance of each document, nan where the file says nothing.
    n_without_label : int
        Documents of the plan that were not labelled.
    """

    rows: NDArray[np.int64]
    labels: TextArray
    probabilities: NDArray[np.float64]
    n_without_label: int


@dataclass(frozen=True, eq=False, kw_only=True)
class Additions:
    """Old and new labels together.

    Parameters
    ----------
    labelled : LabelledCorpus
        The old ones first, as they were.
    n_added : int
    n_known : int
        New ones that were left out, because their text bears a label already.
    n_without_label : int
        Documents of the plan that were not labelled.
    """

    labelled: LabelledCorpus
    n_added: int
    n_known: int
    n_without_label: int


def read_planned_labels(table: Table, corpus: Corpus) -> PlannedLabels:
    """Read a plan that was filled with labels.

    Parameters
    ----------
    table : Table
        With the columns of the plan; its rows may stand in another order, or be fewer.
    corpus : Corpus
        From which it was drawn.

    Returns
    -------
    PlannedLabels

    Raises
    ------
    InputError
        If it is no plan, one for another corpus or other clusters, not labelled at all, or was
        changed in other columns than that of the labels.
    """
    _require_columns(table)
    require_planned_on(table, corpus)
    rows = _rows(table, corpus)
    _require_texts(table, rows, corpus)
    _require_clusters(table, rows, corpus)
    labels = table.cells(guess_columns(table).label or "label")
    given = np.array([bool(label.strip()) for label in labels], dtype=bool)
    if not given.any():
        raise InputError(
            f'"{table.name}": none of its {table.n_rows:,} documents has a label. Fill the column '
            '"label" with the class of each document, and bring the file back.'
        )
    return PlannedLabels(
        rows=rows[given],
        labels=labels[given],
        probabilities=read_probabilities(table, PROBABILITY_COLUMN)[given],
        n_without_label=int((~given).sum()),
    )


def add_labels(labelled: LabelledCorpus, corpus: Corpus, planned: PlannedLabels) -> Additions:
    """Put planned labels behind those that are there.

    Parameters
    ----------
    labelled : LabelledCorpus
    corpus : Corpus
        The whole corpus.
    planned : PlannedLabels

    Returns
    -------
    Additions
        A text that bears a label already keeps that one. Selection probabilities are nan for the
        labels that were there without one.

    Raises
    ------
    InputError
        If no label is new.
    """
    there = overlap(labelled, corpus)
    fresh = _fresh(labelled, corpus, there, planned.rows)
    if not fresh.any():
        raise InputError(
            f"labels: the texts of all {len(planned.rows):,} documents bear a label in this study "
            "already. Was the file brought back before?"
        )
    rows = planned.rows[fresh]
    merged = make_labelled_corpus(
        np.concatenate([labelled.texts, corpus.texts[rows]]),
        np.concatenate([_names(labelled), planned.labels[fresh]]),
        ids=_joined(labelled.ids, corpus.ids, rows),
        clusters=_joined(_clusters(labelled, corpus, there), corpus.clusters, rows),
        reject_class=labelled.reject_class,
        selection_probabilities=_probabilities(labelled, planned.probabilities[fresh]),
    )
    return Additions(
        labelled=merged,
        n_added=len(rows),
        n_known=int((~fresh).sum()),
        n_without_label=planned.n_without_label,
    )


def _require_columns(table: Table) -> None:
    wanted = ("text", CLUSTER_COLUMN, PROBABILITY_COLUMN, ROW_COLUMN, PLANNED_ON_COLUMN)
    missing = [column for column in wanted if column not in table.columns]
    if missing:
        raise InputError(
            f'"{table.name}" is no plan of this dashboard: it has no column {listed(missing)}. '
            "Bring back the file that was drawn here, with all its columns and the labels filled "
            "in; other labelled files are opened on the page Corpora."
        )


def _rows(table: Table, corpus: Corpus) -> NDArray[np.int64]:
    """Rows of the corpus that the file names, from 0."""
    cells = table.cells(ROW_COLUMN)
    numbers = np.array([int(cell) if cell.strip().isdecimal() else 0 for cell in cells])
    wrong = np.flatnonzero((numbers < 1) | (numbers > corpus.n_documents))
    _, first, times = np.unique(numbers, return_index=True, return_counts=True)
    _refuse_rows(table, wrong, cells, f"rows are none of the corpus, 1 to {corpus.n_documents:,}")
    _refuse_rows(table, first[times > 1], cells, "rows stand there more than once")
    return numbers - 1


def _require_texts(table: Table, rows: NDArray[np.int64], corpus: Corpus) -> None:
    """Refuse a file in which rows and texts no longer belong together."""
    cells = table.cells("text")
    texts = normalised_texts(map(_without_apostrophe, cells))
    theirs = corpus.normalised_texts
    moved = [i for i, row in enumerate(rows) if texts[i] != theirs[row]]
    _refuse_rows(table, np.array(moved, dtype=np.int64), cells, "texts are not those of their rows")


def _require_clusters(table: Table, rows: NDArray[np.int64], corpus: Corpus) -> None:
    """Refuse a plan by other clusters: within those in use its chances would not be alike."""
    cells = table.cells(CLUSTER_COLUMN)
    ours = (
        np.full(len(rows), "", dtype=object) if corpus.clusters is None else corpus.clusters[rows]
    )
    others = [
        i for i, cell in enumerate(cells) if _without_apostrophe(cell).strip() != ours[i].strip()
    ]
    if others:
        first = others[0]
        raise InputError(
            f'"{table.name}": {len(others):,} of {table.n_rows:,} documents were drawn from other '
            f'clusters than those in use (row {first + 1:,}: "{cells[first]}" there, '
            f'"{ours[first]}" here). Choose the clusters by which they were drawn.'
        )


def _without_apostrophe(cell: str) -> str:
    """Undo what keeps spreadsheets from reading a text as a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell


def _refuse_rows(table: Table, positions: NDArray[np.integer], cells: TextArray, what: str) -> None:
    if len(positions):
        raise InputError(
            f'"{table.name}": {len(positions):,} {what} ({listed(list(cells[positions]), 3)}). '
            "Change no column but that of the labels; draw the same plan again with its seed "
            "if the file is damaged."
        )


def _fresh(
    labelled: LabelledCorpus, corpus: Corpus, there: NDArray[np.int64], rows: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell which documents have a text without a label."""
    texts = corpus.normalised_texts
    known = {*labelled.normalised_texts, *(texts[row] for row in there[there >= 0])}
    return np.array([texts[row] not in known for row in rows], dtype=bool)


def _names(labelled: LabelledCorpus) -> TextArray:
    return np.array(labelled.classes, dtype=object)[labelled.codes]


def _clusters(
    labelled: LabelledCorpus, corpus: Corpus, there: NDArray[np.int64]
) -> TextArray | None:
    """Clusters of the old labels: their own, else those of the corpus where recognised."""
    if labelled.clusters is not None or corpus.clusters is None:
        return labelled.clusters
    return np.where(there >= 0, corpus.clusters[there], "")


def _joined(
    old: TextArray | None, whole: TextArray | None, rows: NDArray[np.int64]
) -> TextArray | None:
    """Old cells, and behind them those of the corpus; empty where one side has none."""
    if old is None and whole is None:
        return None
    new = np.full(len(rows), "", dtype=object) if whole is None else whole[rows]
    return new if old is None else np.concatenate([old, new])


def _probabilities(
    labelled: LabelledCorpus, new: NDArray[np.float64]
) -> NDArray[np.float64] | None:
    old = labelled.selection_probabilities
    if old is None:
        old = np.full(labelled.n_documents, np.nan)
    both = np.concatenate([old, new])
    return None if np.isnan(both).all() else both
