"""Findings: what a check has to say about a corpus that is legal and yet worth knowing."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Literal

_OFFENDERS_SHOWN = 5
_OFFENDER_CHARACTERS = 120

Severity = Literal["problem", "warning", "note"]


@dataclass(frozen=True)
class Finding:
    """One observation, in words that say what to do.

    Parameters
    ----------
    code : str
        Stable name, for instance ``"empty-documents"``.
    severity : {"problem", "warning", "note"}
        A problem makes figures wrong, a warning makes them doubtful, a note is good to know.
    message : str
        What was found, with numbers. Plain text, never markup.
    remedy : str
        What to do about it.
    count : int
        Number of offenders.
    offenders : tuple of str
        The first few offenders: texts, class names or cluster names.
    """

    code: str
    severity: Severity
    message: str
    remedy: str
    count: int
    offenders: tuple[str, ...] = ()


def first_offenders(offenders: Iterable[str]) -> tuple[str, ...]:
    """Return the first few offenders, long ones shortened, for a finding.

    Parameters
    ----------
    offenders : iterable of str

    Returns
    -------
    tuple of str
        At most five, each of at most 120 characters.
    """
    return tuple(
        text if len(text) <= _OFFENDER_CHARACTERS else text[: _OFFENDER_CHARACTERS - 1] + "…"
        for text in islice(offenders, _OFFENDERS_SHOWN)
    )


def plural(n: int, one: str, many: str) -> str:
    """Return the form of a word that goes with a number.

    Parameters
    ----------
    n : int
    one, many : str
        For instance ``"class"`` and ``"classes"``.

    Returns
    -------
    str
    """
    return one if n == 1 else many
