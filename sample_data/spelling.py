"""How words are written by people in a hurry: abbreviated, misspelt."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SHORTEST_ABBREVIATED = 5  # a shorter word is written out
VOWELS = frozenset("aeiou")


def written_forms(word: str) -> tuple[str, str, str]:
    """Return a word in full, cut short (``bear``) and without inner vowels (``brng``)."""
    if len(word) < SHORTEST_ABBREVIATED or not word.isalpha():
        return word, word, word
    bones = word[0] + "".join(letter for letter in word[1:] if letter not in VOWELS)
    return word, word[:4], bones[:5] if len(bones) > 2 else word[:3]


def abbreviated(
    generator: np.random.Generator, words: NDArray[np.object_], chance: float
) -> NDArray[np.object_]:
    """Write each word short with the given chance, in one of its two short forms."""
    rows, column = np.nonzero(generator.random(words.shape) < chance)
    forms = 1 + (generator.random(len(rows)) < 0.5)
    short = words.copy()
    cells = zip(rows, column, forms, strict=True)
    for row, slot, form in cells:
        short[row, slot] = written_forms(words[row, slot])[form]
    return short


def misspelt(
    generator: np.random.Generator, words: NDArray[np.object_], chance: float
) -> NDArray[np.object_]:
    """Put one slip into each word with the given chance: letters swapped, lost or doubled."""
    rows, columns = np.nonzero(generator.random(words.shape) < chance)
    draws = generator.random((2, len(rows)))
    slips = words.copy()
    for row, column, place, kind in zip(rows, columns, *draws, strict=True):
        slips[row, column] = _slip(words[row, column], place, kind)
    return slips


def _slip(word: str, place: float, kind: float) -> str:
    """Swap, lose or double a letter at a place given as a share of the word's length."""
    if len(word) < SHORTEST_ABBREVIATED or not word.isalpha():
        return word
    at = 1 + int(place * (len(word) - 2))
    here, then = word[at], word[at + 1]
    middle: Sequence[str] = (then + here, then, here + here + then)
    return word[:at] + middle[int(kind * 3)] + word[at + 2 :]
