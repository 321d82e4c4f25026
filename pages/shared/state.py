"""What the dashboard remembers between reruns, and what stands in the URL.

The study and the training settings go into the URL as ids; widgets that all pages share put
their own value there under their key. A link therefore opens the same study, page, switch
and class again.
"""

import streamlit as st

from analysis.decision.scenario import BALANCES, Balance

BALANCE_KEY = "balance"
TAU_KEY = "tau"
CLASS_KEY = "class"
OTHER_KEY = "other"

_STUDY = "study"
_TRAINING = "training"
_PENDING = "_pending_training"


def study_id() -> str | None:
    """Return the id of the study in the URL, or else the one opened before in this session."""
    return _remembered(_STUDY)


def open_study(identifier: str) -> None:
    """Open another study; its class search and settings begin anew."""
    if identifier != study_id():
        for key in (CLASS_KEY, OTHER_KEY):
            st.session_state[key] = None
        set_training(None)
        set_pending(None)
    _remember(_STUDY, identifier)


def training_id() -> str | None:
    """Return the id of the training settings in use; None stands for the defaults."""
    return _remembered(_TRAINING)


def set_training(identifier: str | None) -> None:
    """Use these training settings from now on."""
    _remember(_TRAINING, identifier)


def pending() -> str | None:
    """Return the id of the training settings that are being computed."""
    return st.session_state.get(_PENDING)


def set_pending(identifier: str | None) -> None:
    """Remember which training settings are being computed."""
    st.session_state[_PENDING] = identifier


def balance() -> Balance:
    """Return the position of the Balance switch."""
    value = st.session_state.get(BALANCE_KEY)
    return value if value in BALANCES else "off"


def tau() -> float:
    """Return the strength of the shift in the decision."""
    return float(st.session_state.get(TAU_KEY, 1.0))


def chosen_class() -> str | None:
    """Return the class that the search in the frame holds."""
    return st.session_state.get(CLASS_KEY)


def choose(key: str, name: str | None) -> None:
    """Put a class into one of the two searches; for callbacks, which run before they are drawn."""
    st.session_state[key] = name


def selected_rows(key: str) -> list[int]:
    """Return the rows selected in the table or the points in the figure drawn under a key."""
    selection = st.session_state.get(key, {}).get("selection", {})
    return list(selection.get("rows", []))


def selected_points(key: str) -> list[dict]:
    """Return the points selected in the figure drawn under a key."""
    return list(st.session_state.get(key, {}).get("selection", {}).get("points", []))


def url_parameters() -> dict[str, str]:
    """Return what a link to another page has to carry."""
    carried = {_STUDY: study_id(), _TRAINING: training_id()}
    shared = {key: st.session_state.get(key) for key in (BALANCE_KEY, TAU_KEY, CLASS_KEY)}
    return {key: str(value) for key, value in (carried | shared).items() if value is not None}


def _remembered(name: str) -> str | None:
    """The value in the URL wins over the one kept in the session."""
    value = st.query_params.get(name, st.session_state.get(f"_{name}"))
    return value or None


def _remember(name: str, value: str | None) -> None:
    st.session_state[f"_{name}"] = value
    if value is None:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = value
