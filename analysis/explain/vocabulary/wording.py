"""Sentences on the words of classes; plain text, never markup.

Names and terms stand in them as they are: a page makes them literal before it shows them.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.evaluation.wording import counted
from analysis.explain.vocabulary.separating_terms import SeparatingTerms
from analysis.explain.vocabulary.side_by_side import SideBySide
from analysis.explain.vocabulary.vocabulary import ClassVocabulary
from analysis.model.settings import ClassWeight

# Below so many documents, drawing them anew repeats and drops too many for the order of a
# class's words to stay.
STABLE_LABELS = 30
NAMED_WORDS = 3

COEFFICIENT_AND_USE = (
    "Over-use and coefficient answer different questions. Over-use (z) counts documents: how "
    "much more often the class uses a word than all others do, in standard errors, each word "
    "by itself. A coefficient is what the model makes of it beside all other words of the same "
    "documents. A word of great over-use and small coefficient is one that the model makes "
    "little use of, because it was held back or because other words say the same."
)


def fit_name(class_weight: ClassWeight) -> str:
    """What a fit is called.

    Parameters
    ----------
    class_weight : {"none", "balanced"}

    Returns
    -------
    str
        "plain fit" or "balanced fit".
    """
    return "balanced fit" if class_weight == "balanced" else "plain fit"


def vocabulary_sentence(
    name: str, shown: ClassVocabulary, fit: str, fits: SideBySide | None = None, n_each: int = 20
) -> str:
    """Which words speak most for a class, and how many of them only after balancing.

    Parameters
    ----------
    name : str
        Of the class.
    shown : ClassVocabulary
    fit : str
        Of `shown`, from `fit_name`.
    fits : SideBySide, optional
        Both fits, where both are there.
    n_each : int, default 20
        Number of words that `fits` takes from the top of each fit.

    Returns
    -------
    str
    """
    of_class = f"'{name}' ({counted(shown.support, 'label')})"
    if shown.reason:
        return f"For {of_class} there are no words to show: it was left out of training."
    words = [str(term) for term in shown.terms[shown.coefficients > 0][:NAMED_WORDS]]
    masked = "" if fits is None else _masked(fits, n_each)
    if not words:
        return f"For {of_class} no word speaks in the {fit}{masked}."
    are = "word that speaks most is" if len(words) == 1 else "words that speak most are"
    return f"For {of_class} the {are} {listed_words(words)} in the {fit}{masked}."


def unstable_sentence(name: str, n_labels: int) -> str | None:
    """Whether a class has too few labels for the order of its words to be trusted.

    Parameters
    ----------
    name : str
        Of the class.
    n_labels : int

    Returns
    -------
    str or None
        None where it has at least 30.
    """
    if n_labels >= STABLE_LABELS:
        return None
    return (
        f"Unstable: '{name}' has {counted(n_labels, 'label')}, fewer than {STABLE_LABELS}. With a "
        "few other documents other words could lead, so read them as leads, not as a ranking."
    )


def separating_sentence(name_a: str, name_b: str, shown: SeparatingTerms, fit: str) -> str:
    """What separates two classes most.

    Parameters
    ----------
    name_a, name_b : str
        Of the classes.
    shown : SeparatingTerms
    fit : str
        From `fit_name`.

    Returns
    -------
    str
    """
    if shown.reason:
        return shown.reason
    sides = (
        (name_a, shown.support_a, shown.terms[shown.differences > 0]),
        (name_b, shown.support_b, shown.terms[shown.differences < 0][::-1]),
    )
    told = [_leading_words(name, support, terms) for name, support, terms in sides]
    return f"In the {fit}, {told[0]}; {told[1]}."


def word_sentence(term: str, codes: NDArray[np.integer], code: int, name: str) -> str:
    """How many documents hold a word, in a class and elsewhere.

    Parameters
    ----------
    term : str
    codes : ndarray of int, shape (n_documents_with_it,)
        Class of each document that holds the word.
    code : int
        Of the class.
    name : str
        Of the class.

    Returns
    -------
    str
    """
    inside = int((codes == code).sum())
    elsewhere = len(codes) - inside
    others = counted(len(set(codes.tolist()) - {code}), "other class", "other classes")
    where = [f"{inside:,} of '{name}'" if inside else f"none of '{name}'"]
    if elsewhere:
        where.append(f"{elsewhere:,} of {others}")
    held = counted(len(codes), "labelled document")
    return f"'{term}' is in {held}, {listed_words(where)}."


def listed_words(words: Sequence[str]) -> str:
    """Join words with commas and an "and".

    Parameters
    ----------
    words : sequence of str
        At least one.

    Returns
    -------
    str
        For instance ``"vbl, belt and drv"``.
    """
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _masked(fits: SideBySide, n_each: int) -> str:
    """How many of the strongest words after balancing the plain fit masks; may be empty."""
    strongest = min(n_each, int((fits.balanced > 0).sum()))
    masked = int(fits.masked.sum())
    if fits.reason or not strongest:
        return ""
    were = "was" if masked <= 1 else "were"
    return (
        f"; {masked or 'none'} of the {strongest} strongest after balancing {were} masked by "
        "priors and shrinkage in the plain fit"
    )


def _leading_words(name: str, support: int, terms: NDArray[np.object_]) -> str:
    """'vbl, belt and drv speak most for 'v-belt' (183 labels)'."""
    of_class = f"'{name}' ({counted(support, 'label')})"
    words = [str(term) for term in terms[:NAMED_WORDS]]
    if not words:
        return f"no word speaks for {of_class}"
    return f"{listed_words(words)} {'speaks' if len(words) == 1 else 'speak'} most for {of_class}"
