import pytest

from analysis.plots.contributions import contribution_waterfall
from analysis.plots.side_by_side import fits_dumbbell
from analysis.plots.theme import TRANSPARENT
from analysis.plots.vocabulary import coefficient_bars, separating_bars
from tests.plots.test_contributions import parts
from tests.plots.test_side_by_side import side_by_side
from tests.plots.test_vocabulary import separating, vocabulary

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
