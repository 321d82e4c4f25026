"""Arrays that take long to compute: made in the background, and kept with their study."""

import hashlib
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from analysis.progress import Progress
from analysis.study.array_cache import load_arrays, save_arrays
from analysis.study.identifier import study_folder
from analysis.study.kept_parts import KeptParts

COMPUTATIONS_FOLDER = "computations"
# Scores of 330,000 documents take 7 MB.
MAX_BYTES = 256 << 20
KEPT_IN_MEMORY = 8

Arrays = dict[str, NDArray[np.generic]]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Computation:
    """Arrays in the making.

    Parameters
    ----------
    progress : Progress
        To watch, and to cancel.
    future : Future of dict of str to ndarray
    """

    progress: Progress
    future: Future[Arrays]


class Computations:
    """Finds arrays or computes them, one computation at a time.

    Safe to call from any thread.

    Parameters
    ----------
    home : Path
        Folder of the studies.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._lock = threading.RLock()
        self._kept: LRUCache[tuple[str, str], Arrays] = LRUCache(KEPT_IN_MEMORY)
        self._running: dict[tuple[str, str], Computation] = {}
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="computation")

    def find(self, study_id: str, name: str) -> Arrays | None:
        """Return arrays that were computed before.

        Parameters
        ----------
        study_id : str
        name : str
            Says all that the arrays depend on, fingerprints of the data included.

        Returns
        -------
        dict of str to ndarray, or None

        Raises
        ------
        InputError
            If there is no such study.
        """
        with self._lock:
            if (study_id, name) in self._kept:
                return self._kept[study_id, name]
        arrays = load_arrays(self._path(study_id, name))
        if arrays is not None:
            self._keep(study_id, name, arrays)
        return arrays

    def parts(self, study_id: str, name: str) -> KeptParts:
        """Return where a computation keeps its parts, to go on after a stop or a restart.

        Parameters
        ----------
        study_id, name : str
            Of the computation. Once it is done, its parts are dropped.

        Returns
        -------
        KeptParts
        """
        return KeptParts(self._path(study_id, name).with_suffix(".parts"))

    def running(self, study_id: str, name: str) -> Computation | None:
        """Return the computation that makes these arrays, or has failed to."""
        with self._lock:
            return self._running.get((study_id, name))

    def start(
        self,
        study_id: str,
        name: str,
        progress: Progress,
        compute: Callable[[Progress], Arrays],
    ) -> Computation:
        """Compute in the background; what is in the making is not begun again.

        Parameters
        ----------
        study_id, name : str
        progress : Progress
        compute : callable
            Told the progress, to report to; returns the arrays.

        Returns
        -------
        Computation
            Its future holds the arrays, or raises what went wrong.
        """
        key = study_id, name
        with self._lock:
            if key in self._running and not self._running[key].future.done():
                return self._running[key]
            future = self._pool.submit(self._make, study_id, name, progress, compute)
            self._running[key] = Computation(progress, future)
            return self._running[key]

    def cancel(self, study_id: str) -> None:
        """Stop what is in the making for a study that is about to be deleted."""
        with self._lock:
            for (owner, _), computation in self._running.items():
                if owner == study_id:
                    computation.progress.cancel()

    def _make(
        self,
        study_id: str,
        name: str,
        progress: Progress,
        compute: Callable[[Progress], Arrays],
    ) -> Arrays:
        progress.raise_if_cancelled()
        arrays = compute(progress)
        self._keep(study_id, name, arrays)
        try:
            save_arrays(self._path(study_id, name), arrays, MAX_BYTES)
        except OSError as error:
            _log.warning("a computation could not be kept and will be made again: %s", error)
        else:
            self.parts(study_id, name).drop()
        return arrays

    def _path(self, study_id: str, name: str) -> Path:
        key = hashlib.sha256(name.encode()).hexdigest()
        return study_folder(self._home, study_id) / COMPUTATIONS_FOLDER / f"{key}.npz"

    def _keep(self, study_id: str, name: str, arrays: Arrays) -> None:
        with self._lock:
            self._kept[study_id, name] = arrays
