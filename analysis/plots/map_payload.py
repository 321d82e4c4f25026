"""The bytes that the map's component draws from: what its browser side reads back.

A length of four bytes, little-endian; a header in JSON of that length; then, each beginning at a
multiple of four, x and y of every point (uint16), the colour of every point (uint8, or uint16
where there are more colours than 255), and the colours (three uint8 each). Texts are never among
them: a point is known by its number.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.plots.map_colours import STEPS, Colouring
from analysis.sampling.map.regions import RegionName

# Cells of a byte, the first of which is the rest.
MOST_NARROW_COLOURS = 255
# What is coloured stands out from the rest, and the rest is still there to be seen.
REST_OPACITY = 0.45


@dataclass(frozen=True, eq=False, kw_only=True)
class MapContent:
    """What the map shows.

    Parameters
    ----------
    version : str
        Changes with the positions and with nothing else.
    positions : ndarray of uint16, shape (n_points, 2)
        x to the right and y upwards, in the same unit.
    colouring : Colouring
    names : sequence of RegionName
        The first of a level are drawn first.
    alt : str
        The map in words.
    """

    version: str
    positions: NDArray[np.uint16]
    colouring: Colouring
    names: Sequence[RegionName]
    alt: str


def map_payload(content: MapContent) -> bytes:
    """Write what the map shows as bytes.

    Parameters
    ----------
    content : MapContent

    Returns
    -------
    bytes
        About five for each point.
    """
    colouring = content.colouring
    wide = len(colouring.colours) > MOST_NARROW_COLOURS
    header = json.dumps(_header(content, wide)).encode()
    parts = (
        len(header).to_bytes(4, "little") + header,
        content.positions.astype("<u2").tobytes(),
        colouring.codes.astype("<u2" if wide else "u1").tobytes(),
        colouring.colours.astype("u1").tobytes(),
    )
    return b"".join(part + bytes(-len(part) % 4) for part in parts)


def _header(content: MapContent, wide: bool) -> dict[str, Any]:
    positions = content.positions
    extent = np.ptp(positions, axis=0) if len(positions) else np.ones(2)
    return {
        "version": content.version,
        "n": len(positions),
        "extent": np.maximum(extent, 1).astype(int).tolist(),
        "wide": wide,
        "n_colours": len(content.colouring.colours),
        "rest_opacity": REST_OPACITY,
        "legend": _legend(content.colouring),
        "names": [list(name) for name in content.names],
        "alt": content.alt,
    }


def _legend(colouring: Colouring) -> dict[str, Any]:
    """Rows of names, or the ends of a scale with the colours between them."""
    if colouring.ends is not None:
        steps = [colouring.hex(k) for k in range(0, STEPS, 9)]
        return {"ends": list(colouring.ends), "steps": steps}
    rows = colouring.legend()
    n_others = int((colouring.counts[1:] > 0).sum()) - len(rows)
    return {"rows": [list(row) for row in rows], "n_others": n_others}
