"""The four ways to treat a reject class in words; plain text, never markup."""

from analysis.evaluation.intervals import Estimate
from analysis.evaluation.reject_figures import RejectFigures
from analysis.evaluation.reject_ways import AS_A_CLASS, GATE, LEFT_OUT, THRESHOLD

PER = 1000
IN_WORDS = {
    AS_A_CLASS: "with “{}” as a class like the others",
    LEFT_OUT: "with “{}” left out of training",
    GATE: "with a gate before the classes",
    THRESHOLD: "with a threshold on the largest posterior",
}


def reject_sentence(figures: tuple[RejectFigures, ...], reject_class: str) -> str:
    """Which way decides most documents rightly, and what the others cost or gain.

    Parameters
    ----------
    figures : tuple of RejectFigures
        The first is the one that the others are compared with.
    reject_class : str

    Returns
    -------
    str
    """
    others = figures[1:]
    best = max(figures, key=lambda each: each.micro_f1.value)
    compared = "; ".join(
        f"{IN_WORDS[each.name].format(reject_class)}, {_per_thousand(each.right_more)}"
        for each in others
    )
    return (
        f"Most documents are decided rightly {IN_WORDS[best.name].format(reject_class)}. "
        f"Of 1,000 documents, and compared with keeping “{reject_class}” as a class: {compared}."
    )


def _per_thousand(difference: Estimate) -> str:
    """For instance ``"12 fewer are right (9 to 15)"``, or that chance explains the difference."""
    value, low, high = (
        round(PER * each) for each in (difference.value, difference.low, difference.high)
    )
    if difference.low <= 0 <= difference.high:
        return f"no difference beyond chance ({low:+,} to {high:+,})".replace("-", "−")
    if value > 0:
        return f"{value:,} more are right ({low:,} to {high:,})"
    return f"{-value:,} fewer are right ({-high:,} to {-low:,})"
