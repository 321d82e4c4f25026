"""Settings that the dashboard keeps with a study, for instance the baseline scenario."""

import json
from pathlib import Path

from analysis.study.database import reading, writing
from analysis.study.identifier import study_folder


def write_setting(
    home: Path, study_id: str, key: str, value_json: str, *, version: int = 1
) -> None:
    """Keep a setting, in place of what was kept under its key.

    Parameters
    ----------
    home : Path
        Folder of the studies.
    study_id : str
    key : str
    value_json : str
        Any JSON text.
    version : int
        Of the value's form; raised when its reader would no longer understand it.

    Raises
    ------
    InputError
        If there is no such study or it is damaged.
    ValueError
        If the value is not JSON.
    """
    json.loads(value_json)
    with writing(study_folder(home, study_id)) as connection:
        connection.execute(
            "INSERT INTO setting (key, version, value) VALUES (?, ?, ?) ON CONFLICT (key) "
            "DO UPDATE SET version = excluded.version, value = excluded.value",
            (key, version, value_json),
        )


def read_setting(home: Path, study_id: str, key: str, *, version: int = 1) -> str | None:
    """Return a setting as JSON text.

    Parameters
    ----------
    home : Path
        Folder of the studies.
    study_id : str
    key : str
    version : int
        The form that the caller understands.

    Returns
    -------
    str or None
        None if nothing of this form was kept.

    Raises
    ------
    InputError
        If there is no such study or it is damaged.
    """
    with reading(study_folder(home, study_id)) as connection:
        row = connection.execute(
            "SELECT value FROM setting WHERE key = ? AND version = ?", (key, version)
        ).fetchone()
    return None if row is None else row["value"]


def copy_settings(home: Path, source_id: str, target_id: str) -> None:
    """Keep all settings of one study with another one as well.

    Parameters
    ----------
    home : Path
        Folder of the studies.
    source_id, target_id : str
        What the target kept under the same keys is replaced.

    Raises
    ------
    InputError
        If there is no such study or it is damaged.
    """
    with reading(study_folder(home, source_id)) as connection:
        rows = [tuple(row) for row in connection.execute("SELECT key, version, value FROM setting")]
    with writing(study_folder(home, target_id)) as connection:
        connection.executemany("INSERT OR REPLACE INTO setting VALUES (?, ?, ?)", rows)
