import numpy as np
import pytest
from sklearn.metrics import f1_score, log_loss

from analysis.decision.decide import decide, posteriors
from analysis.decision.settings import DecisionSettings
from analysis.evaluation.bootstrap import resample_groups
from analysis.evaluation.evaluate import SMALLEST_POSTERIOR, evaluate, resampled_f1, with_intervals
from analysis.model.crossfit import OutOfFold
from analysis.model.linear import ABSENT_LOGIT
from tests.evaluation.scored import evaluated, scored

LEARNED, EQUAL = DecisionSettings(), DecisionSettings("equal")


@pytest.mark.parametrize("settings", [LEARNED, DecisionSettings("equal", 0.5), EQUAL])
def test_figures_are_those_of_the_shifted_decisions(settings):
    corpus, out_of_fold = scored()
    found = evaluate(corpus, out_of_fold, settings)
    inputs = out_of_fold.logits, out_of_fold.training_prior, settings
    decided, posterior = decide(*inputs), posteriors(*inputs).astype(np.float64)
    np.testing.assert_array_equal(found.decided, decided)
    np.testing.assert_allclose(found.posterior, posterior.max(axis=1), rtol=1e-6)
    macro = f1_score(corpus.codes, decided, average="macro")
    assert found.overall.macro_f1.value == pytest.approx(macro)
    posterior /= posterior.sum(axis=1, keepdims=True)
    assert found.overall.log_loss == pytest.approx(log_loss(corpus.codes, posterior), rel=1e-5)


def test_equal_priors_find_more_rare_classes_here():
    learned, equal = (evaluated(s, strength=2.0).overall for s in (LEARNED, EQUAL))
    assert equal.balanced_accuracy > learned.balanced_accuracy
    assert equal.log_loss > learned.log_loss


def test_without_a_reject_class_there_is_one_overall():
    assert evaluated(LEARNED, reject_class=None).overall_without_reject is None


def test_an_impossible_class_costs_a_bounded_loss():
    corpus, out_of_fold = scored()
    logits = np.full_like(out_of_fold.logits, ABSENT_LOGIT)
    logits[:, 0] = 0.0
    wrong = OutOfFold(logits, out_of_fold.folds, out_of_fold.training_prior, out_of_fold.gaps)
    found = evaluate(corpus, wrong, LEARNED).overall
    share = (corpus.codes != 0).mean()
    assert found.log_loss == pytest.approx(-share * np.log(SMALLEST_POSTERIOR), rel=1e-6)


def test_intervals_leave_the_figures_as_they_are():
    corpus, out_of_fold = scored()
    quick = evaluate(corpus, out_of_fold, LEARNED)
    full = with_intervals(quick, corpus)
    for before, after in (
        (quick.overall, full.overall),
        (quick.overall_without_reject, full.overall_without_reject),
    ):
        for name in ("micro_f1", "macro_f1"):
            estimate = getattr(after, name)
            assert np.isnan(getattr(before, name).low)
            assert estimate.value == getattr(before, name).value
            assert estimate.low < estimate.value < estimate.high


def test_the_bootstrap_agrees_with_a_slow_explicit_one():
    """Documents repeated as often as their group was drawn, scored by scikit-learn."""
    corpus, out_of_fold = scored()
    found = evaluate(corpus, out_of_fold, LEARNED)
    resamples = resample_groups(corpus.identical_groups, n_resamples=20)
    micro, macro = resampled_f1(found, corpus, resamples, with_reject=False)
    others = [k for k in range(corpus.n_classes) if k != corpus.reject_code]
    for r in range(20):
        times = resamples.times_drawn[corpus.identical_groups, r].astype(int)
        rows = np.repeat(np.arange(corpus.n_documents), times)
        rows = rows[corpus.codes[rows] != corpus.reject_code]
        y, d = corpus.codes[rows], found.decided[rows]
        occurring = [k for k in others if k in y or k in d]
        expected = f1_score(y, d, labels=occurring, average="macro")
        assert macro[r] == pytest.approx(expected, abs=1e-6)
        assert micro[r] == pytest.approx((y == d).mean(), abs=1e-6)


def test_permuting_the_classes_permutes_everything():
    corpus, out_of_fold = scored()
    order = np.random.default_rng(4).permutation(corpus.n_classes)
    back = np.argsort(order).astype(np.int32)
    permuted = type(corpus)(
        texts=corpus.texts,
        fingerprint="permuted",
        codes=back[corpus.codes],
        classes=tuple(corpus.classes[k] for k in order),
        reject_class="bad",
    )
    scores = OutOfFold(
        out_of_fold.logits[:, order],
        out_of_fold.folds,
        out_of_fold.training_prior[order],
        out_of_fold.gaps,
    )
    found, expected = evaluate(permuted, scores, EQUAL), evaluate(corpus, out_of_fold, EQUAL)
    np.testing.assert_array_equal(order[found.decided], expected.decided)
    np.testing.assert_array_equal(found.per_class.f1, expected.per_class.f1[order])
    assert found.overall.macro_f1.value == pytest.approx(expected.overall.macro_f1.value)
    assert found.overall.log_loss == pytest.approx(expected.overall.log_loss)


def test_documents_not_decided_are_missed_and_can_be_resampled():
    corpus, out_of_fold = scored(strength=1.0)
    found = evaluate(corpus, out_of_fold, DecisionSettings(abstain_cost=0.3))
    undecided = found.decided == -1
    assert 0 < undecided.sum() == found.overall.abstained
    np.testing.assert_array_equal(found.per_class.support, corpus.support)
    assert found.overall.micro_f1.value == pytest.approx((found.decided == corpus.codes).mean())
    estimate = with_intervals(found, corpus).overall.micro_f1
    assert estimate.low <= estimate.value <= estimate.high
