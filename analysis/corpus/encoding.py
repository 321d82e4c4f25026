"""Which encoding a file's text is in, and whether it is text at all."""

import codecs

from analysis.corpus.findings import Finding
from analysis.errors import InputError

# Longest first: the mark of UTF-16 begins that of UTF-32.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Windows-1252 is Latin-1 with quotation marks, dashes and the euro sign in place of
# control characters; files said to be Latin-1 usually mean it. It leaves five bytes open.
_LAST_RESORTS = ("cp1252", "latin-1")
_KNOWN_BINARIES = (
    (b"PK\x03\x04", "a zip archive or an Excel workbook"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
    (b"\x1f\x8b", "a gzip file; its name has to end in .gz"),
    (b"PAR1", "a Parquet file; its name has to end in .parquet"),
    (b"SQLite format 3", "an SQLite database"),
    (b"%PDF", "a PDF document"),
    (b"\x80\x04\x95", "a Python pickle, which is never loaded"),
    (b"\x89PNG", "an image"),
)
_ALLOWED = "Allowed are CSV, TSV, JSON Lines and Parquet; save it as one of these."
_TEXT_CONTROLS = b"\t\n\v\f\r\x1b"
_CONTROLS = bytes(set(range(32)) - set(_TEXT_CONTROLS))
_SNIFFED_BYTES = 65_536
_CHUNK_BYTES = 2**20


def text_encoding(name: str, data: bytes) -> tuple[str, tuple[Finding, ...]]:
    """Tell in which encoding to read a file.

    Parameters
    ----------
    name : str
        Name of the file.
    data : bytes
        All of it.

    Returns
    -------
    encoding : str
        Python's name of the encoding that a byte order mark announces, else of UTF-8, else
        of Windows-1252 or Latin-1. The whole file can be decoded in it.
    findings : tuple of Finding
        ``"encoding-guessed"`` for the last resort.

    Raises
    ------
    InputError
        If the file is not text, or cannot be decoded as its byte order mark says.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            _check_announced(name, data, encoding)
            return encoding, ()
    _check_is_text(name, data)
    if _decodes(data, "utf-8"):
        return "utf-8", ()
    encoding = next(encoding for encoding in _LAST_RESORTS if _decodes(data, encoding))
    return encoding, (_guessed(name),)


def _check_announced(name: str, data: bytes, encoding: str) -> None:
    if not _decodes(data, encoding):
        raise InputError(
            f'"{name}" begins with the mark of {encoding.upper().removesuffix("-SIG")} and is '
            "damaged or truncated: it cannot be decoded. Save it again, as UTF-8."
        )


def _check_is_text(name: str, data: bytes) -> None:
    """Refuse known binary formats, and files of which one byte in a hundred is a control code."""
    for magic, kind in _KNOWN_BINARIES:
        if data.startswith(magic):
            raise InputError(f'"{name}" is not text: it looks like {kind}. {_ALLOWED}')
    head = data[:_SNIFFED_BYTES]
    n_controls = len(head) - len(head.translate(None, _CONTROLS))
    if n_controls > len(head) / 100:
        raise InputError(
            f'"{name}" is not text: {n_controls:,} of its first {len(head):,} bytes are control '
            f"codes. UTF-16 needs its byte order mark. {_ALLOWED}"
        )


def _decodes(data: bytes, encoding: str) -> bool:
    """Tell whether all of the data can be decoded; in chunks, to hold no copy of it."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _CHUNK_BYTES):
            decoder.decode(data[start : start + _CHUNK_BYTES])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _guessed(name: str) -> Finding:
    return Finding(
        code="encoding-guessed",
        severity="warning",
        message=f'"{name}" is not UTF-8; it was read as Latin-1 (Windows-1252).',
        remedy="Look whether letters with accents are right. If not, save the file as UTF-8.",
        count=1,
    )
