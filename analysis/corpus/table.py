"""A table as it was read: every cell is text, and a missing cell is the empty string."""

from collections import Counter
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus.corpus import TextArray
from analysis.corpus.findings import Finding
from analysis.errors import InputError, listed

# What is read is held in memory, by a server that may have several users. Each limit is
# several times what 330,000 short documents need.
MAX_BYTES = 512 * 2**20
MAX_ROWS = 2_000_000
MAX_COLUMNS = 500
MAX_CELL_CHARACTERS = 100_000
MAX_NAME_CHARACTERS = 1_000


@dataclass(frozen=True, eq=False)
class Table:
    """Named columns of texts.

    Parameters
    ----------
    name : str
        Name of the file.
    data : pyarrow.Table
        Columns of type string without nulls.
    findings : tuple of Finding
        What was noticed while reading.
    """

    name: str
    data: pa.Table
    findings: tuple[Finding, ...] = ()

    @property
    def n_rows(self) -> int:
        """Number of rows, the header not counted."""
        return int(self.data.num_rows)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in the order of the file."""
        return tuple(self.data.column_names)

    def cells(self, column: str) -> TextArray:
        """Return the texts of a column.

        Parameters
        ----------
        column : str

        Returns
        -------
        ndarray of str, shape (n_rows,)

        Raises
        ------
        InputError
            If there is no such column.
        """
        if column not in self.columns:
            raise InputError(
                f'"{self.name}" has no column "{column}". '
                f"It has {listed(self.columns)}. Choose one of these."
            )
        cells: TextArray = self.data[column].to_numpy(zero_copy_only=False)
        return cells


def checked_table(name: str, data: pa.Table, findings: tuple[Finding, ...] = ()) -> Table:
    """Return the table, or refuse what no study can be made of.

    Parameters
    ----------
    name : str
        Name of the file.
    data : pyarrow.Table
        Columns of type string.
    findings : tuple of Finding

    Returns
    -------
    Table

    Raises
    ------
    InputError
        If there is no row, too many, or a cell is too long.
    """
    if data.num_rows == 0:
        raise InputError(
            f'"{name}" has column names and no rows. Every row below the header is one document.'
        )
    check_shape(name, data.num_rows, data.num_columns)
    for column in data.column_names:
        _check_cell_lengths(name, column, data[column])
    return Table(name, data, findings)


def check_shape(name: str, n_rows: int, n_columns: int) -> None:
    """Refuse more rows or columns than the limits allow.

    Parameters
    ----------
    name : str
        Name of the file.
    n_rows, n_columns : int

    Raises
    ------
    InputError
        If one of them is above its limit.
    """
    if n_rows > MAX_ROWS:
        raise InputError(
            f'"{name}" has more than {MAX_ROWS:,} rows, the most that is read. Split the file.'
        )
    if n_columns > MAX_COLUMNS:
        raise InputError(
            f'"{name}" has {n_columns:,} columns; at most {MAX_COLUMNS:,} are read. '
            "Keep those with the text, the label, the id and the cluster."
        )


def check_column_names(name: str, columns: list[str]) -> None:
    """Refuse two columns of the same name, and names that are none.

    Parameters
    ----------
    name : str
        Name of the file.
    columns : list of str

    Raises
    ------
    InputError
        If a name occurs twice or is too long.
    """
    for position, column in enumerate(columns, start=1):
        if len(column) > MAX_NAME_CHARACTERS:
            raise InputError(
                f'"{name}", header, column {position:,}: the name has {len(column):,} characters; '
                f"at most {MAX_NAME_CHARACTERS:,} are read. The first line must hold the names of "
                "the columns: is the header or a line break missing?"
            )
    repeated = [column for column, times in Counter(columns).items() if times > 1]
    if repeated:
        raise InputError(
            f'"{name}" has more than one column named {listed(repeated)}. '
            "Every column needs a name of its own: rename or remove one of them."
        )


def _check_cell_lengths(name: str, column: str, cells: pa.ChunkedArray) -> None:
    lengths = pc.utf8_length(cells)
    longest = pc.max(lengths).as_py()
    if longest > MAX_CELL_CHARACTERS:
        row = pc.index(lengths, longest).as_py() + 1
        raise InputError(
            f'"{name}", row {row:,} (the header not counted), column "{column}": the cell has '
            f"{longest:,} characters; at most {MAX_CELL_CHARACTERS:,} are read. "
            "Documents are short texts: is a quotation mark or a line break missing?"
        )
