"""The SQLite file of a study: its schema, and how it is opened.

The number in ``PRAGMA user_version`` says which schema a file has. To change the schema, raise
`SCHEMA_VERSION`, add a script that brings a file of the version before up to date, and add a
study folder of the version before to the tests. A file of a newer version is refused.

The journal is SQLite's rollback journal, not a write-ahead log: writes are rare and small, one
file can be copied and moved with its folder, and it works on network drives, where a
write-ahead log does not.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from analysis.study.errors import damaged_study, newer_study

DATABASE_NAME = "study.sqlite"
SCHEMA_VERSION = 1

# Longest wait for another session's write, which takes milliseconds.
BUSY_SECONDS = 10.0

SCHEMA = f"""
BEGIN;
PRAGMA user_version = {SCHEMA_VERSION};
CREATE TABLE class (
    position INTEGER PRIMARY KEY,                       -- order of every class axis, from 0
    name TEXT NOT NULL UNIQUE
);
CREATE TABLE study (
    single INTEGER PRIMARY KEY CHECK (single = 1),      -- one row, about this study
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    created TEXT NOT NULL,                              -- UTC, ISO 8601
    opened TEXT NOT NULL,
    content_key TEXT,                                   -- tells a study made twice
    drawing TEXT NOT NULL,
    aim TEXT NOT NULL,
    reject_class TEXT REFERENCES class (name)
);
CREATE TABLE corpus (
    part TEXT PRIMARY KEY CHECK (part IN ('labelled', 'unlabelled')),
    n_documents INTEGER NOT NULL CHECK (n_documents >= 0),
    fingerprint TEXT NOT NULL,                          -- of the content, reject class included
    file_sha256 TEXT NOT NULL                           -- of <part>.parquet
);
CREATE TABLE finding (
    position INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    message TEXT NOT NULL,
    remedy TEXT NOT NULL,
    count INTEGER NOT NULL,
    offenders TEXT NOT NULL                             -- JSON list of strings
);
CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    version INTEGER NOT NULL,                           -- of the value's form
    value TEXT NOT NULL                                 -- JSON
);
COMMIT;
"""


def create_database(folder: Path) -> None:
    """Create the empty tables of a study.

    Parameters
    ----------
    folder : Path
        Of the study; holds no database yet.
    """
    with closing(sqlite3.connect(folder / DATABASE_NAME, isolation_level=None)) as connection:
        # A new study is flushed to disk as a whole, before it gets its name.
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(SCHEMA)


@contextmanager
def reading(folder: Path) -> Iterator[sqlite3.Connection]:
    """Read a study's database, as it is at one moment.

    Parameters
    ----------
    folder : Path
        Of the study.

    Yields
    ------
    sqlite3.Connection
        In a transaction; rows can be read by column name.

    Raises
    ------
    InputError
        If the database is missing, damaged, busy for long, or of a newer version.
    """
    with _transaction(folder, "DEFERRED") as connection:
        yield connection


@contextmanager
def writing(folder: Path) -> Iterator[sqlite3.Connection]:
    """Change a study's database: everything in the block, or nothing if it raises.

    Parameters
    ----------
    folder : Path
        Of the study.

    Yields
    ------
    sqlite3.Connection
        In a transaction that no other writer can be in.

    Raises
    ------
    InputError
        If the database is missing, damaged, busy for long, or of a newer version.
    """
    # Taking the write lock at once, not at the first write, rules out the deadlock of two
    # readers that both want to write.
    with _transaction(folder, "IMMEDIATE") as connection:
        yield connection


@contextmanager
def _transaction(folder: Path, kind: str) -> Iterator[sqlite3.Connection]:
    try:
        with closing(_connect(folder / DATABASE_NAME)) as connection:
            _require_known_version(folder, connection)
            connection.execute(f"BEGIN {kind}")
            yield connection
            connection.execute("COMMIT")  # closing without it undoes the block
    except sqlite3.DatabaseError as error:
        raise damaged_study(folder, f"{DATABASE_NAME}: {error}") from error


def _connect(path: Path) -> sqlite3.Connection:
    # Mode rw: a missing file is an error, where the default makes an empty database.
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None
    )
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _require_known_version(folder: Path, connection: sqlite3.Connection) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        raise newer_study(folder, version, SCHEMA_VERSION)
    if version < 1:
        raise sqlite3.DatabaseError("it has no tables of a study")
