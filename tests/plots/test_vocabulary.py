import numpy as np

from analysis.explain.vocabulary.separating_terms import SeparatingTerms
from analysis.explain.vocabulary.vocabulary import ClassVocabulary
from analysis.plots.term_rows import PALE
from analysis.plots.theme import AGAINST, FOR
from analysis.plots.vocabulary import coefficient_bars, separating_bars
from tests.plots.term_rows import STABILITY, TERMS


def vocabulary(n=3, reason=None):
    return ClassVocabulary(
        TERMS[:n],
        np.array([2.5, 0.5, -1.0])[:n],
        np.array([9, 2, 0])[:n],
        np.array([2, 0, 7])[:n],
        10,
        reason,
    )


def separating():
    return SeparatingTerms(
        TERMS, np.array([2.0, 1.0, -3.0]), np.array([9, 1, 0]), np.array([0, 1, 4]), 10, 20
    )


def test_bars_are_the_coefficients_coloured_by_sign():
    bars = coefficient_bars(vocabulary()).data[0]
    assert list(bars.x) == [2.5, 0.5, -1.0]
    assert list(bars.marker.color) == [FOR, FOR, AGAINST]
    assert list(bars.customdata) == list(TERMS)
    assert bars.hovertext[0] == ("flange: +2.500<br>in 9 of 10 documents of the class, 2 elsewhere")


def test_separating_bars_count_both_classes():
    bars = separating_bars(separating(), "pumps", "valves").data[0]
    assert list(bars.x) == [2.0, 1.0, -3.0]
    assert bars.hovertext[2] == (
        "2024: -3.000<br>in 0 of 10 documents of pumps<br>in 4 of 20 documents of valves"
    )


def test_a_class_without_coefficients_has_no_bars():
    figure = coefficient_bars(vocabulary(0, "The class was left out of training."))
    assert len(figure.data[0].x) == 0


def test_height_grows_with_the_rows():
    many = ClassVocabulary(
        np.array([f"t{j}" for j in range(60)], dtype=object),
        np.linspace(2, -2, 60),
        *np.ones((2, 60), dtype=int),
        10,
    )
    assert coefficient_bars(many).layout.height > coefficient_bars(vocabulary()).layout.height


def test_bars_whose_sign_flips_are_pale_and_all_bear_their_spread():
    figure = coefficient_bars(vocabulary(), STABILITY)
    (bars,) = figure.data
    assert "one standard deviation" in figure.layout.xaxis.title.text
    assert list(bars.marker.opacity) == [1, PALE, 1]
    assert list(bars.error_x.array) == [0.1, 0.7, 0.2]
    assert "sign kept in 50% of 30 refits" in bars.hovertext[1]
