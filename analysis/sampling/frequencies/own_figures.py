"""The analyst's own figures of how common each class is, from a small file."""

import math

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.table import Table
from analysis.errors import InputError, listed

SHARE, DOCUMENTS = "share", "documents"
# Figures that people round to whole percents still pass.
TOLERANCE = 0.01


def own_shares(table: Table, classes: tuple[str, ...], n_documents: int) -> NDArray[np.float64]:
    """Read a share for each class.

    Parameters
    ----------
    table : Table
        Columns ``class`` and ``share``, or ``class`` and ``documents``.
    classes : tuple of str
        Those of the labelled corpus.
    n_documents : int
        Of the whole corpus.

    Returns
    -------
    ndarray of shape (n_classes,)
        nan for a class without a figure.

    Raises
    ------
    InputError
        If a column is missing, a class unknown or named twice, a figure no number of its kind,
        or the figures do not sum to one, or to the number of documents, within 1 %.
    """
    kind = _kind(table)
    names = [name.strip() for name in table.cells("class")]
    _check_names(table, names, classes)
    whole = 1.0 if kind == SHARE else float(n_documents)
    values = [_number(table, name, cell, kind) for name, cell in _rows(table, names, kind)]
    total = math.fsum(values) / whole
    if abs(total - 1) > TOLERANCE:
        raise InputError(
            f'"{table.name}": the column {kind} sums to {math.fsum(values):,.6g}, not to '
            f"{whole:,.6g} within 1 %. Give a figure for every class, the reject class included."
        )
    shares = np.full(len(classes), np.nan)
    shares[[classes.index(name) for name in names]] = np.array(values) / whole
    return shares


def named_shares(shares: NDArray[np.float64], classes: tuple[str, ...]) -> dict[str, float]:
    """Put the figures that there are under their class names, to be kept.

    Parameters
    ----------
    shares : ndarray of shape (n_classes,)
    classes : tuple of str

    Returns
    -------
    dict of str to float
    """
    pairs = zip(classes, shares.tolist(), strict=True)
    return {name: share for name, share in pairs if not math.isnan(share)}


def shares_of_names(named: dict[str, float], classes: tuple[str, ...]) -> NDArray[np.float64]:
    """Undo `named_shares`.

    Parameters
    ----------
    named : dict of str to float
    classes : tuple of str

    Returns
    -------
    ndarray of shape (n_classes,)
        nan for a class without a figure.
    """
    return np.array([named.get(name, math.nan) for name in classes])


def _rows(table: Table, names: list[str], kind: str) -> list[tuple[str, str]]:
    return list(zip(names, table.cells(kind), strict=True))


def _kind(table: Table) -> str:
    kinds = [kind for kind in (SHARE, DOCUMENTS) if kind in table.columns]
    if "class" not in table.columns or len(kinds) != 1:
        raise InputError(
            f'"{table.name}" must have a column class and one of share or documents; it has '
            f"{listed(table.columns)}."
        )
    return kinds[0]


def _check_names(table: Table, names: list[str], classes: tuple[str, ...]) -> None:
    unknown = sorted(set(names) - set(classes))
    if unknown:
        raise InputError(
            f'"{table.name}" names {len(unknown):,} classes that have no label: '
            f"{listed(unknown, 3)}. Use the class names of the labelled documents."
        )
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InputError(
            f'"{table.name}" names {len(twice):,} classes more than once: {listed(twice, 3)}. '
            "Give one row a class."
        )


def _number(table: Table, name: str, cell: str, kind: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    most = 1.0 if kind == SHARE else math.inf
    if not (0 <= value <= most and math.isfinite(value)):
        allowed = "from 0 to 1" if kind == SHARE else "from 0 on"
        raise InputError(
            f'"{table.name}": "{cell}" is no {kind} of the class "{name}". Give a number '
            f"{allowed}, with a point for decimals."
        )
    return value
