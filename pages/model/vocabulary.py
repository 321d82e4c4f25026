"""Which words speak for a class, apart from how common it is?"""

import streamlit as st

from pages.parts.vocabulary.class_words import (
    both_fits_section,
    for_and_against_section,
    words_answer,
)
from pages.parts.vocabulary.explained_text import explained_text_section
from pages.parts.vocabulary.shrinkage import shrinkage_section
from pages.parts.vocabulary.two_classes import two_classes_section
from pages.shared import state
from pages.shared.telling_class import class_in_view
from pages.shared.view import open_page

SECTIONS = {
    state.BOTH_FITS: both_fits_section,
    state.FOR_AND_AGAINST: for_and_against_section,
    state.TWO_CLASSES: two_classes_section,
    state.ONE_TEXT: explained_text_section,
    state.PRIOR_AND_SHRINKAGE: shrinkage_section,
}

view = open_page("Which words speak for a class, apart from how common it is?")
code = class_in_view(view)
words_answer(view, code)
look = st.segmented_control(
    "Look at",
    list(SECTIONS),
    default=state.TWO_CLASSES if state.names_other_class() else state.BOTH_FITS,
    required=True,
    key=state.LOOK_KEY,
    bind="query-params",
    label_visibility="collapsed",
    help="The words of the class under both fits, or for and against it under the current "
    "one; what separates it from another class; why a text is decided as it is; or what the "
    "penalty leaves of the class.",
)
SECTIONS[look](view, code)
