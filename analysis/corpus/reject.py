"""The reject class: recognised by its name, or chosen by the analyst."""

from collections.abc import Sequence
from difflib import get_close_matches

from analysis.errors import InputError, listed

# Most telling first; compared after folding case, "-" and "_". "unknown" and the like come
# last: beside a class named "other" they are more often a missing value.
_REJECT_NAMES = (
    "none of the above",
    "none of these",
    "out of scope",
    "oos",
    "out of domain",
    "ood",
    "reject",
    "rejected",
    "bad",
    "garbage",
    "junk",
    "noise",
    "uncodable",
    "unclassifiable",
    "unclassified",
    "not classified",
    "not elsewhere classified",
    "nicht klassifizierbar",
    "inclassable",
    "misc",
    "miscellaneous",
    "verschiedenes",
    "divers",
    "varios",
    "other",
    "others",
    "sonstige",
    "sonstiges",
    "andere",
    "autre",
    "autres",
    "otro",
    "otros",
    "altro",
    "altri",
    "outro",
    "outros",
    "overig",
    "none",
    "no class",
    "keine",
    "unknown",
    "unbekannt",
    "n/a",
)


def guess_reject_class(classes: Sequence[str]) -> str | None:
    """Guess by its name which class is the none-of-the-above class.

    Parameters
    ----------
    classes : sequence of str

    Returns
    -------
    str or None
        One of `classes`, or None if no name is a usual one.
    """
    by_folded = {_folded(name): name for name in reversed(classes)}
    return next((by_folded[usual] for usual in _REJECT_NAMES if usual in by_folded), None)


def check_reject_class(name: str | None, classes: Sequence[str]) -> None:
    """Refuse a reject class that does not exist.

    Parameters
    ----------
    name : str or None
        None means that there is no reject class.
    classes : sequence of str

    Raises
    ------
    InputError
        If `name` is not one of `classes`.
    """
    if name is None or name in classes:
        return
    folded = {_folded(each): each for each in classes}
    close = [folded[each] for each in get_close_matches(_folded(name), folded, n=3)]
    raise InputError(
        f'The reject class "{name}" is not one of the {len(classes):,} classes. '
        f"{'Close to it' if close else 'They are'}: {listed(close or classes)}. "
        "Choose one of the classes, or none."
    )


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())
