"""Work that takes long, with a progress bar in the terminal."""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

from tqdm import tqdm

from analysis.progress import Progress

SECONDS_BETWEEN_LOOKS = 0.2

Result = TypeVar("Result")


def watched(work: Callable[[], Result], progress: Progress, steps: str = "steps") -> Result:
    """Do some work, and show on standard error how far it is and how long it will take.

    Parameters
    ----------
    work : callable
        Reports to `progress`.
    progress : Progress
    steps : str
        What the progress counts, in the plural.

    Returns
    -------
    object
        What the work returns.

    Raises
    ------
    KeyboardInterrupt
        After the work was told to stop.
    """
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(work)
        try:
            with _bar() as bar:
                while wait([future], SECONDS_BETWEEN_LOOKS).not_done:
                    _show(bar, progress, steps)
        except KeyboardInterrupt:
            progress.cancel()
            raise
    return future.result()


def _bar() -> "tqdm[None]":
    """A bar from 0 to 100 %; none where standard error is no terminal."""
    form = "{desc} {percentage:3.0f}%|{bar}| {remaining} left"
    return tqdm(total=1.0, bar_format=form, disable=not sys.stderr.isatty(), leave=False)


def _show(bar: "tqdm[None]", progress: Progress, steps: str) -> None:
    bar.set_description(f"{progress.n_done} of {progress.n_steps} {steps}", refresh=False)
    bar.n = progress.share
    bar.refresh()
