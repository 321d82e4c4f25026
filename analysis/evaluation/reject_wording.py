"""The four ways to treat a reject class in words; plain text, never markup."""

from analysis.evaluation.intervals import Estimate
from analysis.evaluation.reject_figures import RejectFigures

PER = 1000


def reject_sentence(figures: tuple[RejectFigures, ...], reject_class: str) -> str:
    """Which way decides most documents rightly, and what the others cost.

    Parameters
    ----------
    figures : tuple of RejectFigures
        The first is the one that the others are compared with.
    reject_class : str

    Returns
    -------
    str
    """
    first, *others = figures
    best = max(figures, key=lambda each: each.micro_f1.value)
    if best is first:
        lead = f"Of all documents, most are decided rightly with “{reject_class}” as a class."
    else:
        lead = f"Of all documents, most are decided rightly so: {_lower(best.name)}."
    compared = "; ".join(
        f"{_lower(each.name)}: {_per_thousand(each.right_more)}" for each in others
    )
    return f"{lead} Beside keeping it as a class, of 1,000 documents decided rightly, {compared}."


def _per_thousand(difference: Estimate) -> str:
    """For instance ``"12 fewer (15 to 9 fewer)"``, or that chance explains the difference."""
    value, low, high = (round(PER * each) for each in _bounds(difference))
    if difference.low <= 0 <= difference.high:
        return f"no difference beyond chance ({low:+,} to {high:+,})"
    if value > 0:
        return f"{value:,} more ({low:,} to {high:,})"
    return f"{-value:,} fewer ({-high:,} to {-low:,})"


def _bounds(difference: Estimate) -> tuple[float, float, float]:
    return difference.value, difference.low, difference.high


def _lower(name: str) -> str:
    return name[0].lower() + name[1:]
