"""A place on a map for every document: near others that share its words.

Two layouts of the same embedding. The principal components are there at once, and show the main
contrasts with much lying on top of each other. UMAP takes about a minute, and keeps neighbours
together. Positions are whole numbers with the same unit on both axes: four bytes a document.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.progress import Progress
from analysis.sampling.clusters.embedding import Embedding
from analysis.sampling.map.umap_layout import FIT_STEPS, UmapSettings, fit_umap, place_texts

LARGEST = 65_535
# Room between the layout and the edge of the map, for the spread of identical documents.
_MARGIN = 1_500
# Documents that share no word with another lie in this corner.
_CORNER = np.array([_MARGIN, _MARGIN])
# Identical documents cover a disc that grows with their number, up to a limit.
_SPREAD_OF_ONE, _LARGEST_SPREAD = 25.0, 900.0
_SEED = 0
UMAP_STEPS = FIT_STEPS + 1


@dataclass(frozen=True, eq=False, kw_only=True)
class Projection:
    """Places of all documents of a corpus.

    Parameters
    ----------
    positions : ndarray of uint16, shape (n_documents, 2)
        x to the right and y upwards, in the same unit.
    n_texts : int
        Different texts with a known word.
    n_fitted : int
        Those of them on which the layout was fitted; the others were placed by their neighbours.
    n_without_words : int
        Documents that share no word with another; they lie in the lower left corner.
    """

    positions: NDArray[np.uint16]
    n_texts: int
    n_fitted: int
    n_without_words: int


def project_by_components(embedding: Embedding) -> Projection:
    """Place documents by the first two principal components of their embedding.

    Parameters
    ----------
    embedding : Embedding

    Returns
    -------
    Projection
        Each text counts as often as it occurs.
    """
    n_texts = int(embedding.has_terms.sum())
    return _projection(embedding, _components(embedding), n_texts)


def project_by_umap(
    embedding: Embedding,
    strata: NDArray[np.integer],
    settings: UmapSettings,
    progress: Progress,
    first_step: int = 0,
) -> Projection:
    """Place documents by UMAP of their embedding.

    Parameters
    ----------
    embedding : Embedding
    strata : ndarray of int, shape (n_documents,)
        What a sample has to hold in proportion, for instance clusters; from 0.
    settings : UmapSettings
        With more texts than `settings.largest_fit`, UMAP is fitted on a stratified sample of
        them, and the others are placed by their nearest neighbours in it.
    progress : Progress
        `UMAP_STEPS` of its steps are finished.
    first_step : int
        Number of steps that come before them.

    Returns
    -------
    Projection
        The same settings on the same machine give the same places.

    Raises
    ------
    Cancelled
        If the progress was cancelled.

    References
    ----------
    McInnes, Healy, Melville (2018). UMAP: Uniform manifold approximation and projection for
    dimension reduction. arXiv:1802.03426.
    """
    known = np.flatnonzero(embedding.has_terms)
    stratum = np.zeros(embedding.n_texts, dtype=np.int64)
    stratum[embedding.text_of_document] = strata
    drawn = stratified_sample(stratum[known], settings.largest_fit, settings.seed)
    fitted = known[drawn]
    points, start = embedding.coordinates, _components(embedding)
    fitted_places = fit_umap(points[fitted], start[fitted], settings, progress, first_step)
    places = np.zeros((embedding.n_texts, 2))
    places[fitted] = fitted_places
    rest = np.setdiff1d(known, fitted, assume_unique=True)
    last = first_step + FIT_STEPS
    places[rest] = place_texts(points[rest], points[fitted], fitted_places, progress, last)
    progress.finish(last)
    return _projection(embedding, places, len(fitted))


def stratified_sample(strata: NDArray[np.integer], n_drawn: int, seed: int) -> NDArray[np.intp]:
    """Draw rows so that every stratum has its share of them, to within one.

    Parameters
    ----------
    strata : ndarray of int, shape (n_rows,)
    n_drawn : int
        With as many or more than there are rows, all are drawn.
    seed : int

    Returns
    -------
    ndarray of int, ascending

    Notes
    -----
    Systematic sampling: rows lie in a line, stratum by stratum and within it by chance, and are
    taken at equal distances.
    """
    n_rows = len(strata)
    shuffled = np.random.default_rng(seed).permutation(n_rows)
    line = shuffled[np.argsort(strata[shuffled], kind="stable")]
    n_drawn = min(n_drawn, n_rows)
    return np.sort(line[np.arange(n_drawn) * n_rows // max(1, n_drawn)])


def projection_as_arrays(projection: Projection) -> dict[str, NDArray[np.generic]]:
    """Put a projection into arrays, to be kept on disk.

    Parameters
    ----------
    projection : Projection

    Returns
    -------
    dict of str to ndarray
    """
    counts = projection.n_texts, projection.n_fitted, projection.n_without_words
    return {"positions": projection.positions, "counts": np.array(counts)}


def projection_from_arrays(arrays: dict[str, NDArray]) -> Projection:
    """Undo `projection_as_arrays`.

    Parameters
    ----------
    arrays : dict of str to ndarray

    Returns
    -------
    Projection
    """
    n_texts, n_fitted, n_without_words = arrays["counts"].tolist()
    return Projection(
        positions=arrays["positions"],
        n_texts=n_texts,
        n_fitted=n_fitted,
        n_without_words=n_without_words,
    )


def _components(embedding: Embedding) -> NDArray[np.float64]:
    """First two principal components of each text, shape (n_texts, 2)."""
    points, times = embedding.coordinates, embedding.n_times * embedding.has_terms
    share = (times / max(1, times.sum())).astype(np.float32)
    centred = points - share @ points
    covariance = centred.T @ (centred * share[:, None])
    directions = np.linalg.eigh(covariance.astype(np.float64))[1][:, ::-1][:, :2]
    # Of the two signs that a direction can have, always the same one.
    directions *= np.sign(directions[np.abs(directions).argmax(axis=0), range(directions.shape[1])])
    found = np.zeros((len(points), 2))
    found[:, : directions.shape[1]] = centred @ directions
    return found


def _projection(embedding: Embedding, places: NDArray[np.float64], n_fitted: int) -> Projection:
    """Scale the places of texts to the map, and spread the documents of each."""
    known = embedding.has_terms
    scaled = np.tile(_CORNER.astype(np.float64), (embedding.n_texts, 1))
    scaled[known] = _scaled(places[known])
    of = embedding.text_of_document
    copies = np.where(known, embedding.n_times, (~known[of]).sum())
    spread = np.minimum(_LARGEST_SPREAD, _SPREAD_OF_ONE * np.sqrt(np.maximum(0, copies - 1)))
    positions = scaled[of] + spread[of, None] * _in_disc(len(of))
    return Projection(
        positions=np.clip(np.rint(positions), 0, LARGEST).astype(np.uint16),
        n_texts=int(known.sum()),
        n_fitted=n_fitted,
        n_without_words=int((~known[of]).sum()),
    )


def _scaled(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fit places into the map within its margin, with the same unit on both axes."""
    if not len(places):
        return places
    low, high = places.min(axis=0), places.max(axis=0)
    unit = (LARGEST - 2 * _MARGIN) / max(float((high - low).max()), 1e-12)
    return LARGEST / 2 + unit * (places - (low + high) / 2)


def _in_disc(n: int) -> NDArray[np.float64]:
    """Points of the unit disc, evenly by chance, shape (n, 2)."""
    generator = np.random.default_rng(_SEED)
    radius, angle = np.sqrt(generator.random(n)), 2 * np.pi * generator.random(n)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
