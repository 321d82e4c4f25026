"""A hash of a corpus's content, under which everything computed from it is kept."""

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray


def fingerprint(
    texts: Sequence[str] | NDArray[np.object_],
    *,
    ids: Sequence[str] | NDArray[np.object_] | None = None,
    clusters: Sequence[str] | NDArray[np.object_] | None = None,
    codes: NDArray[np.int32] | None = None,
    classes: Sequence[str] = (),
    reject_class: str | None = None,
    selection_probabilities: NDArray[np.float64] | None = None,
    weights: NDArray[np.float64] | None = None,
) -> str:
    """Hash the content of a corpus.

    Parameters
    ----------
    texts : sequence of str, n_documents
    ids, clusters : sequence of str, n_documents, optional
    codes : ndarray of int32, shape (n_documents,), optional
        Position of each document's class in `classes`.
    classes : sequence of str, n_classes
    reject_class : str or None
    selection_probabilities : ndarray of float64, shape (n_documents,), optional
        nan where not known; without them the hash is what it was before there were any.
    weights : ndarray of float64, shape (n_documents,), optional
        Of the documents; without them the hash is what it was before there were any.

    Returns
    -------
    str
        64 hexadecimal digits (SHA-256). Equal for equal content in equal order, whatever kind
        of file it came from, and on every machine.

    Notes
    -----
    Every part goes in with its own length, every text with its number of characters, so that
    moving a character from one text to the next changes the hash.
    """
    digest = hashlib.sha256(b"priorscope corpus 1")
    for part in (texts, ids, clusters, classes, [] if reject_class is None else [reject_class]):
        digest.update(_absent() if part is None else _packed(part))
    if codes is not None:
        digest.update(codes.astype("<i4").tobytes())
    if selection_probabilities is not None:
        digest.update(b"selection" + selection_probabilities.astype("<f8").tobytes())
    if weights is not None:
        digest.update(b"weights" + weights.astype("<f8").tobytes())
    return digest.hexdigest()


def _absent() -> bytes:
    """Return what no part begins with, for its length is never negative."""
    return np.int64(-1).astype("<i8").tobytes()


def _packed(texts: Sequence[str] | NDArray[np.object_]) -> bytes:
    lengths = np.fromiter(_lengths(texts), dtype="<i8", count=len(texts) + 1)
    return lengths.tobytes() + "".join(texts).encode("utf-8", "surrogatepass")


def _lengths(texts: Sequence[str] | NDArray[np.object_]) -> Iterable[int]:
    yield len(texts)
    yield from map(len, texts)
