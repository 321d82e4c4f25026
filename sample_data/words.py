"""The word lists of the sample study, read from the text files beside this module."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
REJECT = "bad"
REJECT_LABELS = 3000
SMALL_CLASS = 240  # labels below which a class is written about in fewer words


@dataclass(frozen=True)
class ItemClass:
    """A class of items.

    Parameters
    ----------
    name : str
    prefix : str
        Letters that its item codes begin with.
    labels : int
        Number of labels in the full study.
    words : tuple of str
        Its own words, the commonest first.
    family : int
        Position of its family.
    """

    name: str
    prefix: str
    labels: int
    words: tuple[str, ...]
    family: int

    @property
    def small(self) -> bool:
        """Whether few people know the class and its lines say little."""
        return self.labels < SMALL_CLASS


@dataclass(frozen=True)
class Family:
    """What related classes share: patterns of sizes such as ``dn#``, and words."""

    units: tuple[str, ...]
    words: tuple[str, ...]


def read_classes() -> tuple[list[Family], list[ItemClass]]:
    """Return the families and the classes of ``classes.txt``, in the order of the file.

    Returns
    -------
    families : list of Family
    classes : list of ItemClass
        132 classes; the reject class is not among them, since it has no words of its own.
    """
    families: list[Family] = []
    classes: list[ItemClass] = []
    for line in _lines("classes.txt"):
        fields = [field.strip() for field in line.split("|")]
        if line.startswith("="):
            families.append(Family(tuple(fields[1].split()), tuple(fields[2].split())))
        else:
            classes.append(_item_class(fields, family=len(families) - 1))
    return families, classes


def read_units() -> dict[str, tuple[str, ...]]:
    """Return the written sizes of each pattern, for instance ``dn50`` among those of ``dn#``."""
    rows = (line.split("|") for line in _lines("units.txt"))
    return {
        pattern.strip(): tuple(pattern.strip().replace("#", value) for value in values.split())
        for pattern, values in rows
    }


def read_sections(name: str) -> dict[str, tuple[str, ...]]:
    """Return the words of each section (``= title``) of a word list.

    Parameters
    ----------
    name : {"common.txt", "everyday.txt"}
    """
    sections: dict[str, list[str]] = {}
    for line in _lines(name):
        if line.startswith("="):
            title = line.removeprefix("=").strip()
            sections[title] = []
        else:
            sections[title] += line.split()
    return {title: tuple(dict.fromkeys(words)) for title, words in sections.items()}


def _item_class(fields: list[str], family: int) -> ItemClass:
    labels, prefix, name, words = fields
    return ItemClass(name, prefix, int(labels), tuple(words.split()), family)


def _lines(name: str) -> Iterator[str]:
    """Yield the lines that are neither blank nor comments."""
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("# "):
            yield line.strip()
