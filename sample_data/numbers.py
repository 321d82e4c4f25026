"""Numbers that never come twice: item codes and makers' part numbers."""

import numpy as np
from numpy.typing import NDArray

from sample_data.draws import Strings, integers_below


def item_codes(generator: np.random.Generator, prefixes: Strings) -> Strings:
    """Return each prefix with five digits glued to it, for instance ``FLG40317``."""
    return prefixes + _digits(generator, prefixes.shape, 5)


def part_numbers(generator: np.random.Generator, shape: tuple[int, ...]) -> Strings:
    """Return numbers such as ``6317-204``."""
    return _digits(generator, shape, 4) + "-" + _digits(generator, shape, 3)


def _digits(generator: np.random.Generator, shape: tuple[int, ...], length: int) -> Strings:
    """Return whole numbers of a given length, as strings."""
    least = 10 ** (length - 1)
    numbers: NDArray[np.int64] = least + integers_below(generator, np.full(shape, 9 * least))
    return numbers.astype(str).astype(object)
