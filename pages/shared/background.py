"""Work in the background: a button that begins it, how far it is, and why it ended."""

from collections.abc import Callable

import streamlit as st

from analysis.errors import InputError
from analysis.progress import Cancelled, Progress
from analysis.study.computations import Arrays, Computation
from pages.shared.cache.home import computations
from pages.shared.messages import literal

SECONDS_BETWEEN_LOOKS = 0.5

Work = Callable[[Progress], Arrays]
Begin = Callable[[], tuple[Progress, Work]]


def offer_computation(
    study_id: str,
    name: str,
    begin: Begin,
    *,
    key: str,
    label: str,
    doing: str,
    about: str,
    by_itself: bool = False,
) -> Arrays | None:
    """Return arrays that are kept with a study, or draw what is between the analyst and them.

    Parameters
    ----------
    study_id : str
    name : str
        All that the arrays depend on.
    begin : callable
        Called on the button; returns the progress to watch, and the work, which runs in a thread
        without a session: it must not look into Streamlit's state or caches.
    key : str
        Begins with the page's stem.
    label : str
        Of the button.
    doing : str
        What is done, in the present tense, for instance "Scoring the corpus".
    about : str
        What it is good for and how long it takes.
    by_itself : bool
        Begin without the button; it is there after a failure or a cancelling.

    Returns
    -------
    dict of str to ndarray, or None
        None until they are there.
    """
    arrays = computations().find(study_id, name)
    if arrays is not None:
        return arrays
    if by_itself and computations().running(study_id, name) is None:
        computations().start(study_id, name, *begin())
    running = computations().running(study_id, name)
    if running is not None and not running.future.done():
        watch_computation(running, doing, key=f"{key}_cancel")
        return None
    say_why_it_ended(running, doing)
    with st.container(horizontal=True, vertical_alignment="center"):
        pressed = st.button(label, key=key, icon=":material/play_arrow:")
        st.caption(about)
    if pressed:
        computations().start(study_id, name, *begin())
        st.rerun()
    return None


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def watch_computation(computation: Computation, doing: str, *, key: str) -> None:
    """Show how far a computation is until it has ended, with a button that cancels it.

    Parameters
    ----------
    computation : Computation
    doing : str
        What is done, in the present tense.
    key : str
        Of the button.
    """
    if computation.future.done():
        st.rerun()
    progress = computation.progress
    step = f"step {min(progress.n_done + 1, progress.n_steps)} of {progress.n_steps}"
    how_far = step if computation.future.running() else "waits for what was begun before it"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(progress.share, text=f"{doing}: {how_far}")
        st.button("Cancel", on_click=progress.cancel, key=key)


def say_why_it_ended(computation: Computation | None, doing: str) -> None:
    """Tell a failed or cancelled computation; programmer errors are raised to be seen.

    Parameters
    ----------
    computation : Computation or None
        None if there was none.
    doing : str
        What was done, in the present tense.
    """
    error = None if computation is None else computation.future.exception()
    if isinstance(error, Cancelled):
        st.info(f"{doing} was cancelled.", icon=":material/cancel:")
    elif isinstance(error, InputError):
        st.error(literal(str(error)), icon=":material/error:")
    elif error is not None:
        raise error
