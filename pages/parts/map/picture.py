"""The map itself: drawn point by point, or as a density where the browser has no WebGL."""

import streamlit as st

from analysis.plots.map_density import density_figure
from analysis.sampling.map.mapped import MappedCorpus
from analysis.sampling.map.projection import Projection
from analysis.sampling.map.regions import Corner, outline_as_text, outline_from_text
from pages.parts.map.document_map import draw_points, tell_map
from pages.shared import state

MAP_KEY, DENSITY_KEY, MESSAGES_KEY = "map_points", "map_density", "map_messages"
_BETWEEN = ":"


def outline_in(layout: str) -> tuple[Corner, ...]:
    """Return the outline that was drawn in a layout; empty where there is none.

    Parameters
    ----------
    layout : str

    Returns
    -------
    tuple of (int, int)
    """
    drawn_in, _, text = (state.outline() or "").partition(_BETWEEN)
    return outline_from_text(text) if drawn_in == layout else ()


@st.fragment
def show_points(
    mapped: MappedCorpus, payload: bytes, layout: str, looked_at: tuple[str | None, int | None]
) -> None:
    """Draw all documents; a click or a lasso runs the page again, hovering this part alone.

    Parameters
    ----------
    mapped : MappedCorpus
    payload : bytes
    layout : str
        Name of the layout.
    looked_at : (str or None, int or None)
        Outline and document of which the page shows what is known.
    """
    hovered = draw_points(
        payload,
        MAP_KEY,
        on_chosen=lambda: state.choose_document(state.told(MAP_KEY, "chosen")),
        on_lasso=lambda: _keep_outline(layout, state.told(MAP_KEY, "lasso")),
        on_no_webgl=state.note_lack_of_webgl,
    )
    lines = [] if hovered is None else _lines(mapped, int(hovered["index"]))
    tell_map(outline_in(layout), state.chosen_document(), lines, hovered, MESSAGES_KEY)
    if state.lacks_webgl() or looked_at != (state.outline(), state.chosen_document()):
        st.rerun()


def show_density(projection: Projection, layout: str) -> None:
    """Draw how densely documents lie; a box around some of them selects them.

    Parameters
    ----------
    projection : Projection
    layout : str
        Name of the layout.
    """
    st.plotly_chart(
        density_figure(projection.positions),
        key=DENSITY_KEY,
        on_select=lambda: _keep_outline(layout, state.selected_box(DENSITY_KEY)),
        selection_mode="box",
        alt="How densely the documents lie on the map",
    )
    st.caption("This browser offers no WebGL. Draw a box to read the documents inside it.")


def _keep_outline(layout: str, corners: object) -> None:
    if corners is None:
        return
    text = outline_as_text([(int(x), int(y)) for x, y in corners])
    state.set_outline(f"{layout}{_BETWEEN}{text}" if text else None)


def _lines(mapped: MappedCorpus, row: int) -> list[str]:
    """Text of a document, and its label if it has one."""
    label = mapped.label_of(row)
    return [mapped.corpus.texts[row], "no label" if label is None else f"labelled {label}"]
