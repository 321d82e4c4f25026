"""From words in slots to lines of text."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sample_data.draws import Strings, integers_below

LONGEST = 99  # characters of a text


def filled(generator: np.random.Generator, words: Strings, chances: Sequence[float]) -> Strings:
    """Keep each word with the chance of its slot, else leave the slot empty.

    Parameters
    ----------
    generator : numpy Generator
    words : ndarray of str, shape (n_documents, n_slots)
    chances : sequence of float, n_slots
    """
    return np.where(generator.random(words.shape) < np.array(chances), words, "")


def joined(words: Strings) -> Strings:
    """Join the different words of each row, as many as fit; an empty row becomes ``item``.

    Parameters
    ----------
    words : ndarray of str, shape (n_documents, n_slots)

    Returns
    -------
    ndarray of str, shape (n_documents,)
    """
    lines = (" ".join(filter(None, dict.fromkeys(row))) or "item" for row in words)
    return np.array([_fitting(line) for line in lines], dtype=object)


def repeated(
    generator: np.random.Generator, texts: Strings, classes: NDArray[np.int64], share: float
) -> Strings:
    """Let a share of the documents say what another document of their class says.

    Parameters
    ----------
    generator : numpy Generator
    texts : ndarray of str, shape (n_documents,)
    classes : ndarray of int, shape (n_documents,)
    share : float
    """
    counts = np.bincount(classes)
    by_class = np.argsort(classes, kind="stable")
    firsts = (np.cumsum(counts) - counts)[classes]
    others = by_class[firsts + integers_below(generator, counts[classes])]
    return np.where(generator.random(len(texts)) < share, texts[others], texts)


def cased(generator: np.random.Generator, texts: Strings) -> Strings:
    """Write each text in capitals, in small letters, or with one capital."""
    styles = (str.upper, str.lower, str.capitalize)
    kinds = integers_below(generator, np.full(len(texts), len(styles)))
    return np.array([styles[kind](text) for kind, text in zip(kinds, texts, strict=True)], object)


def _fitting(line: str) -> str:
    """Leave out the last words of a line that is too long."""
    return line if len(line) <= LONGEST else line[: LONGEST + 1].rsplit(" ", 1)[0]
