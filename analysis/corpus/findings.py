"""Findings: what a check has to say about a corpus that is legal and yet worth knowing."""

from dataclasses import dataclass
from typing import Literal

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
