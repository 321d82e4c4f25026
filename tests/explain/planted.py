"""Synthetic studies in which it is known why a class fails.

Every class has words of its own, which its documents mix with words of everyday. A cause is
planted by changing what the class's documents, or those of others, are made of.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.corpus.corpus import LabelledCorpus, make_labelled_corpus
from analysis.explain.diagnosis.remedy_steps import (
    CHARACTERS,
    LABELS,
    PRIORS,
    REGULARISATION,
    REJECT,
    RIVAL,
    SPLIT,
)

REJECT_NAME = "bad"
N_REJECT = 1500
N_BIG, BIG_SIZES = 6, (220, 420)
N_HEALTHY, N_HOPELESS, N_OF_EACH_CAUSE = 8, 4, 4
N_OF_TWO_CAUSES = 2
N_EVERYDAY = 400
LETTERS = "abcdefghijklmnopqrstuvwxyz"

SHRUNK, SWAMPED, EATEN, SHARED = "shrunk", "swamped", "eaten", "shared"
MISLABELLED, HIDDEN = "mislabelled", "hidden"
# What mends a class of each cause.
REMEDY_OF = {
    SHRUNK: {REGULARISATION},
    SWAMPED: {PRIORS},
    EATEN: {REJECT},
    SHARED: {RIVAL},
    MISLABELLED: {LABELS},
    HIDDEN: {SPLIT, CHARACTERS},
}


@dataclass(frozen=True, eq=False)
class Planted:
    """A study, and what was planted in it.

    Parameters
    ----------
    corpus : LabelledCorpus
    causes : dict of str to frozenset of str
        By class; empty for a class in which nothing was planted.
    """

    corpus: LabelledCorpus
    causes: dict[str, frozenset[str]]


class Author:
    """Writes documents of classes that are big, healthy, hopeless, or fail for a cause.

    Parameters
    ----------
    seed : int
    """

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.everyday = self.new_words(N_EVERYDAY)
        self.shares = 1 / np.arange(1, N_EVERYDAY + 1)
        self.shares /= self.shares.sum()
        self.texts: list[str] = []
        self.labels: list[str] = []
        self.causes: dict[str, frozenset[str]] = {}
        self.big = {f"big {i}": self.new_words(15) for i in range(N_BIG)}

    def new_words(self, n: int) -> list[str]:
        """Invent words that have no letters in common but by chance."""
        return ["".join(self.rng.choice(list(LETTERS), 7)) for _ in range(n)]

    def add(self, label: str, words: Sequence[str], n_everyday: tuple[int, int]) -> None:
        """Write one document: these words, among words of everyday."""
        n = self.rng.integers(n_everyday[0], n_everyday[1] + 1)
        everyday = self.rng.choice(self.everyday, n, p=self.shares)
        self.texts.append(" ".join(self.rng.permutation([*words, *everyday])))
        self.labels.append(label)

    def documents(
        self,
        label: str,
        n: int,
        own: Sequence[str],
        n_own: tuple[int, int] = (2, 3),
        n_everyday: tuple[int, int] = (1, 3),
    ) -> None:
        """Write documents that hold some of a class's words each."""
        for _ in range(n):
            size = self.rng.integers(n_own[0], n_own[1] + 1)
            self.add(label, self.rng.choice(own, size, replace=False), n_everyday)

    def some_big(self, n: int) -> list[str]:
        return [str(name) for name in self.rng.choice(list(self.big), n, replace=False)]

    def size(self, low: int, high: int) -> int:
        return int(self.rng.integers(low, high + 1))

    # What nothing is planted in.

    def big_classes(self) -> None:
        """Frequent classes; a third of their documents say little."""
        for name, words in self.big.items():
            n = self.size(*BIG_SIZES)
            self.documents(name, 2 * n // 3, words, (2, 4))
            self.documents(name, n // 3, words, (1, 1), (3, 6))

    def reject_class(self) -> None:
        """Documents of words that never come again, or of everyday."""
        for _ in range(N_REJECT):
            self.add(REJECT_NAME, self.new_words(self.size(0, 4)), (2, 5))

    def healthy(self, name: str) -> None:
        self.documents(name, self.size(60, 90), self.new_words(6))

    def hopeless(self, name: str) -> None:
        """No word of its own."""
        self.documents(name, self.size(10, 60), ["none"], (0, 0), (3, 6))

    # One cause each.

    def shrunk(self, name: str) -> None:
        """Few documents that say much in many other words; the penalty holds them down."""
        self.documents(name, self.size(12, 24), self.new_words(6), (1, 2), (3, 5))

    def swamped(self, name: str) -> None:
        """A word that is the class's by far, and yet commoner in absolute numbers elsewhere."""
        n, word = self.size(35, 50), self.new_words(1)
        self.documents(name, n, word, (1, 1), (2, 4))
        for other in self.some_big(3):
            self.documents(other, int(1.3 * n), word, (1, 1), (2, 4))

    def eaten(self, name: str) -> None:
        """Documents of the reject class that look like the class."""
        n, words = self.size(25, 45), self.new_words(6)
        self.documents(name, n, words)
        self.documents(REJECT_NAME, 2 * n, words)

    def shared(self, name: str) -> None:
        """No word but those of one bigger class."""
        words = self.big[self.some_big(1)[0]]
        self.documents(name, self.size(30, 50), words, (3, 4))

    def mislabelled(self, name: str) -> None:
        """Almost half of its documents bear the labels of bigger classes."""
        n, words = self.size(12, 24), self.new_words(6)
        self.documents(name, n, words, (1, 2), (3, 5))
        for other in self.some_big(2):
            self.documents(other, int(0.4 * n), words, (1, 2), (3, 5))

    def hidden(self, name: str) -> None:
        """Its word is always glued to digits that never come twice."""
        (stem,) = self.new_words(1)
        for _ in range(self.size(25, 45)):
            self.add(name, [f"{stem[:4]}{self.rng.integers(10_000, 99_999)}"], (2, 4))

    def shared_and_hidden(self, name: str) -> None:
        """The words of a bigger class, and a word of its own glued to digits."""
        words, (stem,) = self.big[self.some_big(1)[0]], self.new_words(1)
        for _ in range(self.size(30, 50)):
            code = f"{stem[:4]}{self.rng.integers(10_000, 99_999)}"
            self.add(name, [code, *self.rng.choice(words, 3, replace=False)], (2, 4))


def plant(seed: int) -> Planted:
    """Write a study with classes of every cause, and classes with none.

    Parameters
    ----------
    seed : int
    """
    author = Author(seed)
    author.big_classes()
    author.reject_class()
    kinds: tuple[tuple[int, str, Callable[[str], None], tuple[str, ...]], ...] = (
        (N_HEALTHY, "healthy", author.healthy, ()),
        (N_HOPELESS, "hopeless", author.hopeless, ()),
        (N_OF_EACH_CAUSE, SHRUNK, author.shrunk, (SHRUNK,)),
        (N_OF_EACH_CAUSE, SWAMPED, author.swamped, (SWAMPED,)),
        (N_OF_EACH_CAUSE, EATEN, author.eaten, (EATEN,)),
        (N_OF_EACH_CAUSE, SHARED, author.shared, (SHARED,)),
        (N_OF_EACH_CAUSE, MISLABELLED, author.mislabelled, (MISLABELLED, SHRUNK)),
        (N_OF_EACH_CAUSE, HIDDEN, author.hidden, (HIDDEN,)),
        (N_OF_TWO_CAUSES, "twofold", author.shared_and_hidden, (SHARED, HIDDEN)),
    )
    for n_classes, kind, write, causes in kinds:
        for i in range(n_classes):
            write(f"{kind} {i}")
            author.causes[f"{kind} {i}"] = frozenset(causes)
    corpus = make_labelled_corpus(author.texts, author.labels, reject_class=REJECT_NAME)
    without = {name: frozenset() for name in corpus.classes}
    return Planted(corpus, without | author.causes)
