import numpy as np
import pytest

from analysis.plots.map_colours import (
    HIGHLIGHTED,
    LEGEND_ROWS,
    REST,
    colour_categories,
    colour_values,
)


def luminance(colour):
    """Relative luminance as in the guidelines for accessible web content."""
    share = np.asarray(colour) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def test_categories_have_colours_and_the_unknown_none():
    colouring = colour_categories(np.array([2, -1, 0, -1]), ["a", "b", "c"])
    np.testing.assert_array_equal(colouring.codes, [3, REST, 1, REST])
    assert colouring.legend() == (("a", colouring.hex(0), 1), ("c", colouring.hex(2), 1))


def test_three_hundred_categories_have_different_colours():
    colouring = colour_categories(np.arange(300), [str(k) for k in range(300)])
    assert len(np.unique(colouring.colours, axis=0)) > 290
    assert colouring.codes.max() == 300
    assert len(colouring.legend()) == LEGEND_ROWS


def test_neighbouring_categories_are_far_apart():
    colours = colour_categories(np.arange(40), [""] * 40).colours.astype(float)
    assert np.linalg.norm(np.diff(colours, axis=0), axis=1).min() > 60


def test_values_rise_along_the_scale_and_unknown_ones_are_the_rest():
    values = np.array([0.0, 0.25, 0.5, 1.0, np.nan, 7.0, -3.0])
    codes = colour_values(values, 0, 1, ("0", "1")).codes
    assert codes[4] == REST
    assert codes[0] == codes[6] == 1
    assert codes[3] == codes[5]
    assert codes[0] < codes[1] < codes[2] < codes[3]


def test_a_scale_without_width_has_one_colour():
    codes = colour_values(np.array([3.0, 3.0, np.nan]), 3, 3, ("3", "3")).codes
    assert codes[0] == codes[1] != REST
    assert codes[2] == REST


@pytest.mark.parametrize(
    "colours",
    [
        colour_values(np.zeros(1), 0, 1, ("", "")).colours,
        colour_categories(np.zeros(1, int), [""] * 60).colours,
    ],
    ids=["scale", "categories"],
)
def test_colours_stand_out_from_light_and_dark(colours):
    bright = luminance(colours)
    for background in ([252, 252, 250], [20, 24, 27]):
        ground = luminance(background)
        contrast = (np.maximum(bright, ground) + 0.05) / (np.minimum(bright, ground) + 0.05)
        assert contrast.min() > 1.9


def test_highlighting_keeps_colours_and_gives_one_to_those_without():
    colouring = colour_categories(np.array([0, 1, -1, 1]), ["a", "b"])
    shown = colouring.only(np.array([1, 2]))
    np.testing.assert_array_equal(shown.codes, [REST, 2, 3, REST])
    assert {name for name, _, _ in shown.legend()} == {"b", HIGHLIGHTED}
    np.testing.assert_array_equal(colouring.codes, [1, 2, REST, 2])
