"""UMAP of points on a sphere: fitted with progress, and other points placed beside it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.neighbors import NearestNeighbors

from analysis.progress import Progress

# Neighbours, and the layout.
FIT_STEPS = 2
# Of each text that is placed. The weight of a neighbour is a power of its cosine, high enough
# that one a little less near hardly draws the text away: on the sample study, 61 % of the texts
# then lie next to one of their class, and 5 % between the groups; with the 8th power of eight
# neighbours, 58 % and 13 %.
PLACING_NEIGHBOURS = 5
_SHARPNESS = 64
_CHUNK = 4_096
_EPOCHS = 200
# Below it, further epochs cost seconds.
_FEW_TEXTS, _MORE_EPOCHS = 10_000, 500


@dataclass(frozen=True)
class UmapSettings:
    """How the layout is made.

    Parameters
    ----------
    largest_fit : int
        Most texts that UMAP itself is fitted on.
    n_neighbours : int
        Neighbours that each text is kept near to.
    min_dist : float
        How closely texts may be packed, from 0 to 1.
    seed : int
    """

    largest_fit: int = 30_000
    n_neighbours: int = 15
    min_dist: float = 0.1
    seed: int = 0


def fit_umap(
    points: NDArray[np.float32],
    start: NDArray[np.float64],
    settings: UmapSettings,
    progress: Progress,
    first_step: int,
) -> NDArray[np.float64]:
    """Lay out points so that neighbours stay neighbours.

    Parameters
    ----------
    points : ndarray of float32, shape (n_points, n_components)
        Of unit length.
    start : ndarray, shape (n_points, 2)
        Places to begin with; they decide how the parts lie to each other.
    settings : UmapSettings
    progress : Progress
    first_step : int

    Returns
    -------
    ndarray of float64, shape (n_points, 2)
        With too few points for a layout, `start`.

    Raises
    ------
    Cancelled
        If the progress was cancelled.

    Notes
    -----
    Neighbours are exact. A single thread lays them out, since several would make the result
    depend on their timing.
    """
    # Imported here: it takes seconds, and the map by components does without.
    from umap.umap_ import find_ab_params, fuzzy_simplicial_set, simplicial_set_embedding

    n_neighbours = min(settings.n_neighbours, len(points) - 1)
    if n_neighbours < 2:
        return start
    indices, cosines = nearest_by_cosine(points, points, n_neighbours, progress, first_step)
    progress.finish(first_step)
    random = np.random.RandomState(settings.seed)
    distances = np.maximum(0, 1 - cosines)
    graph, _, _ = fuzzy_simplicial_set(
        points, n_neighbours, random, "cosine", knn_indices=indices, knn_dists=distances
    )
    a, b = find_ab_params(1.0, settings.min_dist)
    n_epochs = _MORE_EPOCHS if len(points) <= _FEW_TEXTS else _EPOCHS
    layout, _ = simplicial_set_embedding(
        points, graph, 2, 1.0, a, b, 1.0, 5, n_epochs, start, random, "cosine", {},
        densmap=False, densmap_kwds={}, output_dens=False,
        tqdm_kwds=_EpochReporter(progress, first_step + 1, n_epochs).tqdm_settings(),
    )  # fmt: skip
    progress.finish(first_step + 1)
    return layout.astype(np.float64)


def place_texts(
    points: NDArray[np.float32],
    fitted: NDArray[np.float32],
    places: NDArray[np.float64],
    progress: Progress,
    step: int,
) -> NDArray[np.float64]:
    """Place points by those that are nearest to them in a layout.

    Parameters
    ----------
    points : ndarray of float32, shape (n_points, n_components)
        Of unit length.
    fitted : ndarray of float32, shape (n_fitted, n_components)
        Those of the layout.
    places : ndarray, shape (n_fitted, 2)
    progress : Progress
    step : int
        Its step that this is.

    Returns
    -------
    ndarray of float64, shape (n_points, 2)
        Weighted mean of the places of the nearest, by cosine.

    Raises
    ------
    Cancelled
        If the progress was cancelled.
    """
    if not len(points):
        return np.empty((0, 2))
    n_neighbours = min(PLACING_NEIGHBOURS, len(fitted))
    indices, cosines = nearest_by_cosine(points, fitted, n_neighbours, progress, step)
    weights = np.maximum(cosines, 1e-3).astype(np.float64) ** _SHARPNESS
    weights /= weights.sum(axis=1, keepdims=True)
    return np.einsum("ij,ijk->ik", weights, places[indices])


def nearest_by_cosine(
    points: NDArray[np.float32],
    others: NDArray[np.float32],
    n_neighbours: int,
    progress: Progress,
    step: int,
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Find the nearest among other points, exactly.

    Parameters
    ----------
    points, others : ndarray of float32, shape (n, n_components)
        Of unit length, so that the order by distance is that by cosine.
    n_neighbours : int
        At most as many as there are others.
    progress : Progress
        Told after every chunk, and looked at to stop where that was asked for.
    step : int
        Its step that this is.

    Returns
    -------
    indices : ndarray of int, shape (n_points, n_neighbours)
    cosines : ndarray of float32, shape (n_points, n_neighbours)
        Falling.

    Raises
    ------
    Cancelled
        If the progress was cancelled.
    """
    search = NearestNeighbors(n_neighbors=n_neighbours, algorithm="brute").fit(others)
    indices = np.empty((len(points), n_neighbours), dtype=np.int64)
    cosines = np.empty((len(points), n_neighbours), dtype=np.float32)
    for first in range(0, len(points), _CHUNK):
        rows = slice(first, first + _CHUNK)
        distances, indices[rows] = search.kneighbors(points[rows])
        cosines[rows] = 1 - distances**2 / 2
        progress.raise_if_cancelled()
        progress.advance(step, rows.stop / len(points))
    return indices, cosines


class _EpochReporter:
    """A file that tqdm, which umap counts its epochs with, writes the number of each to."""

    def __init__(self, progress: Progress, step: int, n_epochs: int) -> None:
        self._progress, self._step, self._n_epochs = progress, step, n_epochs

    def tqdm_settings(self) -> dict[str, object]:
        """Settings that make tqdm write a number after every epoch, from this thread alone."""
        return {
            "file": self,
            "disable": False,
            "bar_format": "{n}",
            "miniters": 1,
            "mininterval": 0,
        }

    def write(self, text: str) -> None:
        """Report the epoch, and stop the layout by raising `Cancelled` if that was asked for."""
        if text.strip().isdigit():
            self._progress.raise_if_cancelled()
            self._progress.advance(self._step, int(text) / self._n_epochs)

    def flush(self) -> None:
        """Nothing is held back."""
