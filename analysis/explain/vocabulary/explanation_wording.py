"""Sentences that explain what a text is decided for; plain text, never markup.

Names and terms stand in them as they are: a page makes them literal before it shows them.
"""

import math
from collections.abc import Sequence

from analysis.decision.settings import DecisionSettings
from analysis.evaluation.wording import counted
from analysis.explain.vocabulary.contributions import Contributions
from analysis.explain.vocabulary.explanation import Explanation
from analysis.explain.vocabulary.wording import NAMED_WORDS, listed_words

_LARGEST_ODDS = 1e6


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
