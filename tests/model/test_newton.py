import numpy as np
import pytest
from scipy.optimize import approx_fprime
from sklearn.linear_model import LogisticRegression

from analysis.model.duality import certify
from analysis.model.newton import newton, without_coefficients
from tests.model.problems import balanced, documents, problem


def minimum(of, tol=1e-14):
    return newton(of, without_coefficients(of), tol, 100)[0]


@pytest.mark.parametrize("C", [1e-4, 1, 100])
def test_the_coefficients_are_those_of_lbfgs(C):
    features, codes = documents()
    found = minimum(problem(features, codes, C * balanced(codes)))
    theirs = LogisticRegression(C=C, class_weight="balanced", tol=1e-10, max_iter=100_000)
    theirs.fit(features.toarray(), codes)
    np.testing.assert_allclose(found.coefficients.T, theirs.coef_, atol=1e-4)
    assert found.gap <= 1e-12


def test_finite_differences_of_the_objective_vanish_at_the_minimum():
    features, codes = documents(n_documents=40, n_terms=6, n_classes=3)
    of = problem(features, codes, np.full(40, 2.0))
    found = minimum(of)

    def objective(at):
        at = at.reshape(7, 3)
        return certify(of, found.duals, at[-1], at[:-1]).objective

    at = np.vstack([found.coefficients, found.intercept]).ravel()
    np.testing.assert_allclose(approx_fprime(at, objective, 1e-5), 0, atol=5e-4)
    assert np.abs(approx_fprime(at + 0.1, objective, 1e-5)).max() > 0.01


def test_the_minimum_is_reached_from_a_bad_point():
    features, codes = documents()
    of = problem(features, codes, np.full(120, 10.0))
    rng = np.random.default_rng(0)
    bad = certify(of, np.full((120, 5), 0.2), 5 * rng.normal(size=5), 5 * rng.normal(size=(40, 5)))
    found = newton(of, bad, 1e-12, 100)[0]
    assert found.objective == pytest.approx(minimum(of).objective, rel=1e-12)


def test_without_coefficients_the_posteriors_are_the_class_shares():
    features, codes = documents()
    start = without_coefficients(problem(features, codes, np.ones(120)))
    np.testing.assert_allclose(np.exp(start.intercept), np.bincount(codes) / 120)
    assert not start.coefficients.any()


def test_steps_are_counted_and_limited():
    features, codes = documents()
    of = problem(features, codes, np.full(120, 10.0))
    _, n_steps = newton(of, without_coefficients(of), 1e-14, 2)
    assert n_steps == 2
