"""Sentences on the words of classes and on the parts of a decision; plain text, never markup.

Names and terms stand in them as they are: a page makes them literal before it shows them.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.decision.settings import DecisionSettings
from analysis.evaluation.wording import counted
from analysis.explain.vocabulary.contributions import Contributions
from analysis.explain.vocabulary.explanation import Explanation
from analysis.explain.vocabulary.separating_terms import SeparatingTerms
from analysis.explain.vocabulary.side_by_side import SideBySide
from analysis.explain.vocabulary.vocabulary import ClassVocabulary
from analysis.model.settings import ClassWeight

# Below so many documents, drawing them anew repeats and drops too many for the order of a
# class's words to stay.
STABLE_LABELS = 30
NAMED_WORDS = 3
_LARGEST_ODDS = 1e6

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


def decision_sentence(
    explained: Explanation, parts: Contributions, name_a: str, name_b: str
) -> str:
    """What a text is decided for, and what brings its log-odds about.

    Parameters
    ----------
    explained : Explanation
    parts : Contributions
        Of the class decided against another.
    name_a, name_b : str
        Of the class decided and of the other.

    Returns
    -------
    str
    """
    decided = f"Decided for '{name_a}' with posterior {explained.posterior[explained.decided]:.3f}"
    if parts.reason:
        return f"{decided}. '{name_b}' was left out of training, so nothing speaks for it."
    return (
        f"{decided}. Against '{name_b}' the log-odds are {_signed(parts.log_odds)}, odds of "
        f"{odds(parts.log_odds)}: {listed_words(_parts_told(parts))}."
    )


def baseline_sentence(explained: Explanation, name: str) -> str:
    """What the baseline decides a text for.

    Parameters
    ----------
    explained : Explanation
        Under the baseline.
    name : str
        Of the class decided.

    Returns
    -------
    str
    """
    posterior = explained.posterior[explained.decided]
    return f"The baseline decides for '{name}' with posterior {posterior:.3f}."


def seen_sentence(labels: Sequence[str], decided: Sequence[str], posterior: Sequence[float]) -> str:
    """That a text is a labelled document, which the model has seen.

    Parameters
    ----------
    labels, decided : sequence of str
        Label of each labelled document with this text, and the class decided out of fold.
    posterior : sequence of float
        Of the class decided, out of fold.

    Returns
    -------
    str
    """
    one = len(labels) == 1
    begin = "This is a labelled document" if one else f"{len(labels):,} labelled documents read so"
    told = "; ".join(
        f"label '{label}', decided for '{other}' with posterior {share:.3f}"
        for label, other, share in list(zip(labels, decided, posterior, strict=True))[:NAMED_WORDS]
    )
    more = f"; and {len(labels) - NAMED_WORDS:,} more" if len(labels) > NAMED_WORDS else ""
    seen = "it" if one else "them"
    return (
        f"{begin}. Out of fold: {told}{more}. The parts below are of the model fitted on all "
        f"documents, which has seen {seen}; a model is mostly surer of what it has seen."
    )


def left_out_sentence(decision: DecisionSettings) -> str | None:
    """Which parts of a decision the log-odds of a text do not show.

    Parameters
    ----------
    decision : DecisionSettings

    Returns
    -------
    str or None
        None where the parts show all of it.
    """
    left_out = []
    if decision.temperature != 1:
        left_out.append("calibration, which divides them by a temperature before the shift")
    if not decision.costs.are_equal:
        left_out.append("costs")
    if decision.abstain_cost is not None:
        left_out.append("abstaining")
    return f"The parts below leave out {listed_words(left_out)}." if left_out else None


def unknown_sentence(words: Sequence[str]) -> str | None:
    """Which words of a text the model does not know.

    Parameters
    ----------
    words : sequence of str

    Returns
    -------
    str or None
        None where it knows all of them.
    """
    if not words:
        return None
    they = "it brings" if len(words) == 1 else "they bring"
    return f"Unknown to the model, so that {they} nothing: {listed_words(words)}."


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


def odds(log_odds: float) -> str:
    """Log-odds as odds that are read easily.

    Parameters
    ----------
    log_odds : float

    Returns
    -------
    str
        For instance ``"5.9 to 1"`` or ``"1 to 300"``.
    """
    if abs(log_odds) > math.log(_LARGEST_ODDS):
        ratio = "more than a million"
    else:
        value = math.exp(abs(log_odds))
        ratio = f"{value:,.0f}" if value >= 9.95 else f"{value:.2g}"
    return f"{ratio} to 1" if log_odds >= 0 else f"1 to {ratio}"


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


def _parts_told(parts: Contributions) -> list[str]:
    """What each part of the log-odds brings."""
    told = [
        f"the prior brings {_signed(parts.prior)}",
        f"the intercept beyond it {_signed(parts.intercept)}",
        f"{counted(len(parts.terms), 'known term')} {_signed(parts.evidence)}",
    ]
    if parts.shift:
        told.append(f"the shift of the decision {_signed(parts.shift)}")
    return told


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def _leading_words(name: str, support: int, terms: NDArray[np.object_]) -> str:
    """'vbl, belt and drv speak most for 'v-belt' (183 labels)'."""
    of_class = f"'{name}' ({counted(support, 'label')})"
    words = [str(term) for term in terms[:NAMED_WORDS]]
    if not words:
        return f"no word speaks for {of_class}"
    return f"{listed_words(words)} {'speaks' if len(words) == 1 else 'speak'} most for {of_class}"
