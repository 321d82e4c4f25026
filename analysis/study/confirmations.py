"""Documents that a study sets aside, and when which scenario was confirmed on them."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from analysis.corpus.set_aside import SetAside
from analysis.study.rows import now
from analysis.study.settings import read_setting, write_setting

ASIDE_KEY, LOOKS_KEY = "set_aside", "confirmations"


@dataclass(frozen=True)
class Look:
    """A look at the documents set aside.

    Parameters
    ----------
    when : str
        In UTC, ISO 8601.
    which : SetAside
    scenario : dict
        As it is written in JSON.
    """

    when: str
    which: SetAside
    scenario: dict[str, Any]


def read_set_aside(home: Path, study_id: str) -> SetAside | None:
    """Return which documents a study sets aside.

    Parameters
    ----------
    home : Path
        Folder of the studies.
    study_id : str

    Returns
    -------
    SetAside or None
        None where all documents count.

    Raises
    ------
    InputError
        If there is no such study or it is damaged.
    """
    fields = json.loads(read_setting(home, study_id, ASIDE_KEY) or "null")
    return None if fields is None else SetAside(**fields)


def write_set_aside(home: Path, study_id: str, which: SetAside | None) -> None:
    """Set documents aside, or give them back.

    Parameters
    ----------
    home : Path
        Folder of the studies.
    study_id : str
    which : SetAside or None
        None gives them back; looks at them stay on record.

    Raises
    ------
    InputError
        If there is no such study or it is damaged.
    """
    write_setting(home, study_id, ASIDE_KEY, json.dumps(which and asdict(which)))


def read_looks(home: Path, study_id: str) -> tuple[Look, ...]:
    """Return the looks at documents set aside, the first first.

    Parameters
    ----------
    home : Path
        Folder of the studies.
    study_id : str

    Returns
    -------
    tuple of Look

    Raises
    ------
    InputError
        If there is no such study or it is damaged.
    """
    written = json.loads(read_setting(home, study_id, LOOKS_KEY) or "[]")
    return tuple(
        Look(each["when"], SetAside(**each["which"]), each["scenario"]) for each in written
    )


def record_look(home: Path, study_id: str, which: SetAside, scenario: dict[str, Any]) -> None:
    """Put a look on record; one at the same documents with the same scenario is there only once.

    Parameters
    ----------
    home : Path
        Folder of the studies.
    study_id : str
    which : SetAside
    scenario : dict
        As it is written in JSON.

    Raises
    ------
    InputError
        If there is no such study or it is damaged.
    """
    looks = read_looks(home, study_id)
    if any(look.which == which and look.scenario == scenario for look in looks):
        return
    look = Look(now().isoformat(timespec="seconds"), which, scenario)
    text = json.dumps([asdict(each) for each in (*looks, look)])
    write_setting(home, study_id, LOOKS_KEY, text)
