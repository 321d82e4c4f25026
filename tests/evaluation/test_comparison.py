import numpy as np
import pytest
from scipy import stats

from analysis.decision.settings import DecisionSettings
from analysis.evaluation.comparison import Flips, compare
from analysis.evaluation.evaluate import evaluate
from tests.evaluation.scored import scored


@pytest.fixture(scope="module")
def corpus():
    return scored(strength=2.0)[0]


@pytest.fixture(scope="module")
def baseline(corpus):
    return evaluate(corpus, scored(strength=2.0)[1], DecisionSettings())


@pytest.fixture(scope="module")
def current(corpus):
    return evaluate(corpus, scored(strength=2.0)[1], DecisionSettings("equal"))


@pytest.fixture(scope="module")
def comparison(corpus, baseline, current):
    return compare(corpus, baseline, current)


def test_gained_less_lost_is_the_difference_of_what_was_right(comparison, baseline, current):
    np.testing.assert_array_equal(
        comparison.gained - comparison.lost, current.per_class.correct - baseline.per_class.correct
    )
    net_share = comparison.flips().net_share()
    assert net_share.value == pytest.approx(
        current.overall.micro_f1.value - baseline.overall.micro_f1.value
    )
    assert net_share.low < net_share.value < net_share.high


def test_rare_and_common_classes_add_up(comparison):
    rare, common = comparison.flips(comparison.rare), comparison.flips(~comparison.rare)
    both = comparison.flips()
    for name in ("classes", "documents", "gained", "lost", "net"):
        assert getattr(rare, name) + getattr(common, name) == getattr(both, name)


def test_equal_priors_gain_in_rare_classes_and_lose_in_common_ones(comparison):
    assert comparison.flips(comparison.rare).net > 0 > comparison.flips(~comparison.rare).net


def test_rare_classes_are_those_whose_prior_an_equal_target_raises(comparison, corpus):
    shares = corpus.support / corpus.n_documents
    np.testing.assert_array_equal(comparison.rare, shares < 1 / corpus.n_classes)


def test_swapping_the_scenarios_swaps_the_signs(corpus, comparison, baseline, current):
    swapped = compare(corpus, current, baseline)
    np.testing.assert_array_equal(swapped.gained, comparison.lost)
    assert swapped.changed == comparison.changed


def test_a_scenario_changes_nothing_over_itself(corpus, baseline):
    same = compare(corpus, baseline, baseline)
    assert (same.changed, same.flips().gained, same.flips().lost) == (0, 0, 0)
    assert not same.beyond_chance().any()
    assert same.expected_by_chance() == 0


def with_flips(comparison, gained, lost):
    classes = len(comparison.gained)
    changed = type(comparison)(**{**vars(comparison), "gained": gained, "lost": lost})
    assert gained.shape == lost.shape == (classes,)
    return changed


def test_beyond_chance_is_the_exact_sign_test(comparison):
    gained = np.array([0, 5, 6, 9, 10, 20, 3, 0, 1])
    lost = np.array([0, 0, 0, 1, 2, 5, 3, 7, 8])
    changed = with_flips(comparison, gained, lost)
    expected = [
        stats.binomtest(int(g), int(g + k)).pvalue <= 0.05 if g + k else False
        for g, k in zip(gained, lost, strict=True)
    ]
    np.testing.assert_array_equal(changed.beyond_chance(), expected)


def test_expected_by_chance_is_what_chance_alone_gives(comparison):
    """Every flip is turned by a coin, many times over."""
    flipped = np.array([0, 5, 6, 9, 12, 25, 40, 100, 1])
    rng = np.random.default_rng(0)
    simulated = []
    for _ in range(3000):
        gained = rng.binomial(flipped, 0.5)
        simulated.append(with_flips(comparison, gained, flipped - gained).beyond_chance().sum())
    expected = with_flips(comparison, flipped, 0 * flipped).expected_by_chance()
    assert np.mean(simulated) == pytest.approx(expected, abs=0.03)
    assert 0 < expected < 0.05 * 9


def test_the_frame_has_a_row_a_class(comparison, baseline, current):
    frame = comparison.frame()
    np.testing.assert_allclose(
        frame["difference"], current.per_class.recall - baseline.per_class.recall
    )
    np.testing.assert_allclose(frame["f1_difference"], frame["f1_current"] - frame["f1_baseline"])
    assert ((frame["low"] <= frame["difference"]) & (frame["difference"] <= frame["high"])).all()
    assert frame["net"].sum() == comparison.flips().net


def test_no_document_no_share():
    estimate = Flips(classes=0, documents=0, gained=0, lost=0).net_share()
    assert np.isnan([estimate.value, estimate.low, estimate.high]).all()
