"""Where studies are kept."""

import os
import sys
from pathlib import Path

from analysis.errors import InputError

HOME_VARIABLE = "PRIORSCOPE_HOME"
FOLDER_NAME = "priorscope"


def study_home(folder: str | os.PathLike[str] | None = None) -> Path:
    """Folder in which studies are kept; it need not exist yet.

    Parameters
    ----------
    folder : str or path, optional
        The folder to use; without it the environment variable PRIORSCOPE_HOME decides, and
        without that the platform's folder for a user's data.

    Returns
    -------
    Path
        Absolute.

    Raises
    ------
    InputError
        If the path begins with ``~`` and names a user who has no home folder.
    """
    chosen = folder or os.environ.get(HOME_VARIABLE) or _user_data_folder() / FOLDER_NAME
    try:
        return Path(chosen).expanduser().absolute()
    except RuntimeError as error:
        raise InputError(
            f"folder of studies: {str(chosen)!r} names a home folder that is not known. "
            f"Give a full path, as an argument or in {HOME_VARIABLE}."
        ) from error


def _user_data_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or "~/AppData/Local")
    if sys.platform == "darwin":
        return Path("~/Library/Application Support")
    return Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share")
