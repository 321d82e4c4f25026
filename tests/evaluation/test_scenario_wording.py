import pytest

from analysis.evaluation.intervals import Estimate
from analysis.evaluation.scenario_figures import Figure
from analysis.evaluation.scenario_wording import (
    difference_in_words,
    figure_in_words,
    scenario_sentence,
)

NAN = float("nan")


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        (Figure("Micro-F1", 0.7, 0.7891, Estimate(0.0891)), "0.789"),
        (Figure("Never predicted", 1100, 1087, Estimate(-13)), "1,087"),
        (Figure("Reject recall", NAN, NAN, Estimate(NAN)), "undefined"),
    ],
)
def test_a_figure_is_told_as_what_it_is(figure, told):
    assert figure_in_words(figure) == told


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        (
            Figure("Micro-F1", 0.7, 0.741, Estimate(0.041, 0.03, 0.052), 33000.0),
            "95 %: +0.030 to +0.052; 41 more of 1,000",
        ),
        (
            Figure("Micro-F1", 0.7, 0.6999, Estimate(-0.0001, -0.001, 0.001), 30000.0),
            "95 %: −0.0010 to +0.0010; 3 fewer of 30,000",
        ),
        (Figure("Reject recall", 0.5, 0.6, Estimate(0.1), 50.0), "5 more of 50"),
        (Figure("Mean cost", 0.5, 0.4, Estimate(-0.1, -0.2, -0.1), 50.0), "95 %: −0.200 to −0.100"),
        (Figure("Never predicted", 9, 5, Estimate(-4)), ""),
    ],
)
def test_a_difference_is_told_with_its_interval_and_in_documents(figure, told):
    assert difference_in_words(figure) == told


@pytest.mark.parametrize(
    ("baseline", "current", "told"),
    [
        (87, 87, "87 classes are never predicted, as in the baseline."),
        (2, 1, "1 class is never predicted instead of 2."),
        (0, 0, "every class is predicted at least once, as in the baseline."),
        (5, 0, "every class is predicted at least once, instead of all but 5."),
    ],
)
def test_classes_that_are_never_predicted_are_told_with_the_baseline(baseline, current, told):
    never = Figure("Never predicted", baseline, current, Estimate(current - baseline))
    f1 = (Figure(name, 0.5, 0.6, Estimate(0.1)) for name in ("Micro-F1", "Macro-F1"))
    assert scenario_sentence((*f1, never)).endswith(f"; {told}")


def test_the_sentence_tells_from_what_to_what():
    figures = (
        Figure("Micro-F1", 0.784, 0.801, Estimate(0.017, 0.014, 0.019), 33000.0),
        Figure("Macro-F1", 0.234, 0.278, Estimate(0.044)),
        Figure("Never predicted", 87, 76, Estimate(-11)),
    )
    assert scenario_sentence(figures) == (
        "Micro-F1 goes from 0.784 to 0.801, by +0.017 (+0.014 to +0.019), macro-F1 from 0.234 to "
        "0.278, by +0.044; 76 classes are never predicted instead of 87."
    )
