"""Short texts such as people write into a material master, each for its class.

A text is a row of slots, many of them empty: the item code, words of the class and its family,
words that any item may have, sizes, a part number. The small classes are hidden by the chances
in ``habits.py``: their lines say less in words, and what says most, the prefix of the item code,
is glued to digits that never come twice.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sample_data.draws import Lists, Strings, integers_below
from sample_data.habits import ABBREVIATED, COMMON, MISSPELT, REJECTED, REPEATED, SMALL, Habits
from sample_data.lines import cased, filled, joined, repeated
from sample_data.numbers import item_codes, part_numbers
from sample_data.spelling import abbreviated, misspelt
from sample_data.words import Family, ItemClass, read_sections, read_units

Integers = NDArray[np.int64]


class Writer:
    """Writes texts for documents of given classes.

    Parameters
    ----------
    generator : numpy Generator
    families : sequence of Family
    classes : sequence of ItemClass
        Without the reject class, whose position is ``len(classes)``.
    """

    def __init__(
        self,
        generator: np.random.Generator,
        families: Sequence[Family],
        classes: Sequence[ItemClass],
    ) -> None:
        units, common = read_units(), read_sections("common.txt")
        self.generator = generator
        self.reject = len(classes)
        self.is_small = np.array([item.small for item in classes] + [False])
        self.family_of = np.array([item.family for item in classes])
        self.prefixes = np.array([item.prefix for item in classes], dtype=object)
        self.own = Lists.of([item.words for item in classes])
        self.shared = Lists.of([family.words for family in families])
        self.sizes = Lists.of([[size for u in f.units for size in units[u]] for f in families])
        self.details = Lists.of([common["materials"], common["remarks"], common["makers"]])
        self.everyday = Lists.of(_everyday_lists())

    def write(self, classes: Integers, variants: NDArray[np.float64]) -> Strings:
        """Return a text for each document.

        Parameters
        ----------
        classes : ndarray of int, shape (n_documents,)
        variants : ndarray of float, shape (n_documents,)
            From 0 to below 1: documents of a class close in it share a word of the class.

        Returns
        -------
        ndarray of str, shape (n_documents,)
            Each of 1 to 99 characters.
        """
        small, rejected = self.is_small[classes], classes == self.reject
        texts = np.empty(len(classes), dtype=object)
        for rows, habits in ((~small & ~rejected, COMMON), (small, SMALL), (rejected, REJECTED)):
            texts[rows] = self._lines(classes[rows], variants[rows], habits)
        return cased(self.generator, repeated(self.generator, texts, classes, REPEATED))

    def _lines(self, classes: Integers, variants: NDArray[np.float64], habits: Habits) -> Strings:
        """Texts in the order code, words, sizes, part number."""
        nouns = [self._own(classes, variants, habits), self._family(classes, habits)]
        others = [self._strangers(classes, habits), self._details(classes, habits)]
        words = abbreviated(self.generator, np.hstack(nouns + others), ABBREVIATED)
        words = misspelt(self.generator, words, MISSPELT)
        codes, sizes = self._codes(classes, habits), self._sizes(classes, habits)
        return joined(np.hstack([codes, words, sizes, self._part_numbers(classes, habits)]))

    def _own(self, classes: Integers, variants: NDArray[np.float64], habits: Habits) -> Strings:
        """Words of the class: mostly one of its first, the variant's, any."""
        subjects = self._subjects(classes, 3)
        first, last = self.generator.random((2, len(classes)))
        # The square makes the first words of a class come oftener than the last.
        words = self.own.at(subjects, np.column_stack([first * first, variants, last]))
        return filled(self.generator, words, habits.own)

    def _family(self, classes: Integers, habits: Habits) -> Strings:
        subjects = self._subjects(classes, len(habits.family))
        words = self.shared.draw(self.generator, self.family_of[subjects])
        return filled(self.generator, words, habits.family)

    def _strangers(self, classes: Integers, habits: Habits) -> Strings:
        """Words of other classes and of none."""
        borrowed = self._any_class((len(classes), len(habits.borrowed)))
        kinds = integers_below(self.generator, np.full((len(classes), len(habits.everyday)), 2))
        words = [self.own.draw(self.generator, borrowed), self.everyday.draw(self.generator, kinds)]
        return filled(self.generator, np.hstack(words), habits.borrowed + habits.everyday)

    def _details(self, classes: Integers, habits: Habits) -> Strings:
        """Material, remarks and maker: words that any item may have."""
        slots = (habits.material, habits.remarks, habits.maker)
        kinds = np.repeat(np.arange(3), [len(chances) for chances in slots])
        words = self.details.draw(self.generator, np.tile(kinds, (len(classes), 1)))
        return filled(self.generator, words, habits.material + habits.remarks + habits.maker)

    def _codes(self, classes: Integers, habits: Habits) -> Strings:
        codes = item_codes(self.generator, self.prefixes[self._subjects(classes, 1)])
        return filled(self.generator, codes, habits.code)

    def _sizes(self, classes: Integers, habits: Habits) -> Strings:
        subjects = self._subjects(classes, len(habits.sizes))
        words = self.sizes.draw(self.generator, self.family_of[subjects])
        return filled(self.generator, words, habits.sizes)

    def _part_numbers(self, classes: Integers, habits: Habits) -> Strings:
        numbers = part_numbers(self.generator, (len(classes), 1))
        return filled(self.generator, numbers, habits.part_number)

    def _subjects(self, classes: Integers, n_slots: int) -> Integers:
        """Entry [i, j] is the class that slot j of document i speaks of: any, if rejected."""
        subjects = np.repeat(classes[:, np.newaxis], n_slots, axis=1)
        return np.where(subjects == self.reject, self._any_class(subjects.shape), subjects)

    def _any_class(self, shape: tuple[int, ...]) -> Integers:
        return integers_below(self.generator, np.full(shape, self.reject))


def _everyday_lists() -> list[Sequence[str]]:
    """Words of everyday, and invented names of people, places and projects."""
    everyday = read_sections("everyday.txt")
    names = [stem + ending for stem in everyday["stems"] for ending in everyday["endings"]]
    return [everyday["words"], names]
