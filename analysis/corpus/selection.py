"""Labels drawn by a plan: the chance that each document had, and the corpus it was drawn from."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.corpus import Corpus, TextArray
from analysis.corpus.fingerprint import fingerprint
from analysis.corpus.table import Table
from analysis.errors import InputError, listed

PROBABILITY_COLUMN = "selection_probability"
PLANNED_ON_COLUMN = "planned_on"
ROW_COLUMN = "row"
CLUSTER_COLUMN = "cluster"
_DIGITS = 16


def read_probabilities(table: Table, column: str) -> NDArray[np.float64]:
    """Read the chance that each document had of being drawn.

    Parameters
    ----------
    table : Table
    column : str

    Returns
    -------
    ndarray of float64, shape (n_rows,)
        In (0, 1]; nan where the cell is empty, as for labels that were there before the plan.

    Raises
    ------
    InputError
        If a cell holds anything else.
    """
    cells = table.cells(column)
    given = np.array([bool(cell.strip()) for cell in cells], dtype=bool)
    values = np.full(table.n_rows, np.nan)
    values[given] = pd.to_numeric(pd.Series(cells[given], dtype=object), errors="coerce")
    wrong = np.flatnonzero(given & ~((values > 0) & (values <= 1)))
    if len(wrong):
        raise _outside(table, column, cells, wrong)
    return values


def _outside(table: Table, column: str, cells: TextArray, rows: NDArray[np.intp]) -> InputError:
    first = [f"{cells[row]} in row {row + 1:,}" for row in rows[:3]]
    return InputError(
        f'Column "{column}" of "{table.name}": {len(rows):,} of {table.n_rows:,} cells are no '
        f"selection probability ({listed(first)}; the header not counted). Each must be above 0 "
        "and at most 1, or empty where it is not known. Correct them, or choose no column for it."
    )


def corpus_mark(corpus: Corpus) -> str:
    """Return the mark by which a plan names the corpus that it was drawn from.

    Parameters
    ----------
    corpus : Corpus

    Returns
    -------
    str
        Depends on the texts and their order alone: other clusters or ids leave a plan valid.
        Begins with a letter, so that no spreadsheet takes it for a number.
    """
    return f"corpus-{fingerprint(corpus.texts)[:_DIGITS]}"


def require_planned_on(table: Table, corpus: Corpus) -> None:
    """Refuse documents that were drawn from another corpus.

    Parameters
    ----------
    table : Table
        Labelled documents; without a column `PLANNED_ON_COLUMN` there is nothing to compare.
    corpus : Corpus
        The whole corpus of the study.

    Raises
    ------
    InputError
        If a row names another corpus.
    """
    if PLANNED_ON_COLUMN not in table.columns:
        return
    marks = table.cells(PLANNED_ON_COLUMN)
    ours = corpus_mark(corpus)
    others = [row for row, mark in enumerate(marks) if mark.strip() not in ("", ours)]
    if others:
        raise InputError(
            f'"{table.name}": {len(others):,} of {table.n_rows:,} documents were drawn from '
            f'another corpus (row {others[0] + 1:,} says "{marks[others[0]]}"; the one given is '
            f'"{ours}", {corpus.n_documents:,} documents). Give the corpus that the plan was made '
            "on, with its rows in the same order."
        )
