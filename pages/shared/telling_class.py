"""The class that a page looks at: the one searched for, or a telling one."""

import streamlit as st

from analysis.evaluation.telling_class import telling_class
from pages.shared import state
from pages.shared.messages import literal
from pages.shared.view import View


def class_in_view(view: View) -> int:
    """Return the class searched for; where none is, choose a telling one and say so.

    Parameters
    ----------
    view : View

    Returns
    -------
    int
        Its code.
    """
    name = state.chosen_class()
    if name is not None:
        return view.classes.index(name)
    telling = telling_class(view.evaluation(view.baseline).per_class)
    st.caption(
        f"No class is chosen, so this begins with {literal(view.classes[telling.code])}, "
        f"{telling.reason} under the baseline. Search another one in the side bar."
    )
    return telling.code
