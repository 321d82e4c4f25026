"""Files and folders that appear whole or not at all, and vanish at once.

Everything is written under a temporary name beside its place and then renamed, so that a
crash leaves nothing under a real name; what it leaves under a temporary one is swept later.
"""

import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from analysis.errors import InputError

# No study is named like this, so that no listing takes an unfinished one for a study.
TEMPORARY_PREFIX = ".temporary-"

# Writing takes seconds: what is an hour old belongs to nobody who still writes.
SWEEP_SECONDS = 3600


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Fill a temporary folder, which becomes `folder` when the block ends well.

    Parameters
    ----------
    folder : Path
        Must not exist; its parent must.

    Yields
    ------
    Path
        The temporary folder, private to the user.
    """
    making = _temporary_name(folder)
    making.mkdir(mode=0o700)
    try:
        yield making
        _flush_to_disk(making)
        making.rename(folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Write a temporary file, which replaces `path` when the block ends well.

    Parameters
    ----------
    path : Path
        Its folder must exist.

    Yields
    ------
    Path
        Where to write.
    """
    making = _temporary_name(path)
    try:
        yield making
        making.replace(path)
    except BaseException:
        making.unlink(missing_ok=True)
        raise


def remove_folder(folder: Path) -> None:
    """Remove a folder with all it holds; nobody sees it half removed.

    Parameters
    ----------
    folder : Path
        Links in it are removed, never followed.
    """
    doomed = _temporary_name(folder)
    os.utime(folder)  # a sweep at this moment must not take it for a leftover
    folder.rename(doomed)
    shutil.rmtree(doomed)


def sweep(folder: Path) -> None:
    """Remove what crashes left behind in `folder` an hour ago or earlier.

    Parameters
    ----------
    folder : Path
    """
    for leftover in folder.glob(f"{TEMPORARY_PREFIX}*"):
        # Another process may sweep at the same time.
        with suppress(OSError):
            if time.time() - leftover.lstat().st_mtime > SWEEP_SECONDS:
                _remove(leftover)


@contextmanager
def disk_errors_for_the_user() -> Iterator[None]:
    """Turn what the disk refuses into an error that says what to do.

    Yields
    ------
    None

    Raises
    ------
    InputError
        Instead of an OSError: no space, no permission, a file where a folder should be.
    """
    try:
        yield
    except OSError as error:
        raise InputError(
            f"folder of studies: it could not be used ({error.strerror or error}). Make sure "
            "that it is a folder you may write to with space left, or choose another in "
            "PRIORSCOPE_HOME."
        ) from error


def _temporary_name(path: Path) -> Path:
    return path.with_name(f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}")


def _flush_to_disk(folder: Path) -> None:
    """Have the contents written before the name is, for the sake of power failures."""
    for path in folder.iterdir():
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
