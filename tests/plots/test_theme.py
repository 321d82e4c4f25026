import pytest

from analysis.plots import theme

LIGHT, DARK = "#fcfcfa", "#14181b"


def luminance(colour):
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(a, b):
    darker, lighter = sorted((luminance(a), luminance(b)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("background", [LIGHT, DARK])
@pytest.mark.parametrize(
    "colour",
    [
        theme.CURRENT,
        theme.BASELINE,
        theme.REJECT,
        theme.FOR,
        theme.AGAINST,
        theme.NEUTRAL,
        theme.CHOSEN,
    ],
)
def test_colours_stand_out_from_both_backgrounds(colour, background):
    assert contrast(colour, background) >= 3


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("flange", "flange"),
        ("<b>bold</b>", "&lt;b&gt;bold&lt;/b&gt;"),
        ("nuts & bolts", "nuts &amp; bolts"),
        ("&lt;", "&amp;lt;"),
        ("$x^2$", "&#36;x^2&#36;"),
        ("two\nlines\tand  blanks", "two lines and blanks"),
        ("", ""),
    ],
)
def test_plain_text_holds_no_markup(text, shown):
    assert theme.plain(text) == shown


def test_plain_shortens_before_it_escapes():
    assert theme.plain("&" * 60, longest=4) == "&amp;&amp;&amp;…"


def test_plain_keeps_a_text_that_just_fits():
    assert theme.plain("x" * 40) == "x" * 40


def test_heights_grow_with_the_number_of_classes():
    assert theme.rows_height(10) < theme.rows_height(100)
    assert theme.matrix_height(10, named=True) < theme.matrix_height(40, named=True) < 900


@pytest.mark.parametrize(("least", "most"), [(9, 83), (25, 100), (0.5, 3), (10, 100_000)])
def test_an_axis_of_counts_has_several_ticks(least, most):
    assert sum(least <= tick <= most for tick in theme.count_ticks(least, most)) >= 3


def test_a_matrix_has_room_for_names_and_never_outgrows_a_screen():
    assert theme.matrix_height(30, named=True) > theme.matrix_side(30) == 540
    assert theme.matrix_height(30, named=True) > theme.matrix_height(30, named=False) > 540
    assert theme.matrix_side(133) == theme.matrix_side(1000)


def test_translucent_keeps_the_colour():
    assert theme.translucent("#0a10ff", 0.25) == "rgba(10,16,255,0.25)"


def test_a_figure_takes_its_colours_from_the_page():
    layout = theme.blank_figure(300).to_dict()["layout"]
    assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == theme.TRANSPARENT
    assert "font" not in layout
