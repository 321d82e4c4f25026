"""Study ids: unguessable names of studies, safe in URLs and as names of folders."""

import re
import secrets
from pathlib import Path

from analysis.study.errors import malformed_id, unknown_study

# 128 random bits. Hexadecimal rather than base64, whose letters differ only by case (some
# file systems do not) and which may begin with a dash (which command lines take for an option).
STUDY_ID = re.compile(r"[0-9a-f]{32}")


def new_study_id() -> str:
    """Draw a study id that nobody can guess.

    Returns
    -------
    str
        32 hexadecimal digits.
    """
    return secrets.token_hex(16)


def is_study_id(name: str) -> bool:
    """Whether `name` has the form of a study id.

    Parameters
    ----------
    name : str

    Returns
    -------
    bool
    """
    return STUDY_ID.fullmatch(name) is not None


def study_folder(home: Path, study_id: str) -> Path:
    """Folder of a study that exists.

    Parameters
    ----------
    home : Path
        Folder of the studies.
    study_id : str
        May come from anywhere, for instance from a URL.

    Returns
    -------
    Path
        A folder directly in `home`, never a link.

    Raises
    ------
    InputError
        If the id is malformed or there is no such study.
    """
    if not is_study_id(study_id):
        raise malformed_id(study_id)
    folder = home / study_id
    if folder.is_symlink() or not folder.is_dir():
        raise unknown_study(study_id)
    return folder
