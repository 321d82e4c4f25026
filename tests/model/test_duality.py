import numpy as np
import pytest
from scipy.special import softmax, xlogy
from sklearn.metrics import log_loss

from analysis.model.duality import certify, feasible_duals
from analysis.model.newton import newton, without_coefficients
from tests.model.problems import balanced, documents, problem


@pytest.fixture
def small():
    features, codes = documents()
    return problem(features, codes, 3 * balanced(codes))


def dirichlet(like, seed=0):
    shape = like.n_documents, like.n_classes
    return np.random.default_rng(seed).dirichlet(np.ones(shape[1]), size=shape[0])


def test_the_objective_is_that_of_logistic_regression():
    features, codes = documents()
    weights = 3 * balanced(codes)
    rng = np.random.default_rng(0)
    coefficients, intercept = rng.normal(size=(40, 5)), rng.normal(size=5)
    of = problem(features, codes, weights)
    found = certify(of, dirichlet(of), intercept, coefficients).objective
    posteriors = softmax(features @ coefficients + intercept, axis=1)
    losses = log_loss(codes, posteriors, sample_weight=weights, normalize=False)
    assert found == pytest.approx(losses + 0.5 * np.sum(coefficients**2))


def test_feasible_duals_are_distributions_that_balance_the_classes(small):
    duals = feasible_duals(small, dirichlet(small))
    assert (duals > 0).all()
    np.testing.assert_allclose(duals.sum(axis=1), 1)
    np.testing.assert_allclose(small.weights @ duals, small.class_weights)


def test_feasible_duals_are_left_as_they_are(small):
    once = feasible_duals(small, dirichlet(small))
    np.testing.assert_allclose(feasible_duals(small, once), once, rtol=1e-12)


@pytest.mark.parametrize("own_coefficients", [True, False])
def test_the_gap_is_primal_minus_dual(small, own_coefficients):
    rng = np.random.default_rng(1)
    coefficients = None if own_coefficients else rng.normal(size=(40, 5))
    found = certify(small, dirichlet(small), rng.normal(size=5), coefficients)
    of_duals = small.coefficients(found.duals)
    entropies = -xlogy(found.duals, found.duals).sum(axis=1)
    dual = small.weights @ entropies - 0.5 * np.sum(of_duals**2)
    assert found.gap * found.objective == pytest.approx(found.objective - dual)


def test_the_gap_bounds_the_distance_to_the_minimum(small):
    minimum = newton(small, without_coefficients(small), 1e-14, 50)[0].objective
    for seed in range(5):
        mixed = 0.9 * softmax(np.zeros((120, 5)), axis=1) + 0.1 * dirichlet(small, seed)
        found = certify(small, mixed, small.prior_intercept)
        assert found.objective - minimum <= found.gap * found.objective


def test_a_wrong_intercept_shows_in_the_gap(small):
    best = newton(small, without_coefficients(small), 1e-12, 50)[0]
    moved = best.intercept + 0.1 * np.eye(5)[0]
    assert certify(small, best.duals, moved, best.coefficients).gap > 1e-5
