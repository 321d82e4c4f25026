"""What all figures share: colours, sizes, and text that is never read as markup.

Figures have a transparent background and name no font colour, so that the page's own theme,
light or dark, shows through. Every colour below stands out from both backgrounds (a contrast
of at least 3 to 1), and meanings are told apart by symbol as well as by colour.
"""

import plotly.graph_objects as go

# Blue and orange keep apart for every common kind of colour blindness.
CURRENT = "#2f86b3"
BASELINE = "#7f8a92"
REJECT = "#c2772a"
# The class that the analyst searched for.
CHOSEN = "#b0559f"
# Evidence for and against a class; the sign also shows by the side of the axis.
FOR = "#2f86b3"
AGAINST = "#c2772a"
# Parts of a sum that are neither for nor against by themselves.
NEUTRAL = "#7f8a92"

CURRENT_SYMBOL = "circle"
BASELINE_SYMBOL = "circle-open"
REJECT_SYMBOL = "diamond"

TRANSPARENT = "rgba(0,0,0,0)"

COUNT_TICKS = [digit * 10**power for power in range(7) for digit in (1, 3)]
CLOSE_COUNT_TICKS = [digit * 10**power for power in range(7) for digit in (1, 2, 3, 4, 5, 7)]

LONGEST_NAME = 40
MARGIN = {"l": 8, "r": 8, "t": 8, "b": 8}

_ROW_PIXELS = 22
_FRAME_PIXELS = 110
_SMALLEST_HEIGHT = 260
_NAMES_PIXELS = 190
_TITLE_PIXELS = 50
_CELL_PIXELS = 18
# Fits on a screen, and into half of a wide one.
_LARGEST_SQUARE = 640

# Plotly reads a small HTML in every text, and TeX between dollar signs.
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"})


def plain(text: str, longest: int = LONGEST_NAME) -> str:
    """Text that plotly shows as it is, on one line.

    Parameters
    ----------
    text : str
        A class name, a term or a document.
    longest : int
        Longer texts end in an ellipsis.

    Returns
    -------
    str
    """
    line = " ".join(text.split())
    shown = line if len(line) <= longest else line[: longest - 1] + "…"
    return shown.translate(_ENTITIES)


def translucent(colour: str, opacity: float) -> str:
    """Colour that lets the background through.

    Parameters
    ----------
    colour : str
        As ``#rrggbb``.
    opacity : float
        0 to 1.

    Returns
    -------
    str
    """
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"


def count_ticks(least: float, most: float) -> list[int]:
    """Ticks of a logarithmic axis of counts.

    Parameters
    ----------
    least, most : float
        Positive; what the axis has to show.

    Returns
    -------
    list of int
        Closer where the counts lie within a power of ten.
    """
    return CLOSE_COUNT_TICKS if most < 10 * least else COUNT_TICKS


def rows_height(n_rows: int) -> int:
    """Height of a figure with one row a class or term.

    Parameters
    ----------
    n_rows : int

    Returns
    -------
    int
        Pixels.
    """
    return max(_SMALLEST_HEIGHT, _FRAME_PIXELS + _ROW_PIXELS * n_rows)


def matrix_side(n_classes: int) -> int:
    """Side of a square with a row and a column a class.

    Parameters
    ----------
    n_classes : int

    Returns
    -------
    int
        Pixels; bounded, so that the matrix still fits on a screen.
    """
    return min(_LARGEST_SQUARE, _CELL_PIXELS * n_classes)


def matrix_height(n_classes: int, *, named: bool) -> int:
    """Height of a figure that holds such a square and what stands above it.

    Parameters
    ----------
    n_classes : int
    named : bool
        Whether that is the names of the classes, or the title of the axis alone.

    Returns
    -------
    int
        Pixels.
    """
    above = _NAMES_PIXELS if named else _TITLE_PIXELS
    return max(_SMALLEST_HEIGHT, above + matrix_side(n_classes))


def count_scale() -> list[tuple[float, str]]:
    """Colours of counts and shares, from hardly visible on any background to solid.

    Returns
    -------
    list of (float, str)
        Positions from 0 to 1 and their colours.
    """
    return [
        (0.0, translucent(CURRENT, 0.2)),
        (0.5, translucent(CURRENT, 1)),
        (1.0, translucent(REJECT, 1)),
    ]


def blank_figure(height: int) -> go.Figure:
    """Figure without traces, on a transparent background.

    Parameters
    ----------
    height : int
        Pixels.

    Returns
    -------
    Figure
    """
    return go.Figure(
        layout=go.Layout(
            height=height,
            margin=MARGIN,
            paper_bgcolor=TRANSPARENT,
            plot_bgcolor=TRANSPARENT,
            hoverlabel={"align": "left"},
            legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        )
    )
