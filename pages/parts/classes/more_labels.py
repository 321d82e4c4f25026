"""What more labels of a class would add, once its learning curves were measured."""

import streamlit as st

from analysis.explain.learnability.learnability_wording import class_gain_sentence
from pages.parts.learnability.computed import kept_curves
from pages.shared import state
from pages.shared.messages import literal
from pages.shared.view import View


def say_what_more_labels_add(view: View, code: int) -> None:
    """Draw the sentence, or the way to where the curves are measured.

    Parameters
    ----------
    view : View
    code : int
        The class.
    """
    found = kept_curves(view)
    if found is not None:
        sentence = class_gain_sentence(view.classes[code], found.classes[code])
        st.markdown(literal(f"More labels: {sentence}"))
    st.page_link(
        "pages/estimates/learnability.py",
        label="What more labels would add" if found is None else "Its learning curve",
        icon=":material/trending_up:",
        query_params=state.unbound_parameters(),
    )
