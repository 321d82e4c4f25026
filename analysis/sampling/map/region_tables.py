"""What lies in a region of the map, as tables."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.search import corpus_frame
from analysis.evaluation.intervals import wilson
from analysis.sampling.map.mapped import UNKNOWN, MappedCorpus

NEIGHBOURS_SHOWN = 20


def region_documents(
    mapped: MappedCorpus, rows: NDArray[np.intp], decided: NDArray[np.int64] | None
) -> pd.DataFrame:
    """Show documents of the map.

    Parameters
    ----------
    mapped : MappedCorpus
    rows : ndarray of int, shape (n_rows,)
        The documents wanted.
    decided : ndarray of int, shape (n_documents,), or None
        Class decided for each document on the map, negative where none is known.

    Returns
    -------
    DataFrame
        Columns `text`, `label` (empty without one), `decided` if given, and `id` and `cluster`
        where the corpus has them; in the order of `rows`.
    """
    # One name more for `UNKNOWN`, which is -1 and so finds the last of them.
    names = np.array([*mapped.labelled.classes, ""], dtype=object)
    frame = corpus_frame(mapped.corpus, rows).drop(columns="label", errors="ignore")
    frame.insert(1, "label", names[mapped.codes[rows]])
    if decided is not None:
        frame.insert(2, "decided", names[np.maximum(decided[rows], UNKNOWN)])
    return frame.reset_index(drop=True)


def region_classes(
    mapped: MappedCorpus, rows: NDArray[np.intp], decided: NDArray[np.int64] | None
) -> pd.DataFrame:
    """Show the classes of the documents in a region, the most frequent first.

    Parameters
    ----------
    mapped : MappedCorpus
    rows : ndarray of int
        The documents in the region.
    decided : ndarray of int, shape (n_documents,), or None
        Class decided for each document on the map, negative where none is known.

    Returns
    -------
    DataFrame
        Columns `class`, `labels` (in the region), `share` (of the region's labels) with its 95 %
        interval `share_low` to `share_high`, `of_class` (share of the class's labels on the map)
        and, if given, `decided` (documents in the region for which the class is decided).
    """
    n_classes = mapped.labelled.n_classes
    labels, everywhere = _count(mapped.codes[rows], n_classes), _count(mapped.codes, n_classes)
    low, high = wilson(labels, labels.sum())
    columns = {
        "class": np.array(mapped.labelled.classes, dtype=object),
        "labels": labels,
        "share": labels / max(1, labels.sum()),
        "share_low": low,
        "share_high": high,
        "of_class": labels / np.maximum(1, everywhere),
    }
    n_decided = np.zeros_like(labels)
    if decided is not None:
        n_decided = columns["decided"] = _count(decided[rows], n_classes)
    order = np.lexsort((-n_decided, -labels))
    there = order[(labels + n_decided)[order] > 0]
    return pd.DataFrame(columns).iloc[there].reset_index(drop=True)


def nearest_on_map(row: int, positions: NDArray[np.uint16]) -> NDArray[np.intp]:
    """Find the documents that lie nearest to one.

    Parameters
    ----------
    row : int
    positions : ndarray of uint16, shape (n_documents, 2)

    Returns
    -------
    ndarray of int
        The document itself, then at most `NEIGHBOURS_SHOWN` others, the nearest first.
    """
    away = positions.astype(np.float64) - positions[row]
    squared = (away**2).sum(axis=1)
    squared[row] = -1
    n = min(1 + NEIGHBOURS_SHOWN, len(squared))
    nearest = np.argpartition(squared, n - 1)[:n]
    return nearest[np.argsort(squared[nearest], kind="stable")]


def _count(codes: NDArray[np.int64], n_classes: int) -> NDArray[np.int64]:
    return np.bincount(codes[codes >= 0], minlength=n_classes)
