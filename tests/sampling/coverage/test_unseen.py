import numpy as np
import pytest
from scipy.stats import binom

from analysis.sampling.coverage.unseen import chance_frame, chance_of_labels, unseen


def test_chao_and_good_turing_by_hand():
    found = unseen(np.array([5, 2, 2, 1, 1, 1, 0]))
    assert (found.n_labels, found.n_classes) == (12, 6)
    assert found.coverage == pytest.approx(1 - 3 / 12)
    assert found.least_classes == pytest.approx(6 + 3 * 2 / (2 * (2 + 1)))


def test_without_singletons_nothing_can_be_told_but_a_bound():
    found = unseen(np.array([3_000, 10, 10]))
    assert not found.can_tell
    assert np.isnan(found.coverage)
    assert np.isnan(found.least_classes)
    assert found.largest_share_missed == pytest.approx(3 / 3_020)


def test_the_share_that_can_be_missed_has_one_chance_in_twenty_to_be():
    n = 33_000
    found = unseen(np.array([n]))
    assert binom.pmf(0, n, found.largest_share_missed) == pytest.approx(0.05, abs=0.001)


def test_a_census_finds_every_document_and_no_more():
    assert chance_of_labels(10, 10, 100, 100, from_corpus=True) == pytest.approx(1)
    assert chance_of_labels(10, 11, 100, 100, from_corpus=True) == pytest.approx(0)


def test_chances_agree_with_a_simulation():
    rng = np.random.default_rng(0)
    drawn = rng.hypergeometric(30, 970, 100, size=20_000)
    chance = chance_of_labels(30, 5, 100, 1_000, from_corpus=True)
    assert chance == pytest.approx((drawn >= 5).mean(), abs=0.01)


def test_chances_grow_with_the_class_and_fall_with_what_is_asked():
    frame = chance_frame(33_000, 330_000, from_corpus=True)
    chances = frame.filter(like="at_least").to_numpy()
    assert (np.diff(chances, axis=0) >= 0).all()
    assert (np.diff(chances, axis=1) <= 0).all()
    assert (frame["documents"] < 330_000).all()
