"""How far a training is, told across threads, and a way to stop it."""

import math
import threading
import time
from collections.abc import Callable

TOLERANCE = 1e-6


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """The user asked to stop."""


class TrainingProgress:
    """Progress of several fits, written by workers and read by whoever shows it.

    Parameters
    ----------
    n_fits : int
        Number of fits that make up the whole.

    Attributes
    ----------
    n_done : int
        Fits that are finished.
    """

    def __init__(self, n_fits: int) -> None:
        self.n_fits = n_fits
        self._shares = [0.0] * n_fits
        self._started = time.monotonic()
        self._cancelled = threading.Event()
        self._told: Callable[[int, float], None] | None = None

    @property
    def n_done(self) -> int:
        """Number of fits that are finished."""
        return sum(share >= 1 for share in self._shares)

    @property
    def share(self) -> float:
        """Share of the work that is done, 0 to 1; a fit counts by the logarithm of its gap."""
        return sum(self._shares) / self.n_fits

    @property
    def remaining_seconds(self) -> float:
        """Estimate from the pace so far; nan before there is a pace."""
        if self.share == 0:
            return math.nan
        return (time.monotonic() - self._started) * (1 / self.share - 1)

    def report(self, fit: int, gap: float) -> None:
        """Note the relative gap that a fit has reached.

        Raises
        ------
        Cancelled
            If the user asked to stop.
        """
        self.raise_if_cancelled()
        if 0 < gap < 1:
            self._note(fit, min(0.99, math.log(gap) / math.log(TOLERANCE)))

    def advance(self, fit: int, share: float) -> None:
        """Note what share of a fit is done, where that can be counted."""
        self._note(fit, min(0.99, share))

    def finish(self, fit: int) -> None:
        """Note that a fit is done."""
        self._note(fit, 1.0)

    def part(self, first: int, n_fits: int) -> "TrainingProgress":
        """Return the progress of some of the fits, to hand to whoever makes them.

        Parameters
        ----------
        first : int
            Number of the first of them.
        n_fits : int

        Returns
        -------
        TrainingProgress
            Counts its fits from 0. What it is told is told to the whole, and cancelling either
            cancels both.
        """
        part = TrainingProgress(n_fits)
        part._cancelled = self._cancelled
        part._told = lambda fit, share: self._note(first + fit, share)
        return part

    def cancel(self) -> None:
        """Ask the workers to stop at their next pass."""
        self._cancelled.set()

    def raise_if_cancelled(self) -> None:
        """Raise `Cancelled` if the user asked to stop."""
        if self._cancelled.is_set():
            raise Cancelled

    def _note(self, fit: int, share: float) -> None:
        self._shares[fit] = share
        if self._told is not None:
            self._told(fit, share)
