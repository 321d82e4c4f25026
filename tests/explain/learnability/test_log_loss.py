import numpy as np
import pytest

from analysis.explain.learnability.log_loss import losses_of, shares_outside


def test_a_known_class_pays_next_to_nothing_and_an_unknown_one_a_bounded_price():
    losses = losses_of(np.array([1.0, 0.5, 0.0]), n_trained=999, n_classes=10)
    np.testing.assert_allclose(losses, [0.0009, np.log(2) + 0.0008, np.log(10_000)], atol=2e-4)


def test_shares_are_those_of_the_other_folds_and_of_one_document_more():
    codes, folds = np.array([0, 0, 1, 0, 1, 2]), np.array([0, 0, 0, 1, 1, 1])
    shares = shares_outside(codes, folds, 3)
    np.testing.assert_allclose(shares[0], np.array([1 + 1 / 3, 1 + 1 / 3, 1 + 1 / 3]) / 4)
    np.testing.assert_allclose(shares[1], np.array([2 + 1 / 3, 1 + 1 / 3, 1 / 3]) / 4)


def test_a_class_that_only_the_held_out_fold_holds_still_has_a_share():
    shares = shares_outside(np.array([0, 0, 1]), np.array([0, 0, 1]), 2)
    assert shares[1, 1] == pytest.approx(0.5 / 3)
