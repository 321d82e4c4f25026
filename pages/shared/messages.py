"""Text for people: corpus text made literal, and errors that a user can mend."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from analysis.errors import InputError

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>&@/^=])")


def literal(text: str) -> str:
    """Make text show as it is where Streamlit would read Markdown, LaTeX or HTML.

    Parameters
    ----------
    text : str
        A class name, a document or a file name.

    Returns
    -------
    str
        On one line, with every sign that could begin markup escaped.
    """
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


@contextmanager
def input_errors_shown() -> Iterator[None]:
    """Show an `InputError` as text and go on with the page; what was loaded stays."""
    try:
        yield
    except InputError as error:
        st.error(literal(str(error)), icon=":material/error:")
