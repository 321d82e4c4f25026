"""Which studies there are, told from their databases alone."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from analysis.errors import InputError
from analysis.study.atomic import disk_errors_for_the_user
from analysis.study.database import reading
from analysis.study.identifier import is_study_id
from analysis.study.rows import select_classes, select_labelled, select_study, select_unlabelled
from analysis.study.study import StudyInfo


def list_studies(home: Path) -> list[StudyInfo]:
    """List the studies that can be opened, the one opened last first.

    Parameters
    ----------
    home : Path
        Folder of the studies; need not exist.

    Returns
    -------
    list of StudyInfo
    """
    studies = []
    for folder in _study_folders(home):
        with suppress(InputError):
            studies.append(_study_info(folder))
    return sorted(studies, key=lambda study: study.opened, reverse=True)


def unreadable_studies(home: Path) -> dict[str, str]:
    """Find the studies that cannot be opened; they can still be deleted.

    Parameters
    ----------
    home : Path
        Folder of the studies; need not exist.

    Returns
    -------
    dict of str to str
        Study id to the reason, in words for the user.
    """
    reasons = {}
    for folder in _study_folders(home):
        try:
            _study_info(folder)
        except InputError as error:
            reasons[folder.name] = str(error)
    return reasons


def find_study(home: Path, key: str) -> str | None:
    """Find a study that was made under `key`.

    Parameters
    ----------
    home : Path
        Folder of the studies; need not exist.
    key : str
        What `create_study` was given.

    Returns
    -------
    str or None
        Id of the study, of the oldest if there are several; None if there is none.
    """
    made = []
    for folder in _study_folders(home):
        with suppress(InputError), reading(folder) as connection:
            study = select_study(connection)
            if study["content_key"] == key:
                made.append((study["created"], folder.name))
    return min(made)[1] if made else None


def _study_folders(home: Path) -> list[Path]:
    if not home.is_dir():
        return []
    with disk_errors_for_the_user():
        entries = sorted(home.iterdir())
    return [
        entry
        for entry in entries
        if is_study_id(entry.name) and entry.is_dir() and not entry.is_symlink()
    ]


def _study_info(folder: Path) -> StudyInfo:
    with reading(folder) as connection:
        study = select_study(connection)
        unlabelled = select_unlabelled(connection)
        return StudyInfo(
            id=folder.name,
            name=study["name"],
            created=datetime.fromisoformat(study["created"]),
            opened=datetime.fromisoformat(study["opened"]),
            n_documents=0 if unlabelled is None else unlabelled["n_documents"],
            n_labels=select_labelled(connection)["n_documents"],
            n_classes=len(select_classes(connection)),
            n_bytes=_n_bytes(folder),
        )


def _n_bytes(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        # A result may be dropped while its size is asked for.
        with suppress(FileNotFoundError):
            total += path.lstat().st_size
    return total
