"""The component that draws the map, and the one that tells it what changes between drawings."""

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from analysis.sampling.map.regions import Corner

ASSETS = Path(__file__).parent / "assets"
# One module, in the order in which each part is needed by the next.
PARTS = ("payload", "points", "view", "nearest", "names", "marks", "legend", "map")


def _asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


_map = st.components.v2.component(
    "priorscope_map",
    html=_asset("map.html"),
    css=_asset("map.css"),
    js="\n".join(_asset(f"{part}.js") for part in PARTS),
)
_messages = st.components.v2.component(
    "priorscope_map_messages",
    html=_asset("messages.html"),
    css=_asset("messages.css"),
    js=_asset("messages.js"),
)
Callback = Callable[[], None]


def draw_points(
    payload: bytes, key: str, on_chosen: Callback, on_lasso: Callback, on_no_webgl: Callback
) -> dict[str, float] | None:
    """Draw the map and tell where the pointer rests.

    Parameters
    ----------
    payload : bytes
        From `map_payload`.
    key : str
        Under which `state.told` finds ``chosen`` (row of a document) and ``lasso`` (corners).
    on_chosen, on_lasso : callable
        Called when a document was clicked, and when a region was drawn around or given up.
    on_no_webgl : callable
        Called when the browser cannot draw the map.

    Returns
    -------
    dict or None
        ``index``, ``left`` and ``top`` of the document under the pointer and of the pointer in
        the window; None if it does not rest on one since the last run.
    """
    result = _map(
        key=key,
        data=payload,
        on_chosen_change=on_chosen,
        on_lasso_change=on_lasso,
        on_no_webgl_change=on_no_webgl,
        on_hovered_change=lambda: None,
    )
    return result.hovered


def tell_map(
    outline: Sequence[Corner],
    chosen: int | None,
    lines: Sequence[str],
    hovered: dict[str, float] | None,
    key: str,
) -> None:
    """Mark an outline and a document on the map, and show a text beside the pointer.

    Parameters
    ----------
    outline : sequence of (int, int)
    chosen : int or None
        Row of a document.
    lines : sequence of str
        Shown as they are, never as markup, until the pointer moves on.
    hovered : dict or None
        From `draw_points`; None hides the text.
    key : str
    """
    marks = {"outline": list(outline), "chosen": -1 if chosen is None else chosen}
    place = hovered or {"left": 0, "top": 0}
    shown = list(lines) if hovered else []
    _messages(key=key, data={"marks": marks, "lines": shown, **place})
