"""Colours of the points of a map, and what they mean.

Code 0 is the rest: points of which nothing is known, or which are not looked at. It gets a grey
of the page's theme. Every other colour stands out from a light and from a dark background.
"""

import colorsys
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.plots.theme import CHOSEN

REST = 0
STEPS = 64
LEGEND_ROWS = 12
HIGHLIGHTED = "highlighted, not known"
# Turns round the circle of hues: neighbouring numbers lie far apart, and none comes back.
_GOLDEN_TURN = 0.618034
_LIGHTNESS = (0.45, 0.6, 0.52)
_SATURATION = (0.8, 0.55)
# A contrast of 2 to 1 with either background; how bright the eye sees red, green and blue.
_LUMINANCE = (0.09, 0.42)
_SEEN, _GAMMA = np.array([0.2126, 0.7152, 0.0722]), 2.2
# From blue over sand to red, which also differ in lightness.
_SCALE = ("#2c5c9a", "#5f93b8", "#b9a06a", "#d07b3c", "#b8312f")


@dataclass(frozen=True, eq=False, kw_only=True)
class Colouring:
    """The colour of each point.

    Parameters
    ----------
    codes : ndarray of uint16, shape (n_points,)
        0 for the rest, k for the k-th of `colours`.
    colours : ndarray of uint8, shape (n_colours, 3)
        Red, green and blue.
    names : tuple of str, n_colours
        What each colour means; of a scale, the value.
    ends : tuple of (str, str), optional
        What the first and the last colour mean, where the colours are the steps of a scale.
    """

    codes: NDArray[np.uint16]
    colours: NDArray[np.uint8]
    names: tuple[str, ...]
    ends: tuple[str, str] | None = None

    @property
    def counts(self) -> NDArray[np.int64]:
        """Number of points of each colour, the rest first, shape (1 + n_colours,)."""
        return np.bincount(self.codes, minlength=1 + len(self.colours))

    def only(self, rows: NDArray[np.intp]) -> "Colouring":
        """Keep the colour of some points; the others join the rest.

        Parameters
        ----------
        rows : ndarray of int

        Returns
        -------
        Colouring
            With one colour more, for those that stand out and had none of their own.
        """
        codes = np.full_like(self.codes, REST)
        marked = len(self.colours) + 1
        codes[rows] = np.where(self.codes[rows] == REST, marked, self.codes[rows])
        return replace(
            self,
            codes=codes,
            colours=np.vstack([self.colours, _rgb(CHOSEN)]).astype(np.uint8),
            names=(*self.names, HIGHLIGHTED),
        )

    def legend(self) -> tuple[tuple[str, str, int], ...]:
        """Return name, colour as ``#rrggbb`` and points of the most frequent colours.

        Returns
        -------
        tuple of (str, str, int)
            At most `LEGEND_ROWS`, without colours that no point has.
        """
        counts = self.counts[1:]
        order = np.argsort(-counts, kind="stable")[:LEGEND_ROWS]
        return tuple((self.names[k], self.hex(k), int(counts[k])) for k in order if counts[k])

    def hex(self, position: int) -> str:
        """Return a colour as ``#rrggbb``.

        Parameters
        ----------
        position : int
            In `colours`.

        Returns
        -------
        str
        """
        return "#" + bytes(self.colours[position].tolist()).hex()


def colour_categories(
    codes: NDArray[np.integer],
    names: Sequence[str],
    colours: Sequence[str] | None = None,
) -> Colouring:
    """Give every category a colour of its own.

    Parameters
    ----------
    codes : ndarray of int, shape (n_points,)
        Position in `names`; negative where nothing is known.
    names : sequence of str, n_categories
    colours : sequence of str, n_categories, optional
        As ``#rrggbb``, if the colours are not to be chosen here.

    Returns
    -------
    Colouring
    """
    chosen = [_rgb(c) for c in colours] if colours else [_hue(k) for k in range(len(names))]
    return Colouring(
        codes=(np.maximum(codes, -1) + 1).astype(np.uint16),
        colours=np.array(chosen, dtype=np.uint8).reshape(-1, 3),
        names=tuple(names),
    )


def colour_values(
    values: NDArray[np.floating],
    low: float,
    high: float,
    ends: tuple[str, str],
) -> Colouring:
    """Colour points by a number, from blue for low to red for high.

    Parameters
    ----------
    values : ndarray of shape (n_points,)
        nan where nothing is known.
    low, high : float
        Ends of the scale; what lies beyond has the colour of the end.
    ends : (str, str)
        The ends in words.

    Returns
    -------
    Colouring
    """
    share = (values - low) / (high - low) if high > low else np.where(np.isnan(values), np.nan, 0.5)
    steps = np.clip(np.nan_to_num(share) * STEPS, 0, STEPS - 1).astype(np.int64)
    stops = np.array([_rgb(colour) for colour in _SCALE], dtype=np.float64)
    at = np.linspace(0, len(stops) - 1, STEPS)
    colours = [np.interp(at, np.arange(len(stops)), stops[:, channel]) for channel in range(3)]
    return Colouring(
        codes=np.where(np.isnan(share), REST, steps + 1).astype(np.uint16),
        colours=np.rint(np.stack(colours, axis=1)).astype(np.uint8),
        names=("",) * STEPS,
        ends=ends,
    )


def _rgb(colour: str) -> list[int]:
    return list(bytes.fromhex(colour[1:]))


def _hue(k: int) -> list[int]:
    lightness, saturation = _LIGHTNESS[k % 3], _SATURATION[k % 2]
    shares = np.array(colorsys.hls_to_rgb(0.58 + k * _GOLDEN_TURN, lightness, saturation))
    luminance = float(shares**_GAMMA @ _SEEN)
    # Yellow would vanish on white, and blue on black.
    gain = (np.clip(luminance, *_LUMINANCE) / luminance) ** (1 / _GAMMA)
    return [round(255 * float(share)) for share in np.minimum(1, gain * shares)]
