"""Read a file of documents, of whatever kind, as a table of texts."""

from pathlib import Path

import pyarrow as pa

from analysis.corpus.decompress import check_size, decompressed
from analysis.corpus.delimited import read_delimited
from analysis.corpus.encoding import text_encoding
from analysis.corpus.findings import Finding, first_offenders
from analysis.corpus.json_lines import read_json_lines
from analysis.corpus.parquet import read_parquet
from analysis.corpus.table import Table, checked_table
from analysis.errors import InputError

# Endings of file names, each also with .gz behind it.
ENDINGS = (".csv", ".tsv", ".parquet", ".jsonl", ".ndjson")
_DELIMITERS = {".csv": ",;\t", ".tsv": "\t,;"}


def read_table(name: str, data: bytes | Path) -> Table:
    """Read a CSV, TSV, Parquet or JSON Lines file, gzipped or not.

    Parameters
    ----------
    name : str
        Name of the file; its ending says of which kind it is.
    data : bytes or Path
        The content, or where it is.

    Returns
    -------
    Table
        Every cell as the text it is: "NA", "null", "007" and "1.0" stay. An absent cell and a
        null are the empty string.

    Raises
    ------
    InputError
        If the file is missing, empty, damaged, of another kind than its name says, or too big.
    """
    content = data if isinstance(data, bytes) else _file_content(name, data)
    ending, packed = _ending(name)
    if packed:
        content = decompressed(name, content)
    check_size(name, len(content))
    if not content or content.isspace():
        raise InputError(f'"{name}" is empty. It must hold a header and a row for each document.')
    if ending == ".parquet":
        return checked_table(name, *_with_left_out(name, *read_parquet(name, content)))
    return _read_text(name, ending, content)


def _file_content(name: str, path: Path) -> bytes:
    try:
        if not path.is_file():
            raise InputError(f'There is no file "{path}". Give the path of a file on this machine.')
        check_size(name, path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        raise InputError(f'"{path}" cannot be read ({error}). Check its permissions.') from error


def _ending(name: str) -> tuple[str, bool]:
    """Return the ending that tells the kind, and whether .gz follows it."""
    lowered = name.lower()
    packed = lowered.endswith(".gz")
    ending = Path(lowered.removesuffix(".gz")).suffix
    if ending not in ENDINGS:
        raise InputError(
            f'"{name}" is of a kind that is not read. Its name must end in '
            f"{', '.join(ENDINGS)}, with or without .gz behind it."
        )
    return ending, packed


def _read_text(name: str, ending: str, content: bytes) -> Table:
    encoding, findings = text_encoding(name, content)
    if ending not in _DELIMITERS:
        data, notes = _with_left_out(name, *read_json_lines(name, content, encoding))
        return checked_table(name, data, findings + notes)
    if content[:100].lstrip().startswith(b'{"'):
        raise InputError(f'"{name}" holds JSON Lines. Let its name end in .jsonl.')
    data = read_delimited(name, content, encoding, _DELIMITERS[ending])
    return checked_table(name, data, findings)


def _with_left_out(
    name: str, data: pa.Table, left_out: list[str]
) -> tuple[pa.Table, tuple[Finding, ...]]:
    """Put what was left out into a finding."""
    if not left_out:
        return data, ()
    finding = Finding(
        code="columns-left-out",
        severity="note",
        message=f'{len(left_out):,} columns of "{name}" hold lists, objects or bytes; '
        "they were not read.",
        remedy="If one of them is needed, save it as text.",
        count=len(left_out),
        offenders=first_offenders(left_out),
    )
    return data, (finding,)
