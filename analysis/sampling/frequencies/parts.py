"""Parts of a long computation, kept as they are done, so that it can go on where it stopped.

Whoever computes hands over each part with a name and looks it up before computing it. Where parts
are kept, and for how long, is the caller's affair: on disk beside a study, or nowhere.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from numpy.typing import NDArray

from analysis.progress import Progress

Arrays = dict[str, NDArray]


class Parts(Protocol):
    """Where the parts of one computation are kept."""

    def find(self, name: str) -> Arrays | None:
        """Return a part that was kept."""

    def keep(self, name: str, arrays: Arrays, share: float) -> None:
        """Keep a part in place of any of its name; with it, `share` of the whole is done."""


class NothingKept:
    """Keeps no part: each is computed."""

    def find(self, name: str) -> None:
        """Find nothing."""

    def keep(self, name: str, arrays: Arrays, share: float) -> None:
        """Keep nothing."""


NOTHING_KEPT = NothingKept()


def computed_in_chunks(
    name: str,
    chunks: Sequence[slice],
    compute: Callable[[slice], Arrays],
    progress: Progress,
    step: int,
    parts: Parts,
) -> Iterator[tuple[slice, Arrays]]:
    """Compute arrays chunk by chunk, passing over those that were kept.

    Parameters
    ----------
    name : str
        Of what is computed, unlike any other of the same computation.
    chunks : sequence of slice
        Rows to work on at once.
    compute : callable
        Told the rows; returns their arrays.
    progress : Progress
    step : int
        Which of its fits this is.
    parts : Parts

    Yields
    ------
    rows : slice
    arrays : dict of str to ndarray

    Raises
    ------
    Cancelled
        If the progress was cancelled.
    """
    for rows in chunks:
        progress.raise_if_cancelled()
        of_rows = f"{name}-{rows.start}-{rows.stop}"
        found = parts.find(of_rows)
        arrays = compute(rows) if found is None else found
        progress.advance(step, rows.stop / chunks[-1].stop)
        if found is None:
            parts.keep(of_rows, arrays, progress.share)
        yield rows, arrays
