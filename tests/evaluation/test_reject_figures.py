"""Figures of the four ways, recounted."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, f1_score

from analysis.decision.settings import DecisionSettings
from analysis.evaluation.intervals import Estimate
from analysis.evaluation.reject_figures import (
    classes_frame,
    good_share_of,
    reject_figures,
    reject_frame,
)
from analysis.evaluation.reject_ways import LEFT_OUT, reject_ways
from analysis.evaluation.reject_wording import IN_WORDS, reject_sentence
from tests.evaluation.test_reject_ways import two_trainings


@pytest.fixture(scope="module")
def compared():
    corpus, *scores = two_trainings()
    ways = reject_ways(corpus, *scores, DecisionSettings())
    return corpus, ways, reject_figures(corpus, ways)


def test_micro_and_macro_f1_are_scikit_learns(compared):
    corpus, ways, figures = compared
    for way, each in zip(ways, figures, strict=True):
        assert each.micro_f1.value == pytest.approx(accuracy_score(corpus.codes, way.decided))
        labels = np.union1d(corpus.codes, way.decided)
        macro = f1_score(corpus.codes, way.decided, labels=labels, average="macro", zero_division=0)
        assert each.macro_f1.value == pytest.approx(macro)


def test_weighed_documents_count_as_much_as_they_weigh(compared):
    corpus, *scores = two_trainings()
    weights = np.random.default_rng(0).lognormal(size=corpus.n_documents)
    weighed = corpus.with_weights(weights)
    ways = reject_ways(weighed, *scores, DecisionSettings())
    figures = reject_figures(weighed, ways)
    rejected = corpus.codes == corpus.reject_code
    for way, each in zip(ways, figures, strict=True):
        right = way.decided == corpus.codes
        assert each.micro_f1.value == pytest.approx(np.average(right, weights=weights))
        assert each.micro_f1.low <= each.micro_f1.value <= each.micro_f1.high
        recall = np.average(right[rejected], weights=weights[rejected])
        assert each.recall.value == pytest.approx(recall)
        more = each.micro_f1.value - figures[0].micro_f1.value
        assert each.right_more.value == pytest.approx(more)
        taken_in = way.decided != corpus.reject_code
        assert each.accepted == taken_in.sum()
        assert each.coverage == pytest.approx(weights[taken_in].sum() / weights.sum())
        assert each.risk == pytest.approx(np.average(~right[taken_in], weights=weights[taken_in]))
    assert figures[0].curve.at(figures[0].coverage) == pytest.approx(figures[0].risk)


def test_risks_are_compared_where_as_much_is_accepted_as_is_good(compared):
    corpus = compared[0]
    good = corpus.codes != corpus.reject_code
    assert good_share_of(corpus) == good.mean()
    weights = np.where(good, 1.0, 3.0)
    expected = good.sum() / weights.sum()
    assert good_share_of(corpus.with_weights(weights)) == pytest.approx(expected)


def test_without_reject_documents_a_rejected_document_is_an_error(compared):
    corpus, ways, figures = compared
    good = corpus.codes != corpus.reject_code
    for way, each in zip(ways, figures, strict=True):
        expected = (way.decided == corpus.codes)[good].mean()
        assert each.micro_f1_without.value == pytest.approx(expected)
        assert each.micro_f1_without.low <= expected <= each.micro_f1_without.high


def test_the_first_way_differs_from_itself_by_nothing(compared):
    assert compared[2][0].right_more.value == 0


def test_the_difference_is_that_of_the_micro_f1s(compared):
    first, *others = compared[2]
    for each in others:
        expected = each.micro_f1.value - first.micro_f1.value
        assert each.right_more.value == pytest.approx(expected)
        assert each.right_more.low < each.right_more.value < each.right_more.high


def test_left_out_finds_no_document_of_the_reject_class(compared):
    left_out = next(each for each in compared[2] if each.name == LEFT_OUT)
    assert left_out.recall.value == 0
    assert np.isnan(left_out.precision.value)
    assert (left_out.coverage, left_out.lost) == (1, 0)


def test_where_a_way_decides_lies_on_its_curve_if_its_threshold_is_one_for_all(compared):
    for each in compared[2][:2]:
        assert each.curve.at(each.coverage) == pytest.approx(each.risk)


def test_the_table_has_a_row_a_way_with_intervals(compared):
    corpus, _, figures = compared
    good_share = float((corpus.codes != corpus.reject_code).mean())
    frame = reject_frame(figures, good_share)
    assert frame["way"].tolist() == [each.name for each in figures]
    assert (frame["macro_f1_low"] <= frame["macro_f1"]).all()
    assert frame["risk_at_good_share"].between(0, 1).all()


def test_classes_add_up_to_the_totals(compared):
    _, ways, figures = compared
    totals = classes_frame(ways).groupby("way")[["lost", "intruding"]].sum()
    # A way without such an error has no rows.
    totals = totals.reindex([each.name for each in figures], fill_value=0)
    assert totals["lost"].tolist() == [each.lost for each in figures]
    assert totals["intruding"].tolist() == [each.intruding for each in figures]


def test_the_sentence_names_the_best_way_and_tells_every_other_with_its_interval(compared):
    corpus, _, figures = compared
    sentence = reject_sentence(figures, corpus.reject_class)
    best = max(figures, key=lambda each: each.micro_f1.value)
    assert sentence.startswith(
        f"Most documents are decided rightly {IN_WORDS[best.name].format('bad')}."
    )
    for each in figures[1:]:
        fewer = round(-1000 * each.right_more.value)
        assert f"{IN_WORDS[each.name].format('bad')}, {fewer} fewer are right (" in sentence


def test_a_difference_that_chance_explains_is_told_as_such(compared):
    first, second, *_ = compared[2]
    unsure = replace(second, right_more=Estimate(0.01, -0.002, 0.022))
    assert "no difference beyond chance (−2 to +22)" in reject_sentence((first, unsure), "bad")
    better = replace(second, right_more=Estimate(0.01, 0.002, 0.022))
    assert "10 more are right (2 to 22)" in reject_sentence((first, better), "bad")
