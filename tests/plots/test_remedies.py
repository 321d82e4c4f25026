import numpy as np

from analysis.explain.diagnosis.diagnosis_table import remedies_frame
from analysis.plots.remedies import remedies_figure
from tests.explain.diagnosed import CLASSES, diagnosed


def figure(name="twice", change=None):
    frame = remedies_frame(diagnosed(), CLASSES.index(name))
    return frame, remedies_figure(frame if change is None else change(frame))


def test_every_remedy_has_a_mark_with_its_interval():
    frame, drawn = figure()
    marks = [trace for trace in drawn.data if trace.name != "placebo"]
    rows = np.concatenate([trace.customdata for trace in marks])
    assert sorted(rows) == list(range(len(frame)))
    for trace in marks:
        shown = frame.iloc[list(trace.customdata)]
        np.testing.assert_allclose(trace.x, shown["gain"])
        np.testing.assert_allclose(trace.x + trace.error_x.array, shown["high"])
        np.testing.assert_allclose(trace.x - trace.error_x.arrayminus, shown["low"])


def test_those_that_work_are_told_from_those_that_do_not():
    frame, drawn = figure()
    working = next(trace for trace in drawn.data if trace.name.startswith("works"))
    assert frame["works"].iloc[list(working.customdata)].all()
    assert len(working.x) == frame["works"].sum()


def test_the_placebo_stands_in_the_row_of_its_remedy():
    frame, drawn = figure()
    placebos = next(trace for trace in drawn.data if trace.name == "placebo")
    np.testing.assert_allclose(placebos.x, frame["placebo"])
    assert list(placebos.y) == list(range(len(frame)))


def test_the_greatest_gain_is_on_top_and_names_are_no_markup():
    hostile = "<b>bad</b> $x$ left out"
    _, drawn = figure(change=lambda frame: frame.assign(remedy=hostile))
    assert drawn.layout.yaxis.range[0] > drawn.layout.yaxis.range[1]
    assert all("<b>" not in text and "$" not in text for text in drawn.layout.yaxis.ticktext)


def test_the_figure_grows_with_the_remedies():
    frame, drawn = figure()
    assert drawn.layout.height >= 22 * len(frame)


def test_nothing_tried_is_an_empty_figure():
    _, drawn = figure(change=lambda frame: frame.iloc[:0])
    assert sum(len(trace.x) for trace in drawn.data) == 0
