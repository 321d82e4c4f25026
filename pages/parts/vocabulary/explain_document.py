"""From a document in a table to its explanation."""

from pages.shared import state


def explain_on_click(text: str) -> None:
    """Turn the page of words to the explanation of a text; for callbacks.

    Parameters
    ----------
    text : str
    """
    state.choose_for_link(state.TEXT_KEY, text)
    state.choose(state.AGAINST_KEY, None)
    state.choose(state.LOOK_KEY, state.ONE_TEXT)
