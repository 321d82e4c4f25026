import numpy as np
import pytest

from analysis.evaluation.confusion import ConfusionCounts
from analysis.evaluation.confusion_matrix import confusion_matrix
from analysis.plots.confusion import MOST_NAMES, confusion_figure

CLASSES = ("bad", "bolt", "$x$ <i>flange</i>", "nut")
COUNTS = np.array([[90, 4, 0, 6], [5, 10, 5, 0], [8, 2, 0, 0], [0, 0, 0, 7]])
ORDER = np.array([2, 1, 3, 0])


@pytest.fixture
def matrix():
    return confusion_matrix(ConfusionCounts(COUNTS, CLASSES, reject_code=0), ORDER)


def big(n):
    counts = np.random.default_rng(0).integers(0, 3, size=(n, n))
    confusion = ConfusionCounts(counts, tuple(f"class {k}" for k in range(n)))
    return confusion_matrix(confusion, np.arange(n), "count")


def test_colours_are_the_values_up_to_the_cap(matrix):
    heatmap = confusion_figure(matrix).data[0]
    np.testing.assert_array_equal(heatmap.z, matrix.values)
    assert (heatmap.zmin, heatmap.zmax) == (0, matrix.cap)
    assert np.isnan(np.diagonal(heatmap.z)).all()


@pytest.mark.parametrize(
    ("scale", "told"),
    [
        ("share", "share of the true class;<br>colours end at the 99th percentile, 77 %"),
        ("count", "documents;<br>colours end at the 99th percentile, 8"),
    ],
)
def test_the_cap_is_told(scale, told):
    shown = confusion_matrix(ConfusionCounts(COUNTS, CLASSES), ORDER, scale)
    assert confusion_figure(shown).data[0].colorbar.title.text == told


def test_every_error_has_a_square_to_click_on(matrix):
    squares = confusion_figure(matrix).data[1]
    clicked = {tuple(cell) for cell in np.asarray(squares.customdata).tolist()}
    assert clicked == {(0, 1, 4), (0, 3, 6), (1, 0, 5), (1, 2, 5), (2, 0, 8), (2, 1, 2)}


def test_squares_lie_on_their_cells(matrix):
    squares = confusion_figure(matrix).data[1]
    for x, y, (true, decided, count) in zip(squares.x, squares.y, squares.customdata, strict=True):
        assert (ORDER[y], ORDER[x]) == (true, decided)
        assert matrix.counts[y, x] == count


def test_hover_says_counts_and_shares_and_shows_names_as_they_are(matrix):
    text = confusion_figure(matrix).data[1].text
    assert (
        "&#36;x&#36; &lt;i&gt;flange&lt;/i&gt;<br>taken for bad<br>8 of 10 documents (80 %)" in text
    )


def test_rows_run_downwards_in_the_order_of_the_columns(matrix):
    layout = confusion_figure(matrix).layout
    assert layout.yaxis.range[0] > layout.yaxis.range[1]
    assert layout.xaxis.ticktext == layout.yaxis.ticktext
    assert layout.xaxis.ticktext[3] == "bad"


def test_names_are_shown_as_long_as_they_fit():
    assert len(confusion_figure(big(MOST_NAMES)).layout.xaxis.ticktext) == MOST_NAMES
    assert confusion_figure(big(MOST_NAMES + 1)).layout.xaxis.showticklabels is False


def test_the_height_grows_with_the_number_of_classes():
    assert confusion_figure(big(20)).layout.height < confusion_figure(big(40)).layout.height


def test_nothing_confused_shows_no_scale():
    shown = confusion_matrix(ConfusionCounts(np.diag([3, 4]), ("a", "b")), np.arange(2))
    figure = confusion_figure(shown)
    assert figure.data[0].showscale is False
    assert len(figure.data[1].x) == 0


def test_no_class_shown_is_an_empty_figure():
    confusion = ConfusionCounts(COUNTS, CLASSES)
    figure = confusion_figure(confusion_matrix(confusion, ORDER, minimum_support=1000))
    assert len(figure.data[1].x) == 0
