import numpy as np
import pytest

from analysis.explain.vocabulary.shrinkage import ShrinkagePath
from analysis.plots.shrinkage import paths_along_c, prior_against_intercept, size_against_labels
from analysis.plots.theme import CHOSEN

MARKUP = "<b>$x$</b>"
CLASSES = ("bolt", MARKUP, "left out")
PATH = ShrinkagePath(
    c=np.array([1.0, 10.0]),
    intercept=np.array([[[1.0, -1.0, np.nan], [0.5, -0.5, np.nan]]] * 2),
    norm=np.array([[[5.0, 1.0, np.nan], [9.0, 6.0, np.nan]]] * 2),
    log_prior=np.array([1.5, -1.5, np.nan]),
    support=np.array([100, 5, 7]),
)


def test_intercepts_stand_against_priors_with_the_line_of_equality():
    line, points = prior_against_intercept(PATH, CLASSES, 1, 1).data
    assert list(line.x) == list(line.y) == [-1.5, 1.5]
    np.testing.assert_array_equal(points.y, PATH.intercept[0, 1])
    assert "beyond the prior +1.00" in points.hovertext[1]


def test_both_fits_are_drawn_against_labels():
    plain, balanced = size_against_labels(PATH, CLASSES, 0, 0).data
    np.testing.assert_array_equal(plain.y, PATH.norm[0, 0])
    assert (plain.name, balanced.name) == ("plain fit", "balanced fit")


def test_the_chosen_class_has_a_colour_of_its_own():
    points = size_against_labels(PATH, CLASSES, 0, 1).data[0]
    assert [colour == CHOSEN for colour in points.marker.color] == [False, True, False]


def test_paths_show_the_slope_and_the_medians():
    slope, *sizes = paths_along_c(PATH, 30, MARKUP, 1).data
    np.testing.assert_allclose(slope.y, [2 / 3, 1 / 3])
    small, large = PATH.norms_by_size(30)
    np.testing.assert_array_equal(sizes[0].y, small[0])
    np.testing.assert_array_equal(sizes[3].y, large[1])
    np.testing.assert_array_equal(sizes[4].y, PATH.norm[0, :, 1])


@pytest.mark.parametrize(
    "figure",
    [
        prior_against_intercept(PATH, CLASSES, 0, 0),
        size_against_labels(PATH, CLASSES, 0, 0),
        paths_along_c(PATH, 30, MARKUP, 1),
    ],
)
def test_names_are_never_read_as_markup(figure):
    assert "<b>" not in "".join(
        str(part) for trace in figure.data for part in (trace.name, trace.hovertext)
    )
