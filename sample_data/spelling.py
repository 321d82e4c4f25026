"""How words are written by people in a hurry: abbreviated, misspelt."""

import numpy as np

from sample_data.draws import Strings

SHORTEST = 5  # letters; a shorter word is written out and written right
VOWELS = frozenset("aeiou")


def short_forms(word: str) -> tuple[str, str]:
    """Return a word cut short (``bear`` for bearing) and without its inner vowels (``brng``)."""
    if not _is_long(word):
        return word, word
    bones = word[0] + "".join(letter for letter in word[1:] if letter not in VOWELS)
    return word[:4], bones[:5] if len(bones) > 2 else word[:3]


def abbreviated(generator: np.random.Generator, words: Strings, chance: float) -> Strings:
    """Return the words, each with the given chance in one of its short forms."""
    chosen = generator.random(words.shape) < chance
    forms = (generator.random(chosen.sum()) < 0.5).astype(int)
    short = words.copy()
    pairs = zip(words[chosen], forms, strict=True)
    short[chosen] = [short_forms(word)[form] for word, form in pairs]
    return short


def misspelt(generator: np.random.Generator, words: Strings, chance: float) -> Strings:
    """Return the words, each with the given chance with a slip: letters swapped, lost, doubled."""
    chosen = generator.random(words.shape) < chance
    places, kinds = generator.random((2, chosen.sum()))
    slips = words.copy()
    cells = zip(words[chosen], places, kinds, strict=True)
    slips[chosen] = [_slip(word, place, int(3 * kind)) for word, place, kind in cells]
    return slips


def _slip(word: str, place: float, kind: int) -> str:
    """Swap (0), lose (1) or double (2) a letter, at a share of the word's length."""
    if not _is_long(word):
        return word
    at = 1 + int(place * (len(word) - 2))
    here, then = word[at], word[at + 1]
    return word[:at] + (then + here, then, here + here + then)[kind] + word[at + 2 :]


def _is_long(word: str) -> bool:
    return len(word) >= SHORTEST and word.isalpha()
