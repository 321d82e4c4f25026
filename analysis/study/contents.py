"""What lies in the folder of one study, and how it is written and read.

``study.sqlite`` (see `analysis.study.database`), ``labelled.parquet``, ``unlabelled.parquet``
where that corpus was loaded, and ``results/`` (see `analysis.study.results`), which can be deleted
at any time.
"""

import sqlite3
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from analysis.corpus.corpus import Corpus, LabelledCorpus
from analysis.corpus.reject import check_reject_class
from analysis.errors import InputError
from analysis.study.corpus_file import read_corpus, read_labelled_corpus, write_corpus
from analysis.study.database import create_database, reading, writing
from analysis.study.errors import damaged_study
from analysis.study.rows import (
    Part,
    insert_corpus,
    insert_study,
    now,
    select_classes,
    select_findings,
    select_labelled,
    select_study,
    select_unlabelled,
)
from analysis.study.study import Study


def write_study(folder: Path, study: Study, key: str | None) -> None:
    """Write a study into an empty folder.

    Parameters
    ----------
    folder : Path
    study : Study
    key : str or None
        Under which the study can be found again.

    Raises
    ------
    InputError
        If a text is not Unicode.
    """
    create_database(folder)
    with writing(folder) as connection:
        _write_part(folder, connection, "labelled", study.labelled)
        if study.unlabelled is not None:
            _write_part(folder, connection, "unlabelled", study.unlabelled)
        insert_study(connection, study, key)


def read_study(folder: Path) -> Study:
    """Read a study.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    Study

    Raises
    ------
    InputError
        If a file is damaged, missing, or of a newer version.
    """
    with reading(folder) as connection:
        row = select_study(connection)
        if row["id"] != folder.name:
            raise damaged_study(folder, f"its database belongs to study {row['id']}")
        return Study(
            id=row["id"],
            name=row["name"],
            created=datetime.fromisoformat(row["created"]),
            labelled=_read_labelled(folder, connection),
            unlabelled=_read_unlabelled(folder, connection),
            drawing=row["drawing"],
            aim=row["aim"],
            findings=select_findings(connection),
        )


def mark_as_opened(folder: Path) -> None:
    """Note the moment, if the folder can be written to.

    Parameters
    ----------
    folder : Path
    """
    # A study on a read-only disk, or one that is busy, can be looked at all the same.
    with suppress(InputError), writing(folder) as connection:
        connection.execute("UPDATE study SET opened = ?", (now().isoformat(),))


def set_reject_class(folder: Path, connection: sqlite3.Connection, name: str | None) -> None:
    """Change the reject class, and with it the fingerprint of the labelled corpus.

    Parameters
    ----------
    folder : Path
    connection : sqlite3.Connection
        In a transaction that writes.
    name : str or None

    Raises
    ------
    InputError
        If there is no such class.
    """
    labelled = _read_labelled(folder, connection)
    check_reject_class(name, labelled.classes)
    fingerprint = labelled.with_reject_class(name).fingerprint
    connection.execute("UPDATE study SET reject_class = ?", (name,))
    connection.execute("UPDATE corpus SET fingerprint = ? WHERE part = 'labelled'", (fingerprint,))


def _write_part(folder: Path, connection: sqlite3.Connection, part: Part, corpus: Corpus) -> None:
    try:
        sha256 = write_corpus(folder / f"{part}.parquet", corpus)
    except InputError as error:
        raise InputError(f"{part} corpus, {error}") from error
    insert_corpus(connection, part, corpus, sha256)


def _read_labelled(folder: Path, connection: sqlite3.Connection) -> LabelledCorpus:
    row = select_labelled(connection)
    return read_labelled_corpus(
        folder / "labelled.parquet",
        row["file_sha256"],
        row["fingerprint"],
        select_classes(connection),
        select_study(connection)["reject_class"],
    )


def _read_unlabelled(folder: Path, connection: sqlite3.Connection) -> Corpus | None:
    row = select_unlabelled(connection)
    if row is None:
        return None
    return read_corpus(folder / "unlabelled.parquet", row["file_sha256"], row["fingerprint"])
