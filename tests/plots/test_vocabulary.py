import numpy as np
import pytest

from analysis.explain.vocabulary.contributions import Contributions
from analysis.explain.vocabulary.separating_terms import SeparatingTerms
from analysis.explain.vocabulary.side_by_side import SideBySide
from analysis.explain.vocabulary.stability import TermStability
from analysis.explain.vocabulary.vocabulary import ClassVocabulary
from analysis.plots.theme import AGAINST, FOR, TRANSPARENT
from analysis.plots.vocabulary import (
    PALE,
    coefficient_bars,
    contribution_waterfall,
    fits_dumbbell,
    separating_bars,
)

MARKUP = "<b>$x$</b>"
TERMS = np.array(["flange", MARKUP, "2024"], dtype=object)


def vocabulary(n=3, reason=None):
    return ClassVocabulary(
        TERMS[:n],
        np.array([2.5, 0.5, -1.0])[:n],
        np.array([9, 2, 0])[:n],
        np.array([2, 0, 7])[:n],
        10,
        reason,
    )


def side_by_side():
    return SideBySide(
        terms=TERMS,
        plain=np.array([0.5, np.nan, 0.9]),
        balanced=np.array([3.0, 2.0, 1.0]),
        plain_rank=np.array([40.0, np.nan, 1.0]),
        balanced_rank=np.array([1.0, 2.0, 3.0]),
        masked=np.array([True, True, False]),
        in_class=np.array([9, 2, 1]),
        elsewhere=np.array([2, 0, 700]),
    )


def parts(shift=0.0):
    return Contributions(
        prior=-5.7,
        intercept=1.2,
        shift=shift,
        terms=TERMS,
        features=np.array([0.5, 0.5, 0.1]),
        differences=np.array([8.0, -2.0, 1.0]),
    )


def separating():
    return SeparatingTerms(
        TERMS, np.array([2.0, 1.0, -3.0]), np.array([9, 1, 0]), np.array([0, 1, 4]), 10, 20
    )


FIGURES = {
    "coefficients": coefficient_bars(vocabulary()),
    "separating": separating_bars(separating(), "<i>a</i>", "b & c"),
    "fits": fits_dumbbell(side_by_side()),
    "waterfall": contribution_waterfall(parts(shift=2.0), "<i>a</i>", "b & c"),
}


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES.keys())
def test_text_of_the_corpus_is_never_markup(figure):
    shown = [*figure.layout.yaxis.ticktext, figure.layout.xaxis.title.text]
    for trace in figure.data:
        shown.extend(trace.hovertext or ())
    for text in shown:
        assert "<" not in text.replace("<br>", "")
        assert "$" not in text
    assert "&lt;b&gt;&#36;x&#36;&lt;/b&gt;" in shown


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES.keys())
def test_figures_take_the_theme_of_the_page(figure):
    assert figure.layout.paper_bgcolor == TRANSPARENT
    assert figure.layout.plot_bgcolor == TRANSPARENT
    assert figure.layout.font.color is None
    assert all(
        getattr(trace, "textfont", None) in (None, {}) or not trace.textfont.color
        for trace in figure.data
    )


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES.keys())
def test_the_first_row_is_on_top_and_rows_are_numbers(figure):
    n_rows = len(figure.layout.yaxis.ticktext)
    assert list(figure.layout.yaxis.tickvals) == list(range(n_rows))
    assert tuple(figure.layout.yaxis.range) == (n_rows - 0.5, -0.5)


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


def test_the_dumbbell_joins_both_fits_of_each_term():
    lines, plain, balanced, masked = fits_dumbbell(side_by_side()).data
    np.testing.assert_array_equal(lines.x[:3], [0.5, 3.0, np.nan])
    np.testing.assert_array_equal(plain.x, [0.5, np.nan, 0.9])
    assert (list(balanced.y), list(balanced.x)) == ([2], [1.0])
    assert (list(masked.y), list(masked.x)) == ([0, 1], [3.0, 2.0])
    assert list(masked.customdata) == [*TERMS[:2]]


def test_the_dumbbell_tells_the_ranks_and_what_a_fit_does_not_know():
    hover = fits_dumbbell(side_by_side()).data[1].hovertext
    assert "plain fit: +0.500, rank 40<br>balanced fit: +3.000, rank 1" in hover[0]
    assert "plain fit: not known" in hover[1]


def test_masked_terms_differ_by_symbol_and_name():
    _, _, balanced, masked = fits_dumbbell(side_by_side()).data
    assert balanced.marker.symbol != masked.marker.symbol
    assert masked.name == "balanced fit, masked in the plain fit"


@pytest.mark.parametrize("shift", [0.0, 2.0])
@pytest.mark.parametrize("n_terms", [1, 15])
def test_the_steps_of_the_waterfall_end_in_the_log_odds(shift, n_terms):
    waterfall = contribution_waterfall(parts(shift), "a", "b", n_terms).data[0]
    assert list(waterfall.measure) == ["relative"] * (len(waterfall.x) - 1) + ["total"]
    assert sum(waterfall.x[:-1]) == pytest.approx(parts(shift).log_odds, abs=1e-12)
    assert waterfall.x[-1] == pytest.approx(parts(shift).log_odds, abs=1e-12)


def test_the_waterfall_names_its_steps():
    figure = contribution_waterfall(parts(2.0), "a", "b", n_terms=1)
    assert list(figure.layout.yaxis.ticktext) == [
        "prior",
        "intercept beyond the prior",
        "flange",
        "2 other terms",
        "shift of the decision",
        "log-odds",
    ]
    assert list(figure.data[0].customdata) == [None, None, "flange", None, None, None]
    assert figure.layout.xaxis.title.text == "log-odds of a<br>against b"


def test_the_numbers_beside_the_steps_have_room():
    figure = contribution_waterfall(parts(), "a", "b")
    levels = np.cumsum(figure.data[0].x[:-1])
    low, high = figure.layout.xaxis.range
    assert low < levels.min() < 0
    assert high > max(0, levels.max())


STABILITY = TermStability(np.array([1.0, 0.5, 0.95]), np.array([0.1, 0.7, 0.2]), 30)


def test_bars_whose_sign_flips_are_pale_and_all_bear_their_spread():
    figure = coefficient_bars(vocabulary(), STABILITY)
    (bars,) = figure.data
    assert "one standard deviation" in figure.layout.xaxis.title.text
    assert list(bars.marker.opacity) == [1, PALE, 1]
    assert list(bars.error_x.array) == [0.1, 0.7, 0.2]
    assert "sign kept in 50% of 30 refits" in bars.hovertext[1]


def test_points_are_pale_where_the_sign_flips_in_their_own_fit():
    steady = TermStability(np.ones(3), np.zeros(3), 30)
    traces = {
        trace.name: trace for trace in fits_dumbbell(side_by_side(), (steady, STABILITY)).data
    }
    assert list(traces["plain fit"].marker.opacity) == [1, 1, 1]
    assert list(traces["balanced fit, masked in the plain fit"].marker.opacity) == [1, PALE]
    assert list(traces["balanced fit"].marker.opacity) == [1]
