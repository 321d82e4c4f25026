"""Class shares and cost matrices from tables that the analyst made elsewhere."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.table import Table
from analysis.errors import InputError, listed


def read_shares(table: Table) -> dict[str, float]:
    """Read the share of each class.

    Parameters
    ----------
    table : Table
        With columns `class` and `share`.

    Returns
    -------
    dict of str to float
        nan for a share that is no number.

    Raises
    ------
    InputError
        If a column is not there, or a class comes twice.
    """
    frame = table.data.to_pandas()
    missing = [name for name in ("class", "share") if name not in frame]
    if missing:
        raise InputError(
            f'"{table.name}" has no column {listed(missing)}. Give a table of two columns, '
            '"class" and "share", and a row for each class.'
        )
    twice = frame["class"][frame["class"].duplicated()].tolist()
    if twice:
        raise InputError(f'"{table.name}" has classes twice: {listed(twice, 3)}. Keep one row.')
    return dict(zip(frame["class"], _numbers(frame["share"]), strict=True))


def read_costs(table: Table, classes: Sequence[str]) -> NDArray[np.float64]:
    """Read a cost matrix.

    Parameters
    ----------
    table : Table
        A row for each true class, named in the first column; a column for each decision.
    classes : sequence of str

    Returns
    -------
    ndarray of shape (n_classes, n_classes)
        ``cost[true, decided]`` in the order of the classes; nan for what is no number.

    Raises
    ------
    InputError
        If a class has no row or no column, or one that is not known has.
    """
    frame = table.data.to_pandas()
    rows, columns = frame.iloc[:, 0].tolist(), list(frame.columns[1:])
    _require_same(table.name, "row", rows, classes)
    _require_same(table.name, "column", columns, classes)
    costs = frame.set_index(frame.columns[0]).loc[list(classes), list(classes)]
    return np.column_stack([_numbers(costs[name]) for name in classes])


def _numbers(cells: "pd.Series[str]") -> NDArray[np.float64]:
    return pd.to_numeric(cells, errors="coerce").to_numpy(dtype=np.float64)


def _require_same(name: str, axis: str, given: list[str], classes: Sequence[str]) -> None:
    missing = [each for each in classes if each not in set(given)]
    unknown = [each for each in given if each not in set(classes)]
    for offenders, what in ((missing, "no"), (unknown, "an unknown")):
        if offenders:
            raise InputError(
                f'"{name}" has {what} {axis} for {len(offenders):,} classes: '
                f"{listed(offenders, 3)}. A cost matrix of these classes has {len(classes):,} rows "
                "and columns, named by them."
            )
    if len(given) > len(classes):
        raise InputError(f'"{name}" has a {axis} twice. Keep one for each class.')
