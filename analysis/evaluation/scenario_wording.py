"""A figure of two scenarios in words; plain text, never markup."""

import math

from analysis.evaluation.intervals import Estimate
from analysis.evaluation.scenario_figures import Figure
from analysis.evaluation.wording import counted

PER = 1000
SMALL = 0.005


def scenario_sentence(figures: tuple[Figure, ...]) -> str:
    """What a scenario changes, in the figures that matter most.

    Parameters
    ----------
    figures : tuple of Figure
        From `scenario_figures`, with intervals or without.

    Returns
    -------
    str
    """
    by_name = {figure.name: figure for figure in figures}
    micro, macro, never = (by_name[n] for n in ("Micro-F1", "Macro-F1", "Never predicted"))
    return (
        f"Micro-F1 goes {_from_to(micro)}, macro-F1 {_from_to(macro)}; "
        f"{_never_predicted(int(never.baseline), int(never.current))}."
    )


def figure_in_words(figure: Figure) -> str:
    """The figure as it is now.

    Parameters
    ----------
    figure : Figure

    Returns
    -------
    str
        A count without, anything else with three digits; "undefined" for nan.
    """
    if math.isnan(figure.current):
        return "undefined"
    return f"{figure.current:,}" if isinstance(figure.current, int) else f"{figure.current:.3f}"


def difference_in_words(figure: Figure) -> str:
    """The interval of the difference, and the difference in documents.

    Parameters
    ----------
    figure : Figure

    Returns
    -------
    str
        For instance ``"95 %: +0.012 to +0.020; 16 more of 1,000"``; empty for a count.
    """
    difference = figure.difference
    parts = []
    if not math.isnan(difference.low):
        bounds = (_signed(bound, difference) for bound in (difference.low, difference.high))
        parts.append("95 %: " + " to ".join(bounds))
    if not math.isnan(figure.documents) and figure.name != "Mean cost":
        parts.append(_in_documents(difference.value, figure.documents))
    return "; ".join(parts)


def _never_predicted(baseline: int, current: int) -> str:
    are = "is" if current == 1 else "are"
    classes = f"{counted(current, 'class', 'classes')} {are} never predicted"
    told = classes if current else "every class is predicted at least once"
    if current == baseline:
        return f"{told}, as in the baseline"
    return (
        f"{told} instead of {baseline:,}" if current else f"{told}, instead of all but {baseline:,}"
    )


def _from_to(figure: Figure) -> str:
    difference = figure.difference
    by = _signed(difference.value, difference)
    if not math.isnan(difference.low):
        low, high = (_signed(bound, difference) for bound in (difference.low, difference.high))
        by = f"{by} ({low} to {high})"
    return f"from {figure.baseline:.3f} to {figure.current:.3f}, by {by}"


def _signed(value: float, difference: Estimate) -> str:
    """With three digits, or four where the difference is so small that three would hide it."""
    digits = 3 if abs(difference.value) >= SMALL else 4
    return f"{value:+.{digits}f}".replace("-", "−")


def _in_documents(difference: float, documents: float) -> str:
    """Of 1,000, or of all where those are fewer or the rate would round to nothing."""
    shown = PER if documents >= PER and abs(difference) * PER >= 1 else documents
    kind = "more" if difference > 0 else "fewer"
    return f"{abs(difference) * shown:,.0f} {kind} of {shown:,.0f}"
