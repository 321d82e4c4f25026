"""Files that were read."""

from pathlib import Path

import streamlit as st

from analysis.errors import InputError
from analysis.study.proposal import Source, read_source


def version_of(path: Path) -> str:
    """Return a key that changes when the file at a path does; also where there is none."""
    try:
        about = path.stat()
    except OSError:
        return f"{path}:missing"
    return f"{path}:{about.st_mtime_ns}:{about.st_size}"


def read_once(key: str, name: str, data: bytes | Path) -> Source:
    """Read a file once for this session, and guess its columns.

    Parameters
    ----------
    key : str
        Changes with the content of the file.
    name : str
        Name of the file.
    data : bytes or Path

    Returns
    -------
    Source

    Raises
    ------
    InputError
        If the file cannot be read.
    """
    source = _source(key, name, data)
    if isinstance(source, InputError):
        raise source
    return source


# A refusal is kept as well: to find out again that a file is a gzip bomb takes seconds.
@st.cache_resource(max_entries=4, scope="session", show_spinner="Reading the file …")
def _source(key: str, name: str, _data: bytes | Path) -> Source | InputError:
    try:
        return read_source(name, _data)
    except InputError as error:
        return error
