"""What the database of a study says, row by row."""

import json
import sqlite3
from datetime import UTC, datetime
from typing import Literal

from analysis.corpus.corpus import Corpus
from analysis.corpus.findings import Finding
from analysis.study.study import Study

Part = Literal["labelled", "unlabelled"]


def now() -> datetime:
    """Moment in UTC, to the millisecond.

    Returns
    -------
    datetime
    """
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def insert_study(connection: sqlite3.Connection, study: Study, key: str | None) -> None:
    """Store all that is no corpus: the classes in their order, the study, its findings.

    Parameters
    ----------
    connection : sqlite3.Connection
    study : Study
    key : str or None
        Under which the study can be found again.
    """
    connection.executemany("INSERT INTO class VALUES (?, ?)", enumerate(study.labelled.classes))
    connection.execute(
        "INSERT INTO study (id, name, created, opened, content_key, drawing, aim, reject_class) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            study.id,
            study.name,
            study.created.isoformat(),
            study.created.isoformat(),
            key,
            study.drawing,
            study.aim,
            study.labelled.reject_class,
        ),
    )
    connection.executemany(
        "INSERT INTO finding (code, severity, message, remedy, count, offenders) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        map(_finding_row, study.findings),
    )


def insert_corpus(connection: sqlite3.Connection, part: Part, corpus: Corpus, sha256: str) -> None:
    """Store what tells a corpus file from any other.

    Parameters
    ----------
    connection : sqlite3.Connection
    part : {"labelled", "unlabelled"}
    corpus : Corpus
    sha256 : str
        Of the file.
    """
    row = (part, corpus.n_documents, corpus.fingerprint, sha256)
    connection.execute("INSERT INTO corpus VALUES (?, ?, ?, ?)", row)


def select_study(connection: sqlite3.Connection) -> sqlite3.Row:
    """Row about the study itself.

    Parameters
    ----------
    connection : sqlite3.Connection

    Returns
    -------
    sqlite3.Row
    """
    row = connection.execute("SELECT * FROM study").fetchone()
    if row is None:
        raise sqlite3.DatabaseError("it holds no study")
    return row


def select_classes(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Class names in their order.

    Parameters
    ----------
    connection : sqlite3.Connection

    Returns
    -------
    tuple of str
    """
    return tuple(row["name"] for row in connection.execute("SELECT * FROM class ORDER BY position"))


def select_labelled(connection: sqlite3.Connection) -> sqlite3.Row:
    """Row about the labelled corpus.

    Parameters
    ----------
    connection : sqlite3.Connection

    Returns
    -------
    sqlite3.Row
    """
    row = _select_corpus(connection, "labelled")
    if row is None:
        raise sqlite3.DatabaseError("it names no labelled corpus")
    return row


def select_unlabelled(connection: sqlite3.Connection) -> sqlite3.Row | None:
    """Row about the unlabelled corpus.

    Parameters
    ----------
    connection : sqlite3.Connection

    Returns
    -------
    sqlite3.Row or None
        None if no such corpus was loaded.
    """
    return _select_corpus(connection, "unlabelled")


def select_findings(connection: sqlite3.Connection) -> tuple[Finding, ...]:
    """Findings in their order.

    Parameters
    ----------
    connection : sqlite3.Connection

    Returns
    -------
    tuple of Finding
    """
    return tuple(map(_finding, connection.execute("SELECT * FROM finding ORDER BY position")))


def _select_corpus(connection: sqlite3.Connection, part: Part) -> sqlite3.Row | None:
    return connection.execute("SELECT * FROM corpus WHERE part = ?", (part,)).fetchone()


def _finding_row(finding: Finding) -> tuple[str, str, str, str, int, str]:
    return (
        finding.code,
        finding.severity,
        finding.message,
        finding.remedy,
        finding.count,
        json.dumps(finding.offenders),
    )


def _finding(row: sqlite3.Row) -> Finding:
    return Finding(
        row["code"],
        row["severity"],
        row["message"],
        row["remedy"],
        row["count"],
        tuple(json.loads(row["offenders"])),
    )
