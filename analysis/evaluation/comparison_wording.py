"""Sentences on what one scenario gains or costs over another; plain text, never markup."""

from analysis.evaluation.comparison import Comparison, Flips
from analysis.evaluation.intervals import Estimate
from analysis.evaluation.wording import counted

PER = 1000


def comparison_sentence(comparison: Comparison, name: str = "Balancing") -> str:
    """What the current scenario gains or costs over the baseline.

    Parameters
    ----------
    comparison : Comparison
    name : str
        What was changed: the subject of the sentence, in the singular.

    Returns
    -------
    str
    """
    flips = comparison.flips()
    if comparison.changed == 0:
        return f"{name} decides every document as the baseline does."
    if flips.gained + flips.lost == 0:
        changed = counted(comparison.changed, "decision")
        return f"{name} changes {changed}, but none from wrong to right or from right to wrong."
    if flips.net == 0:
        return (
            f"{name} decides as many documents rightly as the baseline, "
            f"{flips.gained:,} gained and {flips.lost:,} lost{_split(comparison)}."
        )
    return f"{name} decides {_rate(flips)}{_split(comparison)}."


def chance_sentence(comparison: Comparison) -> str:
    """How many classes differ beyond chance, and how many would by chance.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    str
    """
    n, expected = int(comparison.beyond_chance().sum()), comparison.expected_by_chance()
    differ = "differs" if n == 1 else "differ"
    by_chance = "fewer than one" if expected < 0.95 else f"about {expected:.0f}"
    return (
        f"{n:,} of {len(comparison.support):,} classes {differ} from the baseline in the documents "
        f"found, each tested at 5 %; {by_chance} would by chance alone."
    )


def _rate(flips: Flips) -> str:
    """'41 more of 1,000 documents rightly (95 % interval 38 to 44)'.

    A gain of less than one document in 1,000 is told as what it is, in all documents.
    """
    share = flips.net_share()
    shown = PER if flips.documents >= PER and abs(share.value) * PER >= 1 else flips.documents
    low, high = sorted((share.low * shown, share.high * shown), key=abs)
    same_sign = low * high > 0
    interval = f"{abs(low):.0f} to {abs(high):.0f}" if same_sign else _range(share, shown)
    documents = counted(shown, "document")
    return f"{_more(share.value * shown)} of {documents} rightly (95 % interval {interval})"


def _range(share: Estimate, documents: int) -> str:
    return f"{_more(share.low * documents)} to {_more(share.high * documents)}"


def _more(n: float) -> str:
    if round(n) == 0:
        return "0"
    return f"{abs(n):,.0f} {'more' if n > 0 else 'fewer'}"


def _split(comparison: Comparison) -> str:
    """The documents gained in classes with few labels and in the others; empty for one kind."""
    rare, common = comparison.flips(comparison.rare), comparison.flips(~comparison.rare)
    if rare.classes == 0 or common.classes == 0:
        return ""
    total = counted(rare.documents + common.documents, "document")
    fewer = counted(rare.classes, "class", "classes")
    others = "other" if common.classes == 1 else f"{common.classes:,} others"
    return (
        f": of all {total}, {_as_many_or(rare.net)} in the {fewer} with fewer labels than "
        f"average and {_as_many_or(common.net)} in the {others}"
    )


def _as_many_or(net: int) -> str:
    return "as many" if net == 0 else _more(net)
