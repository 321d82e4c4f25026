from dataclasses import replace

import numpy as np

from analysis.plots.frequencies import frequencies_figure
from tests.sampling.frequencies.test_frequencies import estimated


def trace(figure, name):
    return next(each for each in figure.data if each.name.startswith(name))


def test_classes_stand_in_order_of_their_share_with_their_intervals():
    found = estimated()
    marks = trace(frequencies_figure(found), "stratified")
    order = list(marks.customdata)
    assert (np.diff(marks.y) <= 0).all()
    share, low, high = (
        getattr(found.stratified, name)[order] * found.n_documents
        for name in ("share", "low", "high")
    )
    np.testing.assert_allclose(marks.y, share)
    np.testing.assert_allclose(marks.y + marks.error_y.array, high)
    np.testing.assert_allclose(marks.y - marks.error_y.arrayminus, low)


def test_counts_within_one_power_of_ten_have_ticks_too():
    found = estimated()
    even = np.full(4, 0.25)
    alike = replace(found.stratified, share=even, low=even - 0.02, high=even + 0.02)
    assert {200, 300, 400}.issubset(
        frequencies_figure(replace(found, stratified=alike)).layout.yaxis.tickvals
    )
    assert 200 not in frequencies_figure(found).layout.yaxis.tickvals


def test_own_figures_that_disagree_have_another_mark():
    own = estimated().stratified.share + np.array([0.2, -0.2, 0.0, 0.0])
    figure = frequencies_figure(estimated(own=own))
    alarming, others = trace(figure, "differs beyond chance"), trace(figure, "stratified")
    assert sorted(alarming.customdata) == [0, 1]
    assert sorted(others.customdata) == [2, 3]
    assert alarming.marker.symbol != others.marker.symbol
    assert all("beyond chance: own figure" in text for text in alarming.text)
    drawn = trace(figure, "your own")
    np.testing.assert_allclose(drawn.y, own[list(drawn.customdata)] * 1200)


def test_the_chosen_class_is_ringed():
    ring = frequencies_figure(estimated(), chosen=3).data[-1]
    assert ring.name == "valve"
    assert list(ring.customdata) == [3]
