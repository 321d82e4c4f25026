"""Computed arrays on disk, and a folder of which those used last are kept.

Arrays lie in uncompressed NumPy archives (``.npz``), which hold no objects and carry checksums.
"""

import os
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.study.atomic import new_file, sweep


def write_arrays(path: Path, arrays: Mapping[str, NDArray[np.generic]]) -> None:
    """Write arrays whole or not at all, in place of any at the same path.

    Parameters
    ----------
    path : Path
        Ends in ``.npz``; its folder is there.
    arrays : mapping of str to ndarray
        Numbers only.
    """
    with new_file(path) as making, making.open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)


def save_arrays(path: Path, arrays: Mapping[str, NDArray[np.generic]], max_bytes: int) -> None:
    """Write arrays, and drop from their folder what was not used for longest.

    Parameters
    ----------
    path : Path
        Ends in ``.npz``. Its folder is made if need be, but not what that lies in.
    arrays : mapping of str to ndarray
        Numbers only.
    max_bytes : int
        Most that the folder may hold afterwards; arrays larger than that are not kept.
    """
    path.parent.mkdir(mode=0o700, exist_ok=True)
    sweep(path.parent)
    write_arrays(path, arrays)
    _drop_least_recently_used(path.parent, max_bytes)


def load_arrays(path: Path) -> dict[str, NDArray[np.generic]] | None:
    """Read arrays, and note that they were used.

    Parameters
    ----------
    path : Path

    Returns
    -------
    dict of str to ndarray, or None
        None if there is no such file or it is damaged: what can be computed again is no error.
    """
    try:
        # Opened here, since np.load leaves a damaged file open.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            arrays = dict(archive)
        os.utime(path)
    except (OSError, ValueError, EOFError, zipfile.BadZipFile):
        return None
    return arrays


def _drop_least_recently_used(folder: Path, max_bytes: int) -> None:
    kept = 0
    for path in sorted(folder.glob("*.npz"), key=_last_used, reverse=True):
        # Another session may have dropped it, and Windows keeps what is being read.
        with suppress(OSError):
            size = path.stat().st_size
            if kept + size > max_bytes:
                path.unlink()
            else:
                kept += size


def _last_used(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0
