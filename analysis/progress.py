"""How far a long computation is, told across threads, and a way to stop it."""

import math
import threading
import time
from collections.abc import Callable

TOLERANCE = 1e-6


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """The user asked to stop."""


class Progress:
    """Progress of several steps, written by workers and read by whoever shows it.

    Parameters
    ----------
    n_steps : int
        Number of steps, such as fits, that make up the whole; each counts alike.

    Attributes
    ----------
    n_done : int
        Steps that are finished.
    """

    def __init__(self, n_steps: int) -> None:
        self.n_steps = n_steps
        self._shares = [0.0] * n_steps
        self._started = time.monotonic()
        self._cancelled = threading.Event()
        self._told: Callable[[int, float], None] | None = None

    @property
    def n_done(self) -> int:
        """Number of steps that are finished."""
        return sum(share >= 1 for share in self._shares)

    @property
    def share(self) -> float:
        """Share of the work that is done, 0 to 1."""
        return sum(self._shares) / self.n_steps

    @property
    def remaining_seconds(self) -> float:
        """Estimate from the pace so far; nan before there is a pace."""
        if self.share == 0:
            return math.nan
        return (time.monotonic() - self._started) * (1 / self.share - 1)

    def report(self, step: int, gap: float) -> None:
        """Note the relative gap that a fit has reached; its share is read off the logarithm.

        Raises
        ------
        Cancelled
            If the user asked to stop.
        """
        self.raise_if_cancelled()
        if 0 < gap < 1:
            self._note(step, min(0.99, math.log(gap) / math.log(TOLERANCE)))

    def advance(self, step: int, share: float) -> None:
        """Note what share of a step is done, where that can be counted."""
        self._note(step, min(0.99, share))

    def finish(self, step: int) -> None:
        """Note that a step is done."""
        self._note(step, 1.0)

    def part(self, first: int, n_steps: int) -> "Progress":
        """Return the progress of some of the steps, to hand to whoever takes them.

        Parameters
        ----------
        first : int
            Number of the first of them.
        n_steps : int

        Returns
        -------
        Progress
            Counts its steps from 0. What it is told is told to the whole, and cancelling either
            cancels both.
        """
        part = Progress(n_steps)
        part._cancelled = self._cancelled
        part._told = lambda step, share: self._note(first + step, share)
        return part

    def cancel(self) -> None:
        """Ask the workers to stop at their next pass."""
        self._cancelled.set()

    def raise_if_cancelled(self) -> None:
        """Raise `Cancelled` if the user asked to stop."""
        if self._cancelled.is_set():
            raise Cancelled

    def _note(self, step: int, share: float) -> None:
        self._shares[step] = share
        if self._told is not None:
            self._told(step, share)
