"""Random draws from lists of unequal length, as arrays.

Everything rests on ``Generator.random``, whose stream is the same on every platform; the
transforms of other distributions call the platform's logarithm and may differ in a last bit.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Lists:
    """Lists of words, laid end to end.

    Parameters
    ----------
    words : ndarray of object, shape (n_words,)
    starts, sizes : ndarray of int, shape (n_lists,)
    """

    words: NDArray[np.object_]
    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]

    @classmethod
    def of(cls, lists: Sequence[Sequence[str]]) -> "Lists":
        """Lay ``lists`` end to end."""
        sizes = np.array([len(words) for words in lists])
        flat = np.array([word for words in lists for word in words], dtype=object)
        return cls(flat, np.cumsum(sizes) - sizes, sizes)

    def draw(
        self, generator: np.random.Generator, which: NDArray[np.int64], slope: float = 1.0
    ) -> NDArray[np.object_]:
        """Return a word of list ``which[i]`` for each i.

        Parameters
        ----------
        generator : numpy Generator
        which : ndarray of int
            Positions of lists.
        slope : float
            1 draws uniformly; the greater, the more often the first words of a list come.
        """
        places = generator.random(which.shape) ** slope * self.sizes[which]
        return self.words[self.starts[which] + places.astype(np.int64)]


def integers_below(generator: np.random.Generator, limits: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return a random integer from 0 to ``limits[i] - 1`` for each i."""
    return (generator.random(limits.shape) * limits).astype(np.int64)
