import numpy as np
import pandas as pd
import pytest

from analysis.explain.learnability.more_labels import gains_frame
from analysis.plots.learning_curve import (
    DrawnCurve,
    class_gains_figure,
    learning_curve_figure,
    size_groups_figure,
)
from tests.explain.learnability.test_learnability_wording import FOUND
from tests.explain.learnability.test_more_labels import CORPUS

DRAWN = DrawnCurve("macro-F1", FOUND.macro_f1, "#2f86b3", "circle")


def test_the_measured_curve_is_drawn_as_it_is_and_the_fan_goes_on_from_it():
    figure = learning_curve_figure([DRAWN], "F1", 650.0)
    measured = next(trace for trace in figure.data if trace.name == "macro-F1")
    np.testing.assert_array_equal(measured.x, FOUND.macro_f1.figure.sizes)
    np.testing.assert_array_equal(measured.y, FOUND.macro_f1.figure.values)
    fan = next(trace for trace in figure.data if trace.line.dash == "dash")
    assert fan.x[0] == pytest.approx(measured.x[-1])
    assert fan.x[-1] == pytest.approx(FOUND.macro_f1.most_labels)
    assert [line.x0 for line in figure.layout.shapes] == [650, 1300]


def test_every_group_has_a_curve_of_its_own_symbol():
    names = [group.name for group in FOUND.groups]
    figure = size_groups_figure(names, FOUND.recalls, "recall")
    assert [trace.name for trace in figure.data] == names
    assert len({trace.marker.symbol for trace in figure.data}) == len(names)


def test_a_click_on_a_gain_names_its_class():
    gains = gains_frame(FOUND.classes, CORPUS, 0.5)
    figure = class_gains_figure(gains, chosen=1)
    codes = np.concatenate(
        [trace.customdata for trace in figure.data if trace.name != "the class chosen"]
    )
    assert sorted(codes) == [0, 1, 2, 3, 4]
    ring = next(trace for trace in figure.data if trace.name == "the class chosen")
    assert list(ring.customdata) == [1]


def test_classes_with_as_many_labels_stand_side_by_side_and_apart_from_the_others():
    gains = pd.DataFrame(
        {
            "class": [f"class {code}" for code in range(9)],
            "labels": [25, 25, 25, 25, 50, 50, 50, 75, 100],
            "more": 50,
            **dict.fromkeys(("gain", "gain_low", "gain_high"), 0.1),
            "basis": "its own curve",
            "code": range(9),
        }
    )
    (marks,) = class_gains_figure(gains).data
    x = np.array(marks.x)
    assert len(np.unique(x)) == 9
    assert list(x) == sorted(x)
    np.testing.assert_allclose(np.log10(x[:4]).mean(), np.log10(25))
    np.testing.assert_allclose(x[7:], [75, 100])
    assert np.diff(np.log10(x))[[0, 1, 2, 4, 5]].max() < np.diff(np.log10(x))[[3, 6, 7]].min()
    assert "25 labels" in marks.text[0]


def test_without_any_gain_the_figure_is_empty():
    gains = gains_frame(FOUND.classes, CORPUS, 0.5).assign(gain=np.nan)
    assert not class_gains_figure(gains).data


def test_class_names_are_not_read_as_markup():
    gains = gains_frame(FOUND.classes, CORPUS, 0.5)
    gains["class"] = "<b>$x$</b>"
    text = class_gains_figure(gains).data[0].text[0]
    assert "<b>" not in text
    assert "$" not in text
