import numpy as np
import pytest

from analysis.evaluation.confusion import ConfusionCounts
from analysis.evaluation.per_class import per_class
from analysis.plots import theme
from analysis.plots.classes import class_scores_figure

CLASSES = ("bad", "<b>bolt</b>", "flange", "nut")
COUNTS = np.array([[90, 4, 0, 6], [5, 10, 5, 0], [8, 2, 0, 0], [0, 0, 0, 0]])


@pytest.fixture
def figures():
    return per_class(ConfusionCounts(COUNTS, CLASSES, reject_code=0))


@pytest.fixture
def baseline():
    counts = np.array([[100, 0, 0, 0], [15, 5, 0, 0], [10, 0, 0, 0], [0, 0, 0, 0]])
    return per_class(ConfusionCounts(counts, CLASSES, reject_code=0))


def trace(figure, name):
    return next(t for t in figure.data if t.name == name)


def test_one_mark_a_class_with_labels(figures):
    marks = trace(class_scores_figure(figures), "classes")
    np.testing.assert_array_equal(marks.customdata, [1, 2])
    np.testing.assert_array_equal(marks.x, [20, 10])
    np.testing.assert_array_equal(marks.y, figures.f1[[1, 2]])


def test_bars_are_the_intervals(figures):
    marks = trace(class_scores_figure(figures), "classes")
    np.testing.assert_allclose(marks.y + marks.error_y.array, figures.f1_high[[1, 2]])
    np.testing.assert_allclose(marks.y - marks.error_y.arrayminus, figures.f1_low[[1, 2]])


def test_the_reject_class_differs_by_symbol_and_colour(figures):
    figure = class_scores_figure(figures)
    reject, others = trace(figure, "bad (reject class)"), trace(figure, "classes")
    np.testing.assert_array_equal(reject.customdata, [0])
    assert reject.marker.symbol != others.marker.symbol
    assert reject.marker.color != others.marker.color


def test_without_a_reject_class_all_marks_are_alike():
    figure = class_scores_figure(per_class(ConfusionCounts(COUNTS, CLASSES)))
    assert [t.name for t in figure.data] == ["classes"]
    np.testing.assert_array_equal(figure.data[0].customdata, [0, 1, 2])


def test_the_baseline_is_connected_class_by_class(figures, baseline):
    figure = class_scores_figure(figures, baseline)
    np.testing.assert_array_equal(trace(figure, "baseline").y, baseline.f1[:3])
    lines = next(t for t in figure.data if t.mode == "lines")
    ends = np.array(lines.y).reshape(3, 3)
    np.testing.assert_array_equal(ends[:, 0], baseline.f1[:3])
    np.testing.assert_array_equal(ends[:, 1], figures.f1[:3])
    assert np.isnan(ends[:, 2]).all()


def test_the_chosen_class_has_a_ring(figures):
    ring = class_scores_figure(figures, chosen=2).data[-1]
    assert (ring.x[0], ring.y[0], ring.customdata[0]) == (10, 0, 2)
    assert ring.marker.symbol == "circle-open"


def test_a_chosen_class_without_labels_has_no_ring(figures):
    assert len(class_scores_figure(figures, chosen=3).data) == 2


def test_classes_with_equally_many_labels_lie_side_by_side():
    counts = np.diag([5, 5, 5, 40]) + 5 * np.eye(4, k=1, dtype=int)
    counts[2] = [0, 0, 10, 0]
    figures = per_class(ConfusionCounts(counts, tuple("abcd")))
    x = class_scores_figure(figures).data[0].x
    assert len(set(x)) == 4
    np.testing.assert_allclose(x[:3], 10, rtol=0.09)
    assert np.array_equal(np.argsort(x[:3]), np.argsort(figures.f1[:3]))
    assert x[3] == 40


def test_hover_tells_counts_and_shows_names_as_they_are(figures):
    text = trace(class_scores_figure(figures), "classes").text[0]
    assert "&lt;b&gt;bolt&lt;/b&gt;" in text
    assert "labels 20, decided for it 16, rightly 10" in text
    assert "F1 0.56 (0.3" in text


def test_support_is_on_a_logarithmic_axis(figures):
    layout = class_scores_figure(figures).layout
    assert layout.xaxis.type == "log"
    assert layout.paper_bgcolor == theme.TRANSPARENT
