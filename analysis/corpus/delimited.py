"""Comma, semicolon and tab separated files.

Python's own `csv` reads them, row by row: pyarrow's reader is three times as fast, but takes a
file that ends inside a quoted cell, and a stray quotation mark that swallows the following
rows, without a word.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import pyarrow as pa

from analysis.corpus.findings import plural
from analysis.corpus.table import check_column_names, check_shape
from analysis.errors import InputError

if TYPE_CHECKING:
    from _csv import Reader

# Fewer lists than make Python's garbage collector start (700): twice as fast as 10,000.
_BATCH_ROWS = 500
_RAGGED_SHOWN = 3

# The module's limit is global and below ours; cells are measured once they are read, when
# row and column can be named.
csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True)
class _Source:
    """What it takes to read the file from its beginning."""

    name: str
    data: bytes
    encoding: str
    delimiter: str

    def reader(self) -> "Reader":
        lines = io.TextIOWrapper(io.BytesIO(self.data), encoding=self.encoding, newline="")
        return csv.reader(lines, delimiter=self.delimiter, strict=True)


def read_delimited(name: str, data: bytes, encoding: str, delimiters: str) -> pa.Table:
    """Read a delimited text file with a header.

    Parameters
    ----------
    name : str
        Name of the file.
    data : bytes
    encoding : str
        Encoding in which all of `data` can be decoded.
    delimiters : str
        Characters that may separate cells. The one that makes the most columns of the header
        does; the first one, if several make as many.

    Returns
    -------
    pyarrow.Table
        Columns of type string. Blank lines are no rows.

    Raises
    ------
    InputError
        If there is no header, a column name occurs twice, a row has more or fewer cells than
        the header, or a quotation mark is left open.
    """
    source = _Source(name, data, encoding, _delimiter(data, encoding, delimiters))
    reader = source.reader()
    rows = filter(None, reader)
    try:
        schema = _schema(name, next(rows, []))
        return pa.Table.from_batches(_batches(source, rows, schema), schema).combine_chunks()
    except csv.Error as error:
        raise InputError(
            f'"{name}", line {reader.line_num:,}: {error}. A cell that begins with a quotation '
            'mark must end with one, and those inside must be doubled (""). '
            "Is the file truncated, or a quotation mark left open further up?"
        ) from error


def _delimiter(data: bytes, encoding: str, delimiters: str) -> str:
    lines = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="")
    header = next((line for line in lines if line.strip()), "")
    return max(delimiters, key=lambda each: len(next(csv.reader([header], delimiter=each), [])))


def _schema(name: str, header: list[str]) -> pa.Schema:
    """Return columns named by the header; those without a name are numbered."""
    if not any(cell.strip() for cell in header):
        raise InputError(f'"{name}" is empty. Its first line must hold the names of the columns.')
    columns = [cell or f"column {i}" for i, cell in enumerate(header, start=1)]
    check_shape(name, 0, len(columns))
    check_column_names(name, columns)
    return pa.schema([(column, pa.string()) for column in columns])


def _batches(
    source: _Source, rows: Iterator[list[str]], schema: pa.Schema
) -> Iterator[pa.RecordBatch]:
    """Pack rows as they come, so that they never all exist as Python lists."""
    n_rows = 0
    while batch := list(islice(rows, _BATCH_ROWS)):
        n_rows += len(batch)
        check_shape(source.name, n_rows, len(schema))
        if set(map(len, batch)) != {len(schema)}:
            raise _ragged(source, len(schema))
        arrays = [pa.array(cells, pa.string()) for cells in zip(*batch, strict=True)]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def _ragged(source: _Source, n_columns: int) -> InputError:
    """Say which rows have not as many cells as the header."""
    reader = source.reader()
    ragged = ((reader.line_num, len(row)) for row in reader if row and len(row) != n_columns)
    first = list(islice(ragged, _RAGGED_SHOWN))
    n_ragged = len(first) + sum(1 for _ in ragged)
    shown = ", ".join(f"line {line:,} has {n_cells:,}" for line, n_cells in first)
    return InputError(
        f'"{source.name}": the header has {n_columns:,} columns, but {n_ragged:,} '
        f"{plural(n_ragged, 'row has', 'rows have')} more or fewer cells: "
        f"{shown}{', …' if n_ragged > len(first) else ''}. "
        "Put cells that hold the delimiter into quotation marks; is the last row complete?"
    )
