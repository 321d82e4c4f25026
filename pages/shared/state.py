"""What the dashboard remembers between reruns, and what stands in the URL.

The study and the training settings go into the URL as ids; widgets that all pages share put
their own value there under their key. A link therefore opens the same study, page, switch
and class again.
"""

from collections.abc import Collection

import streamlit as st

from analysis.decision.scenario import BALANCES, Balance

BALANCE_KEY = "balance"
TAU_KEY = "tau"
CLASS_KEY = "class"
OTHER_KEY = "other"
CLUSTER_KEY = "cluster"
PART_KEY = "part"
OPEN_FILES = "Open your own files"
SOUGHT_KEY = "sought"
COLUMN_KEY = "sought_in"
WORD_KEY = "word"
TEXT_KEY = "text"
AGAINST_KEY = "against"
LOOK_KEY = "look"
BOTH_FITS, FOR_AND_AGAINST = "Both fits", "For and against"
TWO_CLASSES, ONE_TEXT = "Beside another class", "A text explained"
PRIOR_AND_SHRINKAGE = "Prior and shrinkage"

LAYOUT_KEY = "layout"
COLOUR_KEY = "colour"
FIND_KEY = "find"
PATTERN_KEY = "pattern"

_STUDY = "study"
_TRAINING = "training"
_DECISION = "decision"
_PENDING = "_pending_training"
_NEXT_STUDY = "_next_study"
_NEXT_PART = "_next_part"
_TRUE = "true"
_DECIDED = "decided"
_OUTLINE = "outline"
_DOCUMENT = "document"
_NO_WEBGL = "_no_webgl"


def study_id() -> str | None:
    """Return the id of the study in the URL, or else the one opened before in this session."""
    return _remembered(_STUDY)


def open_study(identifier: str) -> None:
    """Open another study; its class search and settings begin anew."""
    if study_id() not in (None, identifier):
        for key in (CLASS_KEY, OTHER_KEY):
            st.session_state[key] = None
        set_training(None)
        set_decision(None)
        set_pending(None)
        choose_pair(None, None)
        set_outline(None)
        choose_document(None)
    _remember(_STUDY, identifier)


def show_study(identifier: str, part: str | None = None) -> None:
    """Open another study in the next run, if given on this part of the page about what was loaded.

    Widgets that are drawn already, such as the class search, can only be changed then.
    """
    st.session_state[_NEXT_STUDY] = identifier
    if part is not None:
        st.session_state[_NEXT_PART] = part


def next_study() -> str | None:
    """Return, once, the id of the study to open in this run."""
    return st.session_state.pop(_NEXT_STUDY, None)


def turn_to_next_part() -> None:
    """Turn to the part that `show_study` asked for; to be called before the parts are drawn."""
    if _NEXT_PART in st.session_state:
        st.session_state[PART_KEY] = st.session_state.pop(_NEXT_PART)


def forget_study() -> None:
    """Go back to the sample study in the next run."""
    _remember(_STUDY, None)


def training_id() -> str | None:
    """Return the id of the training settings in use; None stands for the defaults."""
    return _remembered(_TRAINING)


def set_training(identifier: str | None) -> None:
    """Use these training settings from now on."""
    _remember(_TRAINING, identifier)


def decision_id() -> str | None:
    """Return the id of what decisions rest on beside switch and tau; None for the defaults."""
    return _remembered(_DECISION)


def set_decision(identifier: str | None) -> None:
    """Use these decision settings from now on."""
    _remember(_DECISION, identifier)


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


def fill(key: str, value: object) -> None:
    """Set what the widget about to be drawn under a key holds."""
    st.session_state[key] = value


def choose_for_link(key: str, value: str) -> None:
    """Put a value into a widget that may be drawn for the first time, and into the URL at once.

    Streamlit itself tells the URL what a widget holds one run after it is first drawn.
    """
    if key not in st.session_state:
        st.query_params[key] = value
    st.session_state[key] = value


def keep_only(key: str, allowed: Collection[str]) -> None:
    """Empty the widget about to be drawn under a key, if it holds none of the values allowed."""
    if st.session_state.get(key) not in (None, *allowed):
        st.session_state[key] = None


def keep_only_listed(key: str, allowed: Collection[str]) -> None:
    """Take out of the list about to be drawn under a key what is not allowed."""
    if key in st.session_state:
        st.session_state[key] = [each for each in st.session_state[key] if each in allowed]


def names_other_class() -> bool:
    """Whether the link that was followed names a second class."""
    return OTHER_KEY in st.query_params


def value(key: str) -> str | None:
    """Return what the widget drawn under a key holds; for callbacks."""
    return st.session_state[key]


def chosen_pair() -> tuple[str | None, str | None]:
    """Return the true class and the one decided instead, of which the documents are looked at."""
    return _remembered(_TRUE), _remembered(_DECIDED)


def choose_pair(true: str | None, decided: str | None) -> None:
    """Look at the documents of one class that are taken for another."""
    _remember(_TRUE, true)
    _remember(_DECIDED, decided)


def select_row(key: str, row: int | None) -> None:
    """Mark a row of the table that is about to be drawn under a key, or none."""
    st.session_state[key] = {"selection": {"rows": [] if row is None else [row]}}


def selected_rows(key: str) -> list[int]:
    """Return the rows selected in the table or the points in the figure drawn under a key."""
    selection = st.session_state.get(key, {}).get("selection", {})
    return list(selection.get("rows", []))


def selected_points(key: str) -> list[dict]:
    """Return the points selected in the figure drawn under a key."""
    return list(st.session_state.get(key, {}).get("selection", {}).get("points", []))


def selected_box(key: str) -> list[tuple[float, float]]:
    """Return the corners of the box drawn in the figure under a key; none where it was undone."""
    boxes = st.session_state.get(key, {}).get("selection", {}).get("box", [])
    if not boxes:
        return []
    (left, right), (low, high) = boxes[0]["x"], boxes[0]["y"]
    return [(left, low), (right, low), (right, high), (left, high)]


def told(key: str, name: str) -> object:
    """Return what a component drawn under a key has told last by this name; for callbacks."""
    return st.session_state[key][name]["value"]


def outline() -> str | None:
    """Return the outline drawn around documents on the map, as text."""
    return _remembered(_OUTLINE)


def set_outline(text: str | None) -> None:
    """Look at the documents inside an outline on the map, or at none."""
    _remember(_OUTLINE, text)


def chosen_document() -> int | None:
    """Return the row of the document chosen on the map."""
    text = _remembered(_DOCUMENT)
    return int(text) if text and text.isdecimal() else None


def choose_document(row: int | None) -> None:
    """Look at a document of the map, or at none."""
    _remember(_DOCUMENT, None if row is None else str(row))


def lacks_webgl() -> bool:
    """Whether the reader's browser has said that it cannot draw the map."""
    return st.session_state.get(_NO_WEBGL, False)


def note_lack_of_webgl() -> None:
    """Remember that the reader's browser cannot draw the map."""
    st.session_state[_NO_WEBGL] = True


def unbound_parameters() -> dict[str, str]:
    """Return what a link to another page, or a switch to it, has to carry.

    Streamlit adds what shared widgets hold by itself: a link that names them as well would have
    them in the URL twice, and a refresh would lose the slider.
    """
    carried = {_STUDY: study_id(), _TRAINING: training_id(), _DECISION: decision_id()}
    return {key: value for key, value in carried.items() if value is not None}


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
