"""Parquet files, every column as text."""

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis.corpus.decompress import check_size
from analysis.corpus.table import check_column_names, check_shape
from analysis.errors import InputError


def read_parquet(name: str, data: bytes) -> tuple[pa.Table, list[str]]:
    """Read a Parquet file.

    Parameters
    ----------
    name : str
        Name of the file.
    data : bytes

    Returns
    -------
    table : pyarrow.Table
        Columns of type string; numbers, dates and truth values as Arrow writes them, nulls as
        the empty string.
    left_out : list of str
        Columns that hold lists, structures or bytes that are not UTF-8.

    Raises
    ------
    InputError
        If the file is no Parquet file, is damaged or truncated, names a column twice, or
        holds more than the limits allow.
    """
    try:
        return _read(name, data)
    except (pa.ArrowException, OSError) as error:
        raise InputError(
            f'"{name}" is not a Parquet file, or a damaged or truncated one ({error}). '
            "Copy or make it again."
        ) from error


def _read(name: str, data: bytes) -> tuple[pa.Table, list[str]]:
    source = pa.BufferReader(data)
    schema = pq.read_schema(source)
    check_column_names(name, schema.names)
    file = pq.ParquetFile(source, read_dictionary=[c.name for c in schema if _is_text(c.type)])
    _check_limits(name, file.metadata)
    flat = [column.name for column in schema if not pa.types.is_nested(column.type)]
    table = file.read(columns=flat)
    texts = {column: _texts(name, table[column]) for column in flat}
    left_out = [column for column in schema.names if texts.get(column) is None]
    if len(left_out) == len(schema.names):
        raise InputError(f'"{name}" has no column that holds text.')
    return pa.table({k: cells for k, cells in texts.items() if cells is not None}), left_out


def _is_text(kind: pa.DataType) -> bool:
    return pa.types.is_string(kind) or pa.types.is_large_string(kind)


def _check_limits(name: str, metadata: pq.FileMetaData) -> None:
    check_shape(name, metadata.num_rows, metadata.num_columns)
    groups = range(metadata.num_row_groups)
    check_size(name, sum(metadata.row_group(group).total_byte_size for group in groups))


def _texts(name: str, cells: pa.ChunkedArray) -> pa.ChunkedArray | None:
    """Return the cells as strings without nulls; None if they are bytes other than UTF-8."""
    if pa.types.is_dictionary(cells.type):
        check_size(name, sum(_unpacked_bytes(chunk) for chunk in cells.chunks))
    try:
        texts = cells.cast(pa.string())
        texts.validate(full=True)
    except pa.ArrowInvalid:
        if pa.types.is_binary(cells.type) or pa.types.is_large_binary(cells.type):
            return None
        raise
    return pc.fill_null(texts, "")


def _unpacked_bytes(chunk: pa.DictionaryArray) -> int:
    """Size of the texts once each is written out.

    A dictionary holds a long text once for millions of rows: the sizes in the file's
    metadata say nothing of what reading it takes.
    """
    if not pa.types.is_string(chunk.dictionary.type):
        return 0
    return pc.sum(pc.binary_length(chunk.dictionary).take(chunk.indices)).as_py() or 0
