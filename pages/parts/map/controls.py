"""What the points are coloured by, and which of them stand out."""

import streamlit as st

from analysis.plots.map_colouring import ColourBy, MapKnowledge
from pages.shared import state
from pages.shared.cache.map import Highlight
from pages.shared.view import View

COLOUR_HELP = (
    "Class: of the labelled documents. Predicted class: decided out of fold for labelled "
    "documents and, once the corpus is scored, for all others. Right or wrong: whether that is "
    "the label. Reject class: its posterior. Support: labels of the document's class. What is "
    "not known is grey."
)
FIND_HELP = (
    "Documents whose text holds this stand out, whatever the case of its letters; the others "
    "turn grey. A class chosen in the side bar stands out in the same way."
)


def choose_colours(knowledge: MapKnowledge) -> ColourBy:
    """Let the reader choose what the points are coloured by.

    Parameters
    ----------
    knowledge : MapKnowledge

    Returns
    -------
    str
        One of `knowledge.ways()`.
    """
    ways = knowledge.ways()
    state.keep_only(state.COLOUR_KEY, ways)
    return st.selectbox(
        "Colour by",
        ways,
        key=state.COLOUR_KEY,
        bind="query-params",
        help=COLOUR_HELP,
    )


def choose_highlight(view: View) -> Highlight:
    """Let the reader search, and take the class of the side bar along.

    Parameters
    ----------
    view : View

    Returns
    -------
    Highlight
    """
    sought = st.text_input(
        "Highlight",
        key=state.FIND_KEY,
        bind="query-params",
        placeholder="Words in the text",
        icon=":material/search:",
        help=FIND_HELP,
    )
    is_pattern = st.toggle(
        "Regular expression",
        key=state.PATTERN_KEY,
        bind="query-params",
        help="Read what is sought as a regular expression, for instance m\\d+ (bolt|nut).",
    )
    name = state.chosen_class()
    code = None if name is None else view.classes.index(name)
    return Highlight(code, sought, is_pattern)


def highlight_words(view: View, highlight: Highlight) -> str:
    """Say what the documents that stand out have in common; plain text.

    Parameters
    ----------
    view : View
    highlight : Highlight

    Returns
    -------
    str
    """
    said = []
    if highlight.class_code is not None:
        said.append(f"labelled or predicted {view.classes[highlight.class_code]}")
    if highlight.sought:
        how = "matching the pattern" if highlight.is_pattern else "holding"
        said.append(f"{how} “{highlight.sought}”")
    return " and ".join(said)
