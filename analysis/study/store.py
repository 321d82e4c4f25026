"""Studies on disk: made, opened, changed and deleted by id."""

import threading
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import EllipsisType

from analysis.corpus.corpus import Corpus, LabelledCorpus
from analysis.corpus.drawing import DRAWINGS, Drawing
from analysis.corpus.findings import Finding
from analysis.errors import InputError
from analysis.study.atomic import disk_errors_for_the_user, new_folder, remove_folder, sweep
from analysis.study.contents import mark_as_opened, read_study, set_reject_class, write_study
from analysis.study.database import reading, writing
from analysis.study.identifier import new_study_id, study_folder
from analysis.study.listing import find_study
from analysis.study.rows import now, select_labelled, select_study
from analysis.study.study import AIMS, Aim, Study

LONGEST_NAME = 200

# Two sessions that open the sample study at the same moment get one study.
_CREATING = threading.Lock()


def create_study(
    home: Path,
    name: str,
    labelled: LabelledCorpus,
    unlabelled: Corpus | None = None,
    *,
    drawing: Drawing,
    aim: Aim,
    findings: Iterable[Finding] = (),
    key: str | None = None,
) -> Study:
    """Keep corpora on disk as a study.

    Parameters
    ----------
    home : Path
        Folder of the studies; made if need be.
    name : str
        What the analyst calls it, 1 to 200 characters.
    labelled : LabelledCorpus
    unlabelled : Corpus, optional
        The whole collection.
    drawing : {"proportional", "by-cluster", "by-class", "other"}
        How the labels were drawn.
    aim : {"classify", "explore"}
    findings : iterable of Finding
        What the checks said.
    key : str, optional
        Names the content, for instance the fingerprint of the sample study. If a study was made
        under this key before, that one is opened.

    Returns
    -------
    Study

    Raises
    ------
    InputError
        If the name, the aim or the drawing is not allowed, a text is not Unicode, or the disk
        refuses.
    """
    study = Study(
        id=new_study_id(),
        name=_checked_name(name),
        created=now(),
        labelled=labelled,
        unlabelled=unlabelled,
        drawing=_checked_drawing(drawing),
        aim=_checked_aim(aim),
        findings=tuple(findings),
    )
    with _CREATING, disk_errors_for_the_user():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        sweep(home)
        same = None if key is None else find_study(home, key)
        if same is not None:
            return open_study(home, same)
        with new_folder(home / study.id) as folder:
            write_study(folder, study, key)
    return study


def open_study(home: Path, study_id: str) -> Study:
    """Read a study from disk.

    Parameters
    ----------
    home : Path
        Folder of the studies.
    study_id : str
        May come from anywhere, for instance from a URL.

    Returns
    -------
    Study

    Raises
    ------
    InputError
        If the id is malformed, there is no such study, or it is damaged or of a newer version.
    """
    folder = study_folder(home, study_id)
    with disk_errors_for_the_user():
        study = read_study(folder)
    mark_as_opened(folder)
    return study


def refresh_study(home: Path, study: Study) -> Study:
    """Bring a study up to date with what any session has changed; reads no corpus.

    Parameters
    ----------
    home : Path
        Folder of the studies.
    study : Study
        As it was opened.

    Returns
    -------
    Study
        With the same texts; with the same `labelled` unless the reject class was changed.

    Raises
    ------
    InputError
        If the study was deleted or is damaged.
    """
    with reading(study_folder(home, study.id)) as connection:
        row, corpus = select_study(connection), select_labelled(connection)
    labelled = study.labelled
    if labelled.fingerprint != corpus["fingerprint"]:
        labelled = replace(
            labelled, reject_class=row["reject_class"], fingerprint=corpus["fingerprint"]
        )
    return replace(
        study, name=row["name"], aim=row["aim"], drawing=row["drawing"], labelled=labelled
    )


def update_study(
    home: Path,
    study_id: str,
    *,
    name: str | None = None,
    aim: Aim | None = None,
    drawing: Drawing | None = None,
    reject_class: str | EllipsisType | None = ...,
) -> None:
    """Change what was said about a study; what is not given stays.

    Parameters
    ----------
    home : Path
        Folder of the studies.
    study_id : str
    name : str, optional
        1 to 200 characters.
    aim : {"classify", "explore"}, optional
    drawing : {"proportional", "by-cluster", "by-class", "other"}, optional
    reject_class : str or None, optional
        One of the classes; None says that there is none. Changes the fingerprint of the
        labelled corpus.

    Raises
    ------
    InputError
        If there is no such study, it is damaged, or a value is not allowed.
    """
    folder = study_folder(home, study_id)
    changes = {
        "name": None if name is None else _checked_name(name),
        "aim": None if aim is None else _checked_aim(aim),
        "drawing": None if drawing is None else _checked_drawing(drawing),
    }
    with disk_errors_for_the_user(), writing(folder) as connection:
        for column, value in changes.items():
            if value is not None:
                connection.execute(f"UPDATE study SET {column} = ?", (value,))
        if not isinstance(reject_class, EllipsisType):
            set_reject_class(folder, connection, reject_class)


def delete_study(home: Path, study_id: str) -> None:
    """Delete a study with all it holds, and nothing else.

    Parameters
    ----------
    home : Path
        Folder of the studies.
    study_id : str

    Raises
    ------
    InputError
        If the id is malformed, there is no such study, or the disk refuses.
    """
    with disk_errors_for_the_user():
        remove_folder(study_folder(home, study_id))


def _checked_name(name: str) -> str:
    name = name.strip()
    if not 1 <= len(name) <= LONGEST_NAME:
        raise InputError(
            f"name of the study: it has {len(name)} characters. Give one of 1 to {LONGEST_NAME}."
        )
    return name.encode("utf-8", "replace").decode()


def _checked_aim(aim: Aim) -> Aim:
    _require_one_of("aim", aim, AIMS)
    return aim


def _checked_drawing(drawing: Drawing) -> Drawing:
    _require_one_of("drawing of the labels", drawing, DRAWINGS)
    return drawing


def _require_one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise InputError(f"{name}: {value!r} is not known. Choose one of {', '.join(allowed)}.")
