import numpy as np

from analysis.explain.vocabulary.side_by_side import SideBySide
from analysis.explain.vocabulary.stability import TermStability
from analysis.plots.side_by_side import fits_dumbbell
from analysis.plots.term_rows import PALE
from tests.plots.term_rows import STABILITY, TERMS


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


def test_points_are_pale_where_the_sign_flips_in_their_own_fit():
    steady = TermStability(np.ones(3), np.zeros(3), 30)
    traces = {
        trace.name: trace for trace in fits_dumbbell(side_by_side(), (steady, STABILITY)).data
    }
    assert list(traces["plain fit"].marker.opacity) == [1, 1, 1]
    assert list(traces["balanced fit, masked in the plain fit"].marker.opacity) == [1, PALE]
    assert list(traces["balanced fit"].marker.opacity) == [1]
