"""The parts of one computation on disk, until it is done.

A computation that was cancelled, failed or was cut off by a restart finds them again. A part
that is damaged counts as absent, and a disk that refuses is no error: what was not kept is
computed again.
"""

import logging
import shutil
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.study.array_cache import load_arrays, write_arrays
from analysis.study.atomic import new_file

# Computations of one study that were begun and never finished; of more, the oldest are dropped.
MAX_UNFINISHED = 3
SHARE_FILE = "share.txt"

Arrays = dict[str, NDArray[np.generic]]

_log = logging.getLogger(__name__)


class KeptParts:
    """Parts by name.

    Parameters
    ----------
    folder : Path
        Of this computation alone, ends in ``.parts``; made with the first part.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def share(self) -> float:
        """Share of the computation that was done when the last part was kept; 0 without any."""
        try:
            return float((self._folder / SHARE_FILE).read_text(encoding="ascii"))
        except (OSError, ValueError):
            return 0.0

    def find(self, name: str) -> Arrays | None:
        """Return a part, or None if there is none.

        Parameters
        ----------
        name : str

        Returns
        -------
        dict of str to ndarray, or None
        """
        return load_arrays(self._path(name))

    def keep(self, name: str, arrays: Arrays, share: float) -> None:
        """Write a part, in place of any of its name.

        Parameters
        ----------
        name : str
            Letters, digits and hyphens.
        arrays : dict of str to ndarray
            Numbers only.
        share : float
            Of the computation that is done with it.
        """
        try:
            self._make_folder()
            write_arrays(self._path(name), arrays)
            with new_file(self._folder / SHARE_FILE) as making:
                making.write_text(f"{share:.4f}", encoding="ascii")
        except OSError as error:
            _log.warning("a part of a computation could not be kept: %s", error)

    def drop(self) -> None:
        """Remove all parts."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.npz"

    def _make_folder(self) -> None:
        """Make room for a new computation; never the folder of a study that was deleted."""
        if self._folder.is_dir():
            return
        self._folder.parent.mkdir(mode=0o700, exist_ok=True)
        self._folder.mkdir(mode=0o700, exist_ok=True)
        unfinished = [path for path in self._folder.parent.glob("*.parts") if path != self._folder]
        for path in sorted(unfinished, key=_changed)[: 1 - MAX_UNFINISHED]:
            shutil.rmtree(path, ignore_errors=True)


def _changed(path: Path) -> int:
    with suppress(FileNotFoundError):
        return path.stat().st_mtime_ns
    return 0
