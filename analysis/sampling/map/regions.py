"""Regions of a map: what lies within an outline, and names by over-represented words."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.spatial import KDTree
from sklearn.cluster import MiniBatchKMeans

from analysis.corpus.corpus import TextArray
from analysis.model.features import count_terms
from analysis.model.settings import FeatureSettings

# Regions of the whole map, and of what is seen zoomed in a little and a lot.
LEVELS = (10, 40, 160)
WORDS_OF_A_NAME = 2
# More positions hardly move a centre, and more documents hardly change first words.
POSITIONS_READ = 20_000
DOCUMENTS_READ = 150
# A region with fewer documents is hardly seen.
LEAST_DOCUMENTS = 5
_SEED = 0
# x and y of an outline, in the unit of the positions.
Corner = tuple[int, int]
_OUTLINE = re.compile(r"\d{1,5}\.\d{1,5}(-\d{1,5}\.\d{1,5}){2,99}", re.ASCII)


class RegionName(NamedTuple):
    """Words over a place of the map.

    Parameters
    ----------
    level : int
        0 for regions of the whole map; higher for smaller ones.
    x, y : int
        The place.
    text : str
    """

    level: int
    x: int
    y: int
    text: str


def name_regions(texts: TextArray, positions: NDArray[np.uint16]) -> tuple[RegionName, ...]:
    """Name the regions of a map by the words that their documents hold more than others.

    Parameters
    ----------
    texts : ndarray of str, shape (n_documents,)
    positions : ndarray of uint16, shape (n_documents, 2)

    Returns
    -------
    tuple of RegionName
        By level, the largest region of each first.

    Notes
    -----
    Regions are those of k-means on the positions of at most `POSITIONS_READ` documents. From at
    most `DOCUMENTS_READ` documents of each, a word counts by p log(p / q), its part of the
    Kullback-Leibler divergence of the region's words, where it has the share p, from those of
    all regions of the level, where it has q. Class-based tf-idf would put words such as "to"
    and "my" first in spoken queries. All draws are seeded. A name stands at the document nearest
    to the middle of its region.
    """
    if len(texts) < LEAST_DOCUMENTS:
        return ()
    names: list[RegionName] = []
    for level, n_regions in enumerate(LEVELS):
        names.extend(_level_names(texts, positions, level, n_regions))
    return tuple(names)


def within(outline: Sequence[Corner], positions: NDArray[np.uint16]) -> NDArray[np.intp]:
    """Find the documents inside a closed outline.

    Parameters
    ----------
    outline : sequence of (int, int)
        Corners in order, x and y; fewer than three enclose nothing.
    positions : ndarray of uint16, shape (n_documents, 2)

    Returns
    -------
    ndarray of int
        Rows of the documents, ascending; where the outline crosses itself, those that it goes
        around an odd number of times.
    """
    if len(outline) < 3:
        return np.empty(0, dtype=np.intp)
    corners = np.asarray(outline, dtype=np.float64)
    low, high = corners.min(axis=0), corners.max(axis=0)
    rows = np.flatnonzero(((positions >= low) & (positions <= high)).all(axis=1))
    x, y = positions[rows].astype(np.float64).T
    inside = np.zeros(len(rows), dtype=np.bool_)
    for (x0, y0), (x1, y1) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if y0 != y1:
            crosses = (y < y0) != (y < y1)
            inside ^= crosses & (x < x0 + (y - y0) * (x1 - x0) / (y1 - y0))
    return rows[inside]


def outline_as_text(outline: Sequence[Corner]) -> str:
    """Write an outline for a link.

    Parameters
    ----------
    outline : sequence of (int, int)

    Returns
    -------
    str
        For instance ``"10.20-30.20-30.40"``.
    """
    return "-".join(f"{x}.{y}" for x, y in outline)


def outline_from_text(text: str) -> tuple[Corner, ...]:
    """Read an outline from a link.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple of (int, int)
        Empty where the text is none, as of a link that was cut off.
    """
    if not _OUTLINE.fullmatch(text):
        return ()
    corners = (corner.split(".") for corner in text.split("-"))
    return tuple((int(x), int(y)) for x, y in corners)


def _level_names(
    texts: TextArray, positions: NDArray[np.uint16], level: int, n_regions: int
) -> list[RegionName]:
    regions, centres = _regions(positions, n_regions)
    rows = _some_of_each(regions)
    sizes = np.bincount(regions, minlength=len(centres))
    _, nearest = KDTree(positions[rows]).query(centres)
    words = _words(texts[rows], regions[rows], len(centres))
    places = positions[rows[nearest]].tolist()
    names: dict[str, RegionName] = {}
    for k in np.argsort(-sizes, kind="stable"):
        if sizes[k] >= LEAST_DOCUMENTS and words[k]:
            # A second region with the same words would tell nothing new.
            names.setdefault(words[k], RegionName(level, places[k][0], places[k][1], words[k]))
    return list(names.values())


def _regions(
    positions: NDArray[np.uint16], n_regions: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the region of each document and the middle of each region."""
    generator = np.random.default_rng(_SEED)
    read = generator.permutation(len(positions))[:POSITIONS_READ]
    points = positions[read].astype(np.float64)
    n_regions = min(n_regions, len(np.unique(points, axis=0)))
    found = MiniBatchKMeans(n_regions, random_state=_SEED, n_init=3).fit(points)
    _, regions = KDTree(found.cluster_centers_).query(positions)
    return regions.astype(np.int64), found.cluster_centers_


def _some_of_each(regions: NDArray[np.int64]) -> NDArray[np.intp]:
    """Rows of at most `DOCUMENTS_READ` documents of each region, drawn at random."""
    shuffled = np.random.default_rng(_SEED).permutation(len(regions))
    by_region = shuffled[np.argsort(regions[shuffled], kind="stable")]
    ordered = regions[by_region]
    rank = np.arange(len(ordered)) - np.searchsorted(ordered, ordered)
    return np.sort(by_region[rank < DOCUMENTS_READ])


def _words(texts: TextArray, regions: NDArray[np.int64], n_regions: int) -> list[str]:
    """First words of each region, with blanks between them."""
    counted = count_terms(texts, FeatureSettings(split_letters_digits=True))
    members = sparse.csr_matrix(
        (np.ones(len(texts)), (regions, np.arange(len(texts)))), shape=(n_regions, len(texts))
    )
    weights = _excess(members @ counted.counts)
    return [_first_words(weights[[k]], counted.terms) for k in range(n_regions)]


def _excess(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return p log(p / q) of the share p of a word in a region and its share q in all of them."""
    counts = counts.astype(np.float64)
    overall = np.asarray(counts.sum(axis=0)).ravel() / max(1.0, counts.sum())
    words = np.maximum(1, np.asarray(counts.sum(axis=1))).ravel()
    shares = sparse.csr_matrix(sparse.diags_array(1 / words) @ counts)
    shares.data *= np.log(shares.data / overall[shares.indices])
    return shares


def _first_words(weights: sparse.csr_matrix, terms: NDArray[np.object_]) -> str:
    order = np.lexsort((terms[weights.indices], -weights.data))[:WORDS_OF_A_NAME]
    return " · ".join(terms[weights.indices[k]] for k in order if weights.data[k] >= 0)
