"""Errors that a user can mend."""

from collections.abc import Sequence


class InputError(ValueError):
    """A wrong input, told so that the user can mend it.

    The message names the input, says what is allowed, what came, and what to do. It is shown
    as text, by the pages and by the command line, and nothing loaded before is lost.
    """


def listed(names: Sequence[str], shown: int = 10) -> str:
    """Quote the first few names for a message, and say how many more there are.

    Parameters
    ----------
    names : sequence of str
    shown : int
        Number of names to give.

    Returns
    -------
    str
        For instance ``'"text", "label" and 3 more'``.
    """
    quoted = ", ".join(f'"{name}"' for name in names[:shown])
    return quoted if len(names) <= shown else f"{quoted} and {len(names) - shown:,} more"
