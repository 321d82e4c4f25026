"""Sentences on pairs of words; plain text, never markup."""

from collections.abc import Sequence

from analysis.evaluation.wording import counted
from analysis.explain.interactions.interactions import Interactions
from analysis.explain.interactions.joint_refit import Saving

# Where at least so many of the texts with both words have them side by side, the pair is rather
# an expression than an interaction.
MOSTLY = 0.5


def interactions_sentence(found: Interactions, classes: Sequence[str]) -> str:
    """Whether words interact, with the pair that saves most.

    Parameters
    ----------
    found : Interactions
    classes : sequence of str
        Names of the classes.

    Returns
    -------
    str
    """
    if not found.n_pairs:
        return (
            "Whether words interact cannot be said: no two words stand together in at least five "
            "different texts."
        )
    if not found.n_found:
        held = f"{_tested(found)}, and none held" if found.n_tested else "none seemed to"
        return (
            f"No, as far as these labels tell: of {counted(found.n_pairs, 'pair')} of words in at "
            f"least five different texts, {held}. What a word says of a class adds up with what "
            "the others say."
        )
    pairs = counted(len(found.pairs), "pair")
    say = "says" if len(found.pairs) == 1 else "say"
    return (
        f"{pairs} of words {say} more together than apart, at a false discovery rate of 5 % "
        f"({_tested(found)}). {_strongest(found, classes)}"
    )


def refit_sentence(found: Interactions) -> str | None:
    """What the pairs gain together, beside what their words gain in columns of their own.

    Parameters
    ----------
    found : Interactions

    Returns
    -------
    str or None
        None where no pair was chosen in any fold.
    """
    refit = found.refit
    if not refit.n_pairs:
        return None
    return (
        f"As features, the pairs chosen inside the folds ({refit.n_pairs:,} in all) "
        f"{_saving(refit.over_words)} out of fold, where single words lose {refit.log_loss:.3f} "
        f"nats at a C chosen anew ({_range(found)}); beside a model in which the same words have "
        f"columns of their own once more, they {_saving(refit.over_doubled)}."
    )


def neighbours_sentence(found: Interactions) -> str | None:
    """How many of the pairs are expressions, and how many stand apart.

    Parameters
    ----------
    found : Interactions

    Returns
    -------
    str or None
        None where no pair was found.
    """
    if not found.n_found:
        return None
    share = dict(zip(zip(found.first, found.second, strict=True), found.adjacent, strict=True))
    n_mostly = sum(each >= MOSTLY for each in share.values())
    n_apart = len(share) - n_mostly
    if not n_mostly:
        return "None of them mostly stands side by side, so word n-grams would hardly see them."
    if not n_apart:
        return "All of them mostly stand side by side, so word n-grams would see them as well."
    return (
        f"{counted(n_mostly, 'pair')} mostly {'stands' if n_mostly == 1 else 'stand'} side by "
        f"side, so that word n-grams would see {'it' if n_mostly == 1 else 'them'} as well; "
        f"{n_apart:,} mostly {'stands' if n_apart == 1 else 'stand'} apart."
    )


def pair_sentence(found: Interactions, row: int, classes: Sequence[str]) -> str:
    """What one pair says of one class.

    Parameters
    ----------
    found : Interactions
    row : int
        Of the pairs found.
    classes : sequence of str
        Names of the classes.

    Returns
    -------
    str
    """
    side = "for" if found.joint[row] > 0 else "against"
    texts = counted(int(found.texts[row]), "different text")
    return (
        f"'{found.first[row]}' and '{found.second[row]}' together speak {side} "
        f"'{classes[found.classes[row]]}': of {texts} with both, {found.in_class[row]:,} are of "
        f"the class, where the words taken apart predict {found.expected[row]:.1f}."
    )


def _strongest(found: Interactions, classes: Sequence[str]) -> str:
    told = pair_sentence(found, 0, classes)
    return told if found.n_found == 1 else f"The one that saves most: {told}"


def _tested(found: Interactions) -> str:
    were = "with a class, was" if found.n_tested == 1 else "each with a class, were"
    return f"{found.n_tested:,}, {were} chosen inside the folds and tested outside of them"


def _saving(saving: Saving) -> str:
    """What a model saves or costs; both where the interval says neither."""
    if saving.low > 0:
        return f"save {saving.value:.4f} nats a document ({saving.low:.4f} to {saving.high:.4f})"
    if saving.high < 0:
        return f"cost {-saving.value:.4f} nats a document ({-saving.high:.4f} to {-saving.low:.4f})"
    interval = f"{saving.low:+.4f} to {saving.high:+.4f}".replace("-", "−")
    return f"neither save nor cost beyond chance ({interval} nats a document)"


def _range(found: Interactions) -> str:
    low, high = found.c.min(), found.c.max()
    return f"C = {low:g}" if low == high else f"C = {low:g} to {high:g}"
