"""Short texts such as people write into a material master, each for its class.

A text is a row of slots, many of them empty: words of the class, words of its family, sizes,
words that any item may have, numbers. The small classes are hidden by the chances in
``habits.py``: their lines say less in words, and what says most, the prefix of the item code,
is glued to digits that never come twice.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sample_data.draws import Lists, integers_below
from sample_data.habits import (
    ABBREVIATED,
    COMMON,
    MISSPELT,
    REJECTED,
    REPEATED,
    SLOPE,
    SMALL,
    Habits,
)
from sample_data.spelling import abbreviated, misspelt
from sample_data.words import Family, ItemClass, read_sections, read_units

Strings = NDArray[np.object_]
LONGEST = 99  # characters of a text


class Writer:
    """Writes texts for documents of given classes.

    Parameters
    ----------
    families : sequence of Family
    classes : sequence of ItemClass
        Without the reject class, whose position is ``len(classes)``.
    """

    def __init__(self, families: Sequence[Family], classes: Sequence[ItemClass]) -> None:
        common, everyday = read_sections("common.txt"), read_sections("everyday.txt")
        units = read_units()
        self.family_of = np.array([item.family for item in classes])
        self.prefixes = np.array([item.prefix for item in classes], dtype=object)
        self.is_small = np.array([item.small for item in classes] + [False])
        self.own = Lists.of([item.words for item in classes])
        self.shared = Lists.of([family.words for family in families])
        self.sizes = Lists.of([sum((units[u] for u in f.units), ()) for f in families])
        self.common = Lists.of([common["materials"], common["remarks"], common["makers"]])
        self.everyday = Lists.of([everyday["words"], _invented_names(everyday)])

    @property
    def reject(self) -> int:
        """Position of the reject class."""
        return len(self.prefixes)

    def write(self, generator: np.random.Generator, classes: NDArray[np.int64]) -> Strings:
        """Return a text for each document.

        Parameters
        ----------
        generator : numpy Generator
        classes : ndarray of int, shape (n_documents,)

        Returns
        -------
        ndarray of str, shape (n_documents,)
            Each of 1 to ``LONGEST`` characters.
        """
        small, rejected = self.is_small[classes], classes == self.reject
        texts = np.empty(len(classes), dtype=object)
        for rows, habits in ((~small & ~rejected, COMMON), (small, SMALL), (rejected, REJECTED)):
            texts[rows] = self._lines(generator, classes[rows], habits)
        return _cased(generator, _repeated(generator, texts, classes))

    def _lines(
        self, generator: np.random.Generator, classes: NDArray[np.int64], habits: Habits
    ) -> Strings:
        words = np.hstack(
            [self._nouns(generator, classes, habits), self._details(generator, classes, habits)]
        )
        words = misspelt(generator, abbreviated(generator, words, ABBREVIATED), MISSPELT)
        numbers = self._numbers(generator, classes, habits)
        return _joined(np.hstack([numbers[:, :1], words, numbers[:, 1:]]))

    def _nouns(
        self, generator: np.random.Generator, classes: NDArray[np.int64], habits: Habits
    ) -> Strings:
        """Words of the class and its family, and words that do not belong to it."""
        own = self._subjects(generator, classes, len(habits.own))
        family = self.family_of[self._subjects(generator, classes, len(habits.family))]
        strangers = self._any_class(generator, (len(classes), len(habits.borrowed)))
        columns = [
            (self.own.draw(generator, own, SLOPE), habits.own),
            (self.shared.draw(generator, family), habits.family),
            (self.own.draw(generator, strangers, SLOPE), habits.borrowed),
            (self._everyday_words(generator, classes, len(habits.everyday)), habits.everyday),
        ]
        return _filled(generator, columns)

    def _details(
        self, generator: np.random.Generator, classes: NDArray[np.int64], habits: Habits
    ) -> Strings:
        """Material, remarks and maker: words that any item may have."""
        kinds = np.repeat(np.arange(3), [len(slots) for slots in habits.details])
        chosen = np.tile(kinds, (len(classes), 1))
        chances = tuple(chance for slots in habits.details for chance in slots)
        return _filled(generator, [(self.common.draw(generator, chosen), chances)])

    def _numbers(
        self, generator: np.random.Generator, classes: NDArray[np.int64], habits: Habits
    ) -> Strings:
        """The item code, sizes, and the maker's part number."""
        subjects = self._subjects(generator, classes, 1 + len(habits.sizes))
        columns = [
            (_item_codes(generator, self.prefixes[subjects[:, :1]]), (habits.code,)),
            (self.sizes.draw(generator, self.family_of[subjects[:, 1:]]), habits.sizes),
            (_part_numbers(generator, len(classes)), (habits.part_number,)),
        ]
        return _filled(generator, columns)

    def _subjects(
        self, generator: np.random.Generator, classes: NDArray[np.int64], n_slots: int
    ) -> NDArray[np.int64]:
        """Entry [i, j] is the class that slot j of document i speaks of: any, if rejected."""
        subjects = np.repeat(classes[:, np.newaxis], n_slots, axis=1)
        rejected = subjects == self.reject
        subjects[rejected] = self._any_class(generator, (int(rejected.sum()),))
        return subjects

    def _any_class(
        self, generator: np.random.Generator, shape: tuple[int, ...]
    ) -> NDArray[np.int64]:
        return integers_below(generator, np.full(shape, self.reject))

    def _everyday_words(
        self, generator: np.random.Generator, classes: NDArray[np.int64], n_slots: int
    ) -> Strings:
        kinds = integers_below(generator, np.full((len(classes), n_slots), 2))
        return self.everyday.draw(generator, kinds)


def _invented_names(everyday: dict[str, tuple[str, ...]]) -> list[str]:
    """Names of people, places and projects, each a stem and an ending."""
    return [stem + ending for stem in everyday["stems"] for ending in everyday["endings"]]


def _filled(
    generator: np.random.Generator, columns: Sequence[tuple[Strings, tuple[float, ...]]]
) -> Strings:
    """Keep each word with the chance of its slot, else leave the slot empty."""
    words = np.hstack([block for block, _ in columns])
    chances = np.array([chance for _, slots in columns for chance in slots])
    words[generator.random(words.shape) >= chances] = ""
    return words


def _item_codes(generator: np.random.Generator, prefixes: Strings) -> Strings:
    """Prefixes with five digits glued to them, for instance ``FLG40317``."""
    digits = 10_000 + integers_below(generator, np.full(prefixes.shape, 90_000))
    return prefixes + digits.astype(str).astype(object)


def _part_numbers(generator: np.random.Generator, n_documents: int) -> Strings:
    """Numbers of the maker, for instance ``6317-204``."""
    first = 1000 + integers_below(generator, np.full((n_documents, 1), 9000))
    second = 100 + integers_below(generator, np.full((n_documents, 1), 900))
    return first.astype(str).astype(object) + "-" + second.astype(str).astype(object)


def _joined(words: Strings) -> Strings:
    """Join the words of each row, as many as fit; an empty row becomes ``item``."""
    lines = [" ".join(filter(None, row)) or "item" for row in words]
    fitting = [
        line if len(line) <= LONGEST else line[: LONGEST + 1].rsplit(" ", 1)[0] for line in lines
    ]
    return np.array(fitting, dtype=object)


def _repeated(
    generator: np.random.Generator, texts: Strings, classes: NDArray[np.int64]
) -> Strings:
    """Let a share of the documents say what another document of their class says."""
    counts = np.bincount(classes)
    by_class = np.argsort(classes, kind="stable")
    others = (np.cumsum(counts) - counts)[classes] + integers_below(generator, counts[classes])
    repeats = generator.random(len(texts)) < REPEATED
    return np.where(repeats, texts[by_class[others]], texts)


def _cased(generator: np.random.Generator, texts: Strings) -> Strings:
    """Write each text in capitals, in small letters, or with one capital."""
    styles = (str.upper, str.lower, str.capitalize)
    kinds = integers_below(generator, np.full(len(texts), len(styles)))
    return np.array([styles[kind](text) for kind, text in zip(kinds, texts, strict=True)], object)
