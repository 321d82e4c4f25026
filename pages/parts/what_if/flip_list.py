"""Documents whose decision changes, with the words that decide."""

import pandas as pd
import streamlit as st

from analysis.evaluation.comparison import Comparison
from analysis.evaluation.flips import FLIPS, flipped_rows, flips_frame
from analysis.explain.vocabulary.flip_words import deciding_words
from pages.shared.documents import documents_table
from pages.shared.view import View


def flip_list(view: View, comparison: Comparison) -> None:
    """Draw the documents of one kind of flip.

    Parameters
    ----------
    view : View
    comparison : Comparison
        The view's.
    """
    both = comparison.baseline, comparison.current
    found = {flip: flipped_rows(view.study.labelled, *both, flip) for flip in FLIPS}
    flip = st.segmented_control(
        "Kind of change",
        FLIPS,
        default=FLIPS[0],
        required=True,
        format_func=lambda each: f"{each}: {len(found[each]):,}",
        key="what_if_flip",
        label_visibility="collapsed",
        help="What was decided in the baseline, and what is decided now.",
    )
    documents_table(
        _with_words(view, comparison, found[flip]), f"what_if_{flip}", "changed_documents.csv"
    )
    st.caption(
        "Words: what the strongest add to the log-odds of the decision now against the one "
        "before, by the model of all documents; the shift of the decision comes on top."
    )


def _with_words(view: View, comparison: Comparison, rows: list[int]) -> pd.DataFrame:
    labelled = view.study.labelled
    frame = flips_frame(labelled, comparison.baseline, comparison.current, rows)
    words = deciding_words(
        view.training(view.current).model,
        view.features(view.current)[rows],
        comparison.current.decided[rows],
        comparison.baseline.decided[rows],
    )
    frame.insert(4, "words", words)
    return frame
