"""JSON Lines: one object a line."""

import io
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus.table import check_shape
from analysis.errors import InputError

_BATCH_ROWS = 10_000


def read_json_lines(name: str, data: bytes, encoding: str) -> tuple[pa.Table, list[str]]:
    """Read a file of JSON objects, one a line.

    Parameters
    ----------
    name : str
        Name of the file.
    data : bytes
    encoding : str
        Encoding in which all of `data` can be decoded.

    Returns
    -------
    table : pyarrow.Table
        A column of type string for each field, in order of first appearance. Numbers are kept
        as they are written; a field that is absent or null is the empty string. Halves of
        surrogate pairs, which are no characters, become U+FFFD.
    left_out : list of str
        Fields that hold a list or an object somewhere; they are not in the table.

    Raises
    ------
    InputError
        If a line is no JSON object, or names a field twice.
    """
    nested: dict[str, None] = {}
    lines = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="\n")
    tables = list(_tables(name, _objects(name, lines), nested))
    if not tables:
        raise InputError(f'"{name}" is empty. Every line must be a JSON object.')
    table = pa.concat_tables(tables, promote_options="default").drop_columns(list(nested))
    if not table.num_columns:
        raise InputError(f'"{name}" has no field that holds text.')
    return _without_nulls(table), list(nested)


def _objects(name: str, lines: io.TextIOWrapper) -> Iterator[dict[str, Any]]:
    decoder = json.JSONDecoder(
        parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_object
    )
    for number, line in enumerate(lines, start=1):
        if line.isspace():
            continue
        try:
            value = decoder.decode(line)
        except (ValueError, RecursionError) as error:
            raise InputError(
                f'"{name}", line {number:,}: not a JSON object ({error}). '
                "Every line must be one object; is the file truncated?"
            ) from error
        if not isinstance(value, dict):
            raise InputError(
                f'"{name}", line {number:,}: JSON, but not an object such as '
                '{"text": "…", "label": "…"}. Every line must be one object.'
            )
        yield value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise ValueError("a field is named twice")
    return fields


def _tables(
    name: str, objects: Iterator[dict[str, Any]], nested: dict[str, None]
) -> Iterator[pa.Table]:
    """Pack objects as they come; note fields with lists or objects in `nested`."""
    n_rows = 0
    while batch := list(islice(objects, _BATCH_ROWS)):
        n_rows += len(batch)
        fields = list(dict.fromkeys(field for row in batch for field in row))
        check_shape(name, n_rows, len(fields))
        nested |= dict.fromkeys(
            field for row in batch for field, value in row.items() if isinstance(value, list | dict)
        )
        yield pa.table({field: _packed([row.get(field) for row in batch]) for field in fields})


def _packed(values: list[Any]) -> pa.Array:
    cells = [_cell(value) for value in values]
    try:
        return pa.array(cells, pa.string())
    except UnicodeEncodeError:
        return pa.array([cell and _whole_characters(cell) for cell in cells], pa.string())


def _cell(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else None


def _whole_characters(text: str) -> str:
    """Replace halves of surrogate pairs, which JSON can write and no encoding can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _without_nulls(table: pa.Table) -> pa.Table:
    columns = [pc.fill_null(column, "") for column in table.columns]
    return pa.table(columns, names=table.column_names)
