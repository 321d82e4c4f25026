import numpy as np
import pytest
from sklearn.metrics import f1_score, precision_score, recall_score

from analysis.evaluation.f1_difference import f1_difference_interval, paired_counts
from analysis.evaluation.intervals import f1_interval

N_CLASSES = 4


def random_decisions(seed, n=300):
    rng = np.random.default_rng(seed)
    codes = rng.integers(N_CLASSES, size=n)
    decided = [np.where(rng.random(n) < 0.6, codes, rng.integers(N_CLASSES, size=n)) for _ in "01"]
    return codes, *decided


def one_class(support, found, false):
    """Two ways to decide one class: documents found and false documents, before and after."""
    codes = np.array([0] * support + [1] * 200)
    decided = [
        np.array([0] * f + [1] * (support - f) + [0] * wrong + [1] * (200 - wrong))
        for f, wrong in zip(found, false, strict=True)
    ]
    return paired_counts(codes, *decided, 2)


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize(
    ("name", "score"), [("f1", f1_score), ("recall", recall_score), ("precision", precision_score)]
)
def test_figures_agree_with_scikit_learn(which, name, score):
    codes, *decided = random_decisions(0)
    counts = paired_counts(codes, *decided, N_CLASSES)
    expected = score(codes, decided[which], average=None)
    np.testing.assert_allclose(getattr(counts, name)(which), expected)


def test_documents_regained_and_lost_are_those_counted_one_by_one():
    codes, before, after = random_decisions(1)
    counts = paired_counts(codes, before, after, N_CLASSES)
    for code in range(N_CLASSES):
        of = codes == code
        assert counts.regained[code] == (of & (after == code) & (before != code)).sum()
        assert counts.lost[code] == (of & (after != code) & (before == code)).sum()


def test_nothing_changed_leaves_0_in_a_narrow_interval():
    codes, before, _ = random_decisions(2)
    low, high = f1_difference_interval(paired_counts(codes, before, before, N_CLASSES))
    assert (low <= 0).all()
    assert (high >= 0).all()
    assert (high - low).max() < 0.05


def test_exchanging_the_two_ways_turns_the_interval_round():
    codes, before, after = random_decisions(3)
    low, high = f1_difference_interval(paired_counts(codes, before, after, N_CLASSES))
    back = f1_difference_interval(paired_counts(codes, after, before, N_CLASSES))
    np.testing.assert_allclose([low, high], [-back[1], -back[0]])


def test_few_labels_leave_doubt_where_a_bootstrap_sees_none():
    # 3 of 10 found instead of none: a bootstrap's interval begins above 0 in 97 of 100 resamples.
    low, high = f1_difference_interval(one_class(10, (0, 3), (0, 0)))
    assert low[0] < 0 < high[0]
    assert f1_difference_interval(one_class(10, (0, 9), (0, 1)))[0][0] > 0.3


def test_identical_documents_tell_less():
    counts = one_class(20, (2, 15), (0, 3))
    widths = [np.subtract(*f1_difference_interval(counts, n)[::-1])[0] for n in (1.0, 2.0)]
    assert widths[1] > 1.2 * widths[0]


def test_a_higher_level_is_a_wider_interval():
    counts = one_class(20, (2, 15), (0, 3))
    low, high = f1_difference_interval(counts, confidence=0.95)
    wider_low, wider_high = f1_difference_interval(counts, confidence=0.999)
    assert wider_low[0] < low[0] < high[0] < wider_high[0]


def test_a_certain_zero_before_leaves_the_interval_of_what_is_after():
    counts = one_class(10, (0, 8), (0, 2))
    _, high = f1_difference_interval(counts)
    assert high[0] == pytest.approx(f1_interval(8, 2, 2)[1])


def test_a_class_that_does_not_occur_has_no_difference():
    codes = np.array([0, 0, 1])
    counts = paired_counts(codes, codes, codes, 3)
    assert np.isnan(counts.f1(0)[2])
    assert np.isnan(f1_difference_interval(counts)[0][2])


@pytest.mark.parametrize("support", [10, 30, 100])
@pytest.mark.parametrize("found", [(0.0, 0.6), (0.2, 0.5), (0.5, 0.55)])
def test_the_interval_covers_the_difference_in_repeated_samples(support, found):
    """Documents of a class found before and after with some correlation, among false ones."""
    rng = np.random.default_rng(0)
    n_false, shares = 3 * support, (0.02, 0.1)
    expected = [2 * p / (1 + p + 3 * q) for p, q in zip(found, shares, strict=True)]
    hits = 0
    for _ in range(300):
        codes = np.repeat([0, 1], [support, n_false])
        luck = np.concatenate([rng.random(support), rng.random(n_false)])
        decided = []
        for p, q in zip(found, shares, strict=True):
            own = np.where(rng.random(len(codes)) < 0.5, luck, rng.random(len(codes)))
            decided.append(np.where(own < np.repeat([p, q], [support, n_false]), 0, 1))
        low, high = f1_difference_interval(paired_counts(codes, *decided, 2))
        hits += low[0] <= expected[1] - expected[0] <= high[0]
    assert hits / 300 >= 0.91
