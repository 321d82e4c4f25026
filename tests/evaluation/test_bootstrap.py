import numpy as np
import pytest
from sklearn.metrics import f1_score

from analysis.decision.rejection import ABSTAINED
from analysis.evaluation.bootstrap import (
    Resamples,
    percentile_estimate,
    recounted,
    resample_groups,
    resampled_counts,
    resampled_total,
)

N_CLASSES = 6
EVERY = np.ones(N_CLASSES, dtype=bool)


@pytest.fixture
def documents():
    """Codes, decisions and groups of 200 documents, of which many are identical."""
    rng = np.random.default_rng(0)
    codes = rng.choice(N_CLASSES, size=200, p=[0.5, 0.2, 0.15, 0.1, 0.03, 0.02])
    decided = np.where(rng.random(200) < 0.6, codes, rng.integers(0, N_CLASSES, size=200))
    groups = np.unique(rng.integers(0, 120, size=200), return_inverse=True)[1]
    return codes, decided, groups


def test_each_resample_draws_as_many_groups_as_there_are(documents):
    resamples = resample_groups(documents[2], n_resamples=20)
    np.testing.assert_array_equal(resamples.times_drawn.sum(axis=0), len(np.unique(documents[2])))


def test_the_same_seed_draws_the_same(documents):
    once, again, other = (resample_groups(documents[2], 5, seed).times_drawn for seed in (1, 1, 2))
    np.testing.assert_array_equal(once, again)
    assert (once != other).any()


def test_figures_agree_with_documents_repeated_as_often_as_their_group_was_drawn(documents):
    codes, decided, groups = documents
    resamples = resample_groups(groups, n_resamples=30)
    counts = resampled_counts(codes, decided, N_CLASSES, resamples)
    for r in range(30):
        rows = np.repeat(np.arange(200), resamples.times_drawn[groups, r].astype(int))
        macro = f1_score(codes[rows], decided[rows], average="macro")
        micro = f1_score(codes[rows], decided[rows], average="micro")
        assert counts.macro_f1(EVERY)[r] == pytest.approx(macro, abs=1e-6)
        assert counts.micro_f1()[r] == pytest.approx(micro, abs=1e-6)


def test_every_group_once_reproduces_the_figure(documents):
    codes, decided, groups = documents
    once = Resamples(groups, np.ones((groups.max() + 1, 1), dtype=np.float32))
    macro = resampled_counts(codes, decided, N_CLASSES, once).macro_f1(EVERY)
    assert macro[0] == pytest.approx(f1_score(codes, decided, average="macro"), abs=1e-6)


def test_a_class_left_out_of_the_average_does_not_count(documents):
    codes, decided, groups = documents
    once = Resamples(groups, np.ones((groups.max() + 1, 1), dtype=np.float32))
    counts = resampled_counts(codes, decided, N_CLASSES, once)
    expected = f1_score(codes, decided, average="macro", labels=[1, 2, 3, 4, 5])
    assert counts.macro_f1(np.arange(N_CLASSES) > 0)[0] == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("weights", [None, np.random.default_rng(1).lognormal(size=200)])
def test_counting_changed_decisions_anew_gives_what_counting_all_gives(documents, weights):
    codes, before, groups = documents
    after = np.where(np.random.default_rng(2).random(200) < 0.2, codes, before)
    after[:20], before[10:30] = ABSTAINED, ABSTAINED
    resamples = resample_groups(groups, n_resamples=30)
    counts = [
        resampled_counts(codes, each, N_CLASSES, resamples, weights=weights)
        for each in (before, after)
    ]
    found = recounted(counts[0], codes, before, after, resamples, weights=weights)
    for name in ("support", "predicted", "correct"):
        np.testing.assert_array_equal(getattr(found, name), getattr(counts[1], name))


def test_a_total_is_that_of_documents_repeated(documents):
    resamples = resample_groups(documents[2], n_resamples=10)
    values = np.random.default_rng(4).normal(size=200) * (np.arange(200) % 3 == 0)
    expected = values @ resamples.times_drawn[documents[2]]
    np.testing.assert_allclose(resampled_total(values, resamples), expected, atol=1e-4)


def test_identical_documents_widen_the_interval():
    """Ten copies of a document carry the information of one."""
    rng = np.random.default_rng(3)
    codes = np.repeat(rng.integers(0, 2, size=60), 10)
    decided = np.repeat(rng.integers(0, 2, size=60), 10)
    grouped = resample_groups(np.repeat(np.arange(60), 10))
    alone = resample_groups(np.arange(600))
    spread = [
        resampled_counts(codes, decided, 2, resamples).micro_f1().std()
        for resamples in (grouped, alone)
    ]
    assert spread[0] > 2 * spread[1]


def test_percentile_estimate_leaves_out_undefined_resamples():
    draws = np.array([np.nan, *np.linspace(0, 1, 201)])
    estimate = percentile_estimate(0.4, draws)
    assert (estimate.value, estimate.low, estimate.high) == pytest.approx((0.4, 0.025, 0.975))


def test_no_defined_resample_gives_no_interval():
    estimate = percentile_estimate(float("nan"), np.full(5, np.nan))
    assert np.isnan([estimate.low, estimate.high]).all()
