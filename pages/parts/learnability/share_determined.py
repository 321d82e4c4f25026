"""How much of the class the words determine, and what that is held against."""

import streamlit as st

from analysis.explain.learnability.determined import Determined
from analysis.explain.learnability.yardsticks import Yardsticks
from analysis.explain.learnability.yardsticks_wording import (
    caveats,
    conflicts_sentence,
    meaning_sentence,
    neighbour_sentence,
    shuffled_sentence,
    signed_percent,
)
from pages.shared.cache.learnability import conflicts_of
from pages.shared.messages import literal
from pages.shared.view import View

NOT_KNOWN = "–"


def show_share_determined(view: View, determined: Determined, known: Yardsticks | None) -> None:
    """Draw the figures in a row, and what they mean.

    Parameters
    ----------
    view : View
    determined : Determined
    known : Yardsticks or None
        None until they are computed.
    """
    corpus, conflicts = view.study.labelled, conflicts_of(view.study)
    shuffled = None if known is None else shuffled_sentence(known.shuffled)
    neighbour = None if known is None else neighbour_sentence(known.neighbour)
    rows = (
        (
            "Determined",
            signed_percent(determined.overall.value, 1),
            "Share of what there is to know about the class, beyond the class shares, that a "
            "calibrated model recovers on documents it has not seen: 1 − log loss / entropy.",
        ),
        (
            "Classes equal",
            signed_percent(determined.equal_weight.value, 1),
            "The share determined where the rarest class counts as much as the most frequent "
            "one, and how common they are is told to no one.",
        ),
        (
            "Labels shuffled",
            NOT_KNOWN if known is None else signed_percent(known.shuffled.overall.value, 1),
            shuffled or "A real training with the labels dealt anew by chance; follows soon.",
        ),
        (
            "Neighbour wrong",
            NOT_KNOWN if known is None else signed_percent(known.neighbour.error.value, 1),
            neighbour or "How often the most similar other text bears another label; follows soon.",
        ),
        (
            "Undecidable",
            signed_percent(conflicts.floor, 1) if conflicts.n_repeated else NOT_KNOWN,
            conflicts_sentence(conflicts, corpus),
        ),
    )
    for column, (label, value, explanation) in zip(st.columns(len(rows)), rows, strict=True):
        column.metric(label, value, help=explanation)
    sentences = (
        meaning_sentence(determined),
        shuffled,
        neighbour,
        conflicts_sentence(conflicts, corpus),
    )
    st.caption("\n".join(f"- {literal(each)}" for each in sentences if each))
    for caveat in caveats(corpus):
        st.warning(literal(caveat), icon=":material/warning:")
