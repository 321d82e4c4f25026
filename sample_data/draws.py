"""Random draws from lists of unequal length, as arrays.

Everything rests on ``Generator.random`` and on arithmetic that IEEE 754 fixes, so that a seed
gives the same study on every platform. Draws from other distributions would call the platform's
logarithm or power, which may differ in the last bit.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Strings = NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Lists:
    """Lists of words, laid end to end.

    Parameters
    ----------
    words : ndarray of str, shape (n_words,)
    starts, sizes : ndarray of int, shape (n_lists,)
    """

    words: Strings
    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]

    @classmethod
    def of(cls, lists: Sequence[Sequence[str]]) -> "Lists":
        """Lay ``lists`` end to end."""
        sizes = np.array([len(words) for words in lists])
        flat = np.array([word for words in lists for word in words], dtype=object)
        return cls(flat, np.cumsum(sizes) - sizes, sizes)

    def at(self, which: NDArray[np.int64], places: NDArray[np.float64]) -> Strings:
        """Return a word of list ``which[i]`` for each i.

        Parameters
        ----------
        which : ndarray of int
            Positions of lists.
        places : ndarray of float, of the same shape
            Where the word stands, from 0 (first) to below 1 (last).
        """
        return self.words[self.starts[which] + (places * self.sizes[which]).astype(np.int64)]

    def draw(self, generator: np.random.Generator, which: NDArray[np.int64]) -> Strings:
        """Return a random word of list ``which[i]`` for each i."""
        return self.at(which, generator.random(which.shape))


def integers_below(generator: np.random.Generator, limits: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return a random integer from 0 to ``limits[i] - 1`` for each i."""
    return (generator.random(limits.shape) * limits).astype(np.int64)
