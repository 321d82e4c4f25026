"""Corpora as Parquet files: columns ``text``, and where known ``id``, ``cluster``, ``label``.

A labelled corpus of which some documents were drawn by a plan also has their
``selection_probability``, a number, null where it is not known.
"""

import hashlib
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from analysis.corpus.corpus import Corpus, LabelledCorpus, TextArray
from analysis.corpus.selection import PROBABILITY_COLUMN
from analysis.errors import InputError
from analysis.study.errors import damaged_study


def write_corpus(path: Path, corpus: Corpus) -> str:
    """Write a corpus; of a labelled one the labels by name.

    Parameters
    ----------
    path : Path
    corpus : Corpus or LabelledCorpus

    Returns
    -------
    str
        SHA-256 of the file, to be given when it is read.

    Raises
    ------
    InputError
        If a text is not Unicode: half a surrogate pair has no form on disk.
    """
    columns = {
        "text": corpus.texts,
        "id": corpus.ids,
        "cluster": corpus.clusters,
        "label": _labels(corpus) if isinstance(corpus, LabelledCorpus) else None,
    }
    table = pa.table(
        {k: _to_arrow(k, column) for k, column in columns.items() if column is not None}
    )
    if isinstance(corpus, LabelledCorpus) and corpus.selection_probabilities is not None:
        cells = pa.array(corpus.selection_probabilities, from_pandas=True)
        table = table.append_column(PROBABILITY_COLUMN, cells)
    pq.write_table(table, path, compression="zstd")
    return _sha256(path.read_bytes())


def read_corpus(path: Path, sha256: str, fingerprint: str) -> Corpus:
    """Read an unlabelled corpus.

    Parameters
    ----------
    path : Path
    sha256 : str
        What `write_corpus` returned.
    fingerprint : str
        Of the content.

    Returns
    -------
    Corpus

    Raises
    ------
    InputError
        If the file is not the one that was written.
    """
    table = _read_table(path, sha256)
    return Corpus(
        texts=_to_numpy(table["text"]),
        ids=_optional(table, "id"),
        clusters=_optional(table, "cluster"),
        fingerprint=fingerprint,
    )


def read_labelled_corpus(
    path: Path, sha256: str, fingerprint: str, classes: tuple[str, ...], reject_class: str | None
) -> LabelledCorpus:
    """Read a labelled corpus.

    Parameters
    ----------
    path : Path
    sha256 : str
        What `write_corpus` returned.
    fingerprint : str
        Of the content.
    classes : tuple of str
        In their order; a class without documents keeps its place.
    reject_class : str or None

    Returns
    -------
    LabelledCorpus

    Raises
    ------
    InputError
        If the file is not the one that was written.
    """
    table = _read_table(path, sha256)
    codes = pc.index_in(table["label"], value_set=pa.array(classes, type=pa.large_string()))
    return LabelledCorpus(
        texts=_to_numpy(table["text"]),
        ids=_optional(table, "id"),
        clusters=_optional(table, "cluster"),
        fingerprint=fingerprint,
        codes=codes.to_numpy().astype(np.int32),
        classes=classes,
        reject_class=reject_class,
        selection_probabilities=_probabilities(table),
    )


def _probabilities(table: pa.Table) -> NDArray[np.float64] | None:
    """Read what a plan left, with nan where it is not known."""
    if PROBABILITY_COLUMN not in table.column_names:
        return None
    known = table[PROBABILITY_COLUMN]
    return np.array(known.to_numpy(zero_copy_only=False), dtype=np.float64)


def _labels(corpus: LabelledCorpus) -> TextArray:
    return np.array(corpus.classes, dtype=object)[corpus.codes]


def _to_arrow(column: str, values: TextArray) -> pa.Array:
    try:
        return pa.array(values, type=pa.large_string())
    except UnicodeEncodeError as error:
        raise _not_unicode(column, values) from error


def _not_unicode(column: str, values: TextArray) -> InputError:
    rows = [row for row, value in enumerate(values) if not _is_unicode(value)]
    return InputError(
        f"{column}: {len(rows)} of {len(values)} values hold half a surrogate pair, which is no "
        f"character (the first is number {rows[0] + 1}: {values[rows[0]][:60]!r}). Write the file "
        "again as UTF-8 and load it."
    )


def _is_unicode(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _read_table(path: Path, sha256: str) -> pa.Table:
    """Read a file whose content is known, so that no damage is taken for data."""
    if not path.is_file():
        raise damaged_study(path.parent, f"{path.name} is missing")
    content = path.read_bytes()
    if _sha256(content) != sha256:
        raise damaged_study(path.parent, f"{path.name} was changed or cut off")
    return pq.read_table(pa.BufferReader(content))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _optional(table: pa.Table, column: str) -> TextArray | None:
    return _to_numpy(table[column]) if column in table.column_names else None


def _to_numpy(column: pa.ChunkedArray) -> TextArray:
    return column.to_numpy(zero_copy_only=False)
