"""Figures of documents that stand for unequally many."""

from dataclasses import fields

import numpy as np
import pytest
from sklearn.metrics import f1_score, log_loss, precision_recall_fscore_support

from analysis.decision.decide import posteriors
from analysis.decision.settings import CostSettings, DecisionSettings
from analysis.evaluation.bootstrap import Resamples, resample_groups
from analysis.evaluation.comparison import compare
from analysis.evaluation.evaluate import evaluate, resampled_f1, with_intervals
from analysis.evaluation.scenario_figures import (
    resampled_decisions,
    scenario_figures,
    with_figure_intervals,
)
from analysis.evaluation.tau_curve import micro_and_macro_f1
from tests.evaluation.scored import repeated, scored

LEARNED, EQUAL = DecisionSettings(), DecisionSettings("equal")
ABSTAINING = DecisionSettings(abstain_cost=0.3)


def weighted(weights):
    corpus, out_of_fold = scored(strength=2.0)
    return corpus.with_weights(weights(corpus.n_documents)), out_of_fold


def drawn(n):
    return np.random.default_rng(0).lognormal(size=n)


def assert_same(left, right, but=()):
    for field in fields(left):
        if field.name in but:
            continue
        a, b = getattr(left, field.name), getattr(right, field.name)
        if hasattr(a, "value"):
            a, b = (a.value, a.low, a.high), (b.value, b.low, b.high)
        if a is not None:
            np.testing.assert_array_equal(a, b, err_msg=field.name)


@pytest.mark.parametrize("settings", [LEARNED, EQUAL, ABSTAINING])
def test_weights_of_one_change_no_number(settings):
    corpus, out_of_fold = scored()
    ones = corpus.with_weights(np.ones(corpus.n_documents))
    plain = with_intervals(evaluate(corpus, out_of_fold, settings), corpus)
    found = with_intervals(evaluate(ones, out_of_fold, settings), ones)
    assert_same(found.per_class, plain.per_class)
    assert_same(found.overall, plain.overall, but=["log_loss"])
    assert found.overall.log_loss == pytest.approx(plain.overall.log_loss, rel=1e-6)
    without = ["log_loss"]
    assert_same(found.overall_without_reject, plain.overall_without_reject, but=without)
    assert found.overall.effective_documents == corpus.n_documents


@pytest.mark.parametrize("settings", [LEARNED, ABSTAINING])
def test_whole_weights_are_repeated_documents(settings):
    corpus, out_of_fold = scored(strength=2.0)
    times = np.random.default_rng(1).integers(1, 5, size=corpus.n_documents)
    found = evaluate(corpus.with_weights(times.astype(float)), out_of_fold, settings)
    copies = evaluate(*repeated(corpus, out_of_fold, times), settings)
    for name in ("precision", "recall", "f1"):
        np.testing.assert_allclose(
            getattr(found.per_class, name), getattr(copies.per_class, name), rtol=1e-12
        )
    for ours, theirs in (
        (found.overall, copies.overall),
        (found.overall_without_reject, copies.overall_without_reject),
    ):
        assert ours.micro_f1.value == pytest.approx(theirs.micro_f1.value)
        assert ours.macro_f1.value == pytest.approx(theirs.macro_f1.value)
        for name in ("balanced_accuracy", "log_loss", "prior_log_loss"):
            assert getattr(ours, name) == pytest.approx(getattr(theirs, name), rel=1e-5)
    np.testing.assert_allclose(found.confusion.row_shares(), copies.confusion.row_shares())


def test_figures_are_those_of_scikit_learns_sample_weights():
    corpus, out_of_fold = weighted(drawn)
    found, w = evaluate(corpus, out_of_fold, LEARNED), corpus.weights
    precision, recall, f1, _ = precision_recall_fscore_support(
        corpus.codes, found.decided, sample_weight=w, zero_division=np.nan
    )
    np.testing.assert_allclose(found.per_class.precision, precision)
    np.testing.assert_allclose(found.per_class.recall, recall)
    np.testing.assert_allclose(found.per_class.f1, f1)
    macro = f1_score(corpus.codes, found.decided, average="macro", sample_weight=w)
    assert found.overall.macro_f1.value == pytest.approx(macro)
    micro = f1_score(corpus.codes, found.decided, average="micro", sample_weight=w)
    assert found.overall.micro_f1.value == pytest.approx(micro)
    posterior = posteriors(out_of_fold.logits.astype(float), out_of_fold.training_prior, LEARNED)
    expected = log_loss(corpus.codes, posterior, sample_weight=w)
    assert found.overall.log_loss == pytest.approx(expected, rel=1e-5)


def test_counts_stay_counts_of_documents_that_can_be_looked_at():
    corpus, out_of_fold = weighted(drawn)
    found = evaluate(corpus, out_of_fold, LEARNED)
    np.testing.assert_array_equal(found.per_class.support, corpus.support)
    assert found.overall.documents == corpus.n_documents
    pairs = found.confusion.pairs_frame()
    assert pairs["count"].sum() == (found.decided != corpus.codes).sum()


def test_the_effective_number_is_that_of_kish_and_the_intervals_are_as_wide():
    corpus, out_of_fold = weighted(drawn)
    found = evaluate(corpus, out_of_fold, LEARNED)
    w = corpus.weights
    assert found.overall.effective_documents == pytest.approx(w.sum() ** 2 / (w**2).sum())
    plain = evaluate(corpus.with_weights(None), out_of_fold, LEARNED)
    widths = [e.recall_high - e.recall_low for e in (found.per_class, plain.per_class)]
    assert np.median(widths[0] / widths[1]) > 1.1
    assert (found.per_class.f1_low <= found.per_class.f1 + 1e-12).all()
    assert (found.per_class.f1 <= found.per_class.f1_high + 1e-12).all()


def test_the_scale_of_weights_does_not_matter():
    corpus, out_of_fold = weighted(drawn)
    scaled = corpus.with_weights(1000 * corpus.weights)
    found, again = (evaluate(each, out_of_fold, LEARNED) for each in (corpus, scaled))
    np.testing.assert_allclose(found.per_class.f1_low, again.per_class.f1_low, atol=1e-12)
    assert found.overall.log_loss == pytest.approx(again.overall.log_loss)
    assert found.overall.effective_documents == pytest.approx(again.overall.effective_documents)


def test_resamples_weigh_each_document_too():
    corpus, out_of_fold = weighted(drawn)
    found = evaluate(corpus, out_of_fold, LEARNED)
    resamples = resample_groups(corpus.identical_groups, n_resamples=5)
    micro, macro = resampled_f1(found, corpus, resamples, with_reject=True)
    for r in range(5):
        w = resamples.times_drawn[corpus.identical_groups, r] * corpus.weights
        right = found.decided == corpus.codes
        assert micro[r] == pytest.approx((right * w).sum() / w.sum(), rel=1e-5)
        kept = w > 0
        expected = f1_score(
            corpus.codes[kept], found.decided[kept], average="macro", sample_weight=w[kept]
        )
        assert macro[r] == pytest.approx(expected, rel=1e-5)


def test_intervals_of_micro_f1_cover_the_share_in_the_whole_corpus():
    """Two strata, of which the smaller was drawn ten times as densely."""
    rng = np.random.default_rng(3)
    corpus, out_of_fold = scored(strength=2.0)
    right = evaluate(corpus, out_of_fold, LEARNED).decided == corpus.codes
    dense = rng.random(corpus.n_documents) < np.where(right, 0.7, 0.3)
    truth = np.average(right, weights=np.where(dense, 1, 10))
    covered = 0
    for _ in range(100):
        rows = rng.choice(corpus.n_documents, size=corpus.n_documents)
        drawn_corpus, scores = repeated(
            corpus, out_of_fold, np.bincount(rows, minlength=corpus.n_documents)
        )
        of_row = np.repeat(dense, np.bincount(rows, minlength=corpus.n_documents))
        drawn_corpus = drawn_corpus.with_weights(np.where(of_row, 0.1, 1.0))
        found = evaluate(drawn_corpus, scores, LEARNED)
        groups = np.arange(drawn_corpus.n_documents)
        times = rng.multinomial(len(groups), np.full(len(groups), 1 / len(groups)), size=100).T
        resamples = Resamples(groups, times.astype(np.float32))
        interval = with_intervals(found, drawn_corpus, resamples).overall.micro_f1
        covered += interval.low <= truth <= interval.high
    assert covered >= 85


def test_a_comparison_weighs_what_flipped():
    corpus, out_of_fold = weighted(drawn)
    before, after = (evaluate(corpus, out_of_fold, s) for s in (LEARNED, EQUAL))
    found = compare(corpus, before, after)
    expected = after.overall.micro_f1.value - before.overall.micro_f1.value
    share = found.flips().net_share()
    assert share.value == pytest.approx(expected)
    assert share.low < share.value < share.high
    np.testing.assert_allclose(
        found.frame()["difference"], after.per_class.recall - before.per_class.recall, atol=1e-12
    )


def test_a_comparison_with_weights_of_one_is_the_plain_one():
    corpus, out_of_fold = scored()
    ones = corpus.with_weights(np.ones(corpus.n_documents))
    frames = [
        compare(each, *(evaluate(each, out_of_fold, s) for s in (LEARNED, EQUAL))).frame()
        for each in (corpus, ones)
    ]
    assert frames[0].equals(frames[1])


def test_mean_cost_and_reject_recall_are_means_of_weight():
    corpus, out_of_fold = weighted(drawn)
    decision = DecisionSettings(costs=CostSettings(reject_code=corpus.reject_code, to_reject=0.3))
    before, after = (evaluate(corpus, out_of_fold, s) for s in (LEARNED, decision))
    comparison = compare(corpus, before, after)
    figures = scenario_figures(comparison, corpus, decision)
    found = {each.name: each for each in figures}
    wrong, to_reject = after.decided != corpus.codes, after.decided == corpus.reject_code
    cost = np.where(wrong & to_reject, 0.3, wrong)
    expected = np.average(cost, weights=corpus.weights)
    assert found["Mean cost"].current == pytest.approx(expected)
    resamples = resample_groups(corpus.identical_groups, n_resamples=50)
    counts = resampled_decisions(before, corpus, resamples)
    for each in with_figure_intervals(figures, comparison, corpus, decision, resamples, counts)[:4]:
        assert each.difference.value == pytest.approx(each.current - each.baseline, abs=1e-9)
        assert each.difference.low <= each.difference.value <= each.difference.high


def test_the_tau_curve_passes_through_the_weighed_figures():
    corpus, out_of_fold = weighted(drawn)
    found = evaluate(corpus, out_of_fold, EQUAL).overall
    micro, macro = micro_and_macro_f1(corpus, out_of_fold, EQUAL)
    assert micro == pytest.approx(found.micro_f1.value)
    assert macro == pytest.approx(found.macro_f1.value)
