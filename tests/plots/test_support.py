import numpy as np
import pytest

from analysis.corpus.corpus import make_labelled_corpus
from analysis.plots import theme
from analysis.plots.support import support_figure

LABELS = ["nut"] * 3 + ["bad"] * 5 + ["<b>bolt</b>"]


@pytest.fixture
def labelled():
    return make_labelled_corpus(["text"] * len(LABELS), LABELS, reject_class="bad")


def test_classes_stand_at_their_rank(labelled):
    marks, reject = support_figure(labelled).data
    assert [labelled.classes[code] for code in marks.customdata] == ["nut", "<b>bolt</b>"]
    np.testing.assert_array_equal(marks.x, [2, 3])
    np.testing.assert_array_equal(marks.y, [3, 1])
    np.testing.assert_array_equal((reject.x, reject.y), ([1], [5]))
    assert reject.name == "bad (reject class)"


def test_names_are_not_markup(labelled):
    assert "&lt;b&gt;bolt&lt;/b&gt;" in support_figure(labelled).data[0].text


def test_without_a_reject_class_all_marks_are_alike(labelled):
    (marks,) = support_figure(labelled.with_reject_class(None)).data
    assert len(marks.x) == 3


def test_the_class_that_was_searched_for_gets_a_ring(labelled):
    code = labelled.classes.index("nut")
    ring = support_figure(labelled, code).data[-1]
    assert (ring.x[0], ring.y[0]) == (2, 3)
    assert ring.marker.color == theme.CHOSEN


def test_one_label_each_is_within_the_axis():
    labelled = make_labelled_corpus(["a", "b"], ["a", "b"])
    low, high = support_figure(labelled).layout.yaxis.range
    assert low < 0 < high
