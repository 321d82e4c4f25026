"""Resampling beside a shift of the priors, in words; plain text, never markup."""

from analysis.evaluation.resampling_comparison import (
    AS_LEARNED,
    REFERENCE,
    SHIFTS,
    BalancingFigures,
)


def resampling_sentence(figures: tuple[BalancingFigures, ...]) -> str:
    """What resampling gains over taking the priors out of the decision, and how true it is.

    Parameters
    ----------
    figures : tuple of BalancingFigures

    Returns
    -------
    str
        Without any resampled training, what the shift alone gains.
    """
    by_way = {each.way: each for each in figures}
    learned, shifted = by_way[AS_LEARNED], by_way[REFERENCE]
    lead = (
        f"Taking the priors out of the decision moves macro-F1 from {learned.macro_f1.value:.3f} "
        f"to {shifted.macro_f1.value:.3f} without a refit."
    )
    return " ".join([lead, *(_compared(each) for each in figures if each.way not in SHIFTS)])


def _compared(each: BalancingFigures) -> str:
    more = each.macro_f1_more
    interval = f"{more.low:+.3f} to {more.high:+.3f}".replace("-", "−")
    if more.low > 0:
        gain = f"gains {more.value:.3f} over that ({interval})"
    elif more.high < 0:
        gain = f"loses {-more.value:.3f} against that ({interval})"
    else:
        gain = f"differs from that by no more than chance ({interval})"
    name = each.way if each.way.isupper() else each.way.capitalize()
    return (
        f"{name} {gain}; shifted back to the shares of the labels, its posteriors have a log "
        f"loss of {each.log_loss_back:.3f}."
    )
