"""Unpack gzip within a limit, so that a small file cannot fill the memory."""

import gzip
import io
import zlib

from analysis.corpus.table import MAX_BYTES
from analysis.errors import InputError

GZIP_MAGIC = b"\x1f\x8b"


def decompressed(name: str, data: bytes) -> bytes:
    """Unpack a gzip file.

    Parameters
    ----------
    name : str
        Name of the file.
    data : bytes

    Returns
    -------
    bytes
        At most `MAX_BYTES` of them; no more than that is ever unpacked.

    Raises
    ------
    InputError
        If the data is no gzip file, is damaged or cut short, or holds more than the limit.
    """
    if not data.startswith(GZIP_MAGIC):
        raise InputError(
            f'"{name}" is named as a gzip file and is none. Remove ".gz" from its name, '
            "or compress it."
        )
    try:
        unpacked = gzip.GzipFile(fileobj=io.BytesIO(data)).read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(
            f'"{name}" is a damaged or truncated gzip file ({error}). Copy or make it again.'
        ) from error
    check_size(name, len(unpacked))
    return unpacked


def check_size(name: str, n_bytes: int) -> None:
    """Refuse a file whose content is larger than the limit.

    Parameters
    ----------
    name : str
        Name of the file.
    n_bytes : int
        Size of its content, unpacked.

    Raises
    ------
    InputError
        If that is more than `MAX_BYTES`.
    """
    if n_bytes > MAX_BYTES:
        raise InputError(
            f'"{name}" holds more than {MAX_BYTES // 2**20:,} MB when unpacked, the most that is '
            "read. Split the file, or keep only the columns that are needed."
        )
