import numpy as np
import pytest
from scipy import sparse
from scipy.special import softmax

from analysis.model.dual_ascent import ascend_dual
from analysis.model.newton import newton, without_coefficients
from tests.model.problems import balanced, documents, problem


@pytest.mark.parametrize("weighting", [np.ones_like, balanced], ids=["plain", "balanced"])
@pytest.mark.parametrize("C", [1e-3, 0.1, 1, 10])
@pytest.mark.parametrize("n_classes", [2, 5, 33])
def test_the_optimum_is_that_of_newton_steps(C, weighting, n_classes):
    features, codes = documents(n_documents=300, n_classes=n_classes)
    of = problem(features, codes, C * weighting(codes))
    ours, _ = ascend_dual(of, 1e-8, 500, seed=0)
    best, _ = newton(of, without_coefficients(of), 1e-13, 100)
    assert ours.gap <= 1e-8
    assert ours.objective <= best.objective * (1 + 1e-8)
    # The penalty makes the objective strongly convex: half the squared distance is in the gap.
    distance = np.sum((ours.coefficients - best.coefficients) ** 2) / 2
    assert distance <= ours.gap * ours.objective + 1e-12


def test_duals_are_posteriors_at_the_optimum():
    """A loosely solved subproblem would converge as smoothly, to other duals."""
    features, codes = documents(n_documents=300)
    found, _ = ascend_dual(problem(features, codes, np.full(300, 10.0)), 1e-8, 500, seed=0)
    posteriors = softmax(features @ found.coefficients + found.intercept, axis=1)
    np.testing.assert_allclose(found.duals, posteriors, atol=2e-3)


def test_terms_of_a_single_document_need_no_coefficients_on_the_way():
    features, codes = documents(n_documents=300)
    alone = sparse.hstack([features, sparse.identity(300)], format="csr")
    of = problem(alone, codes, np.full(300, 5.0))
    best, _ = newton(of, without_coefficients(of), 1e-13, 100)
    ours, _ = ascend_dual(of, 1e-8, 500, seed=0)
    np.testing.assert_allclose(ours.coefficients, best.coefficients, atol=2e-2)
    assert ours.objective == pytest.approx(best.objective, rel=1e-8)


def test_the_same_seed_gives_the_same_result():
    features, codes = documents(n_documents=300)
    of = problem(features, codes, np.ones(300))
    first, second, other = (ascend_dual(of, 1e-6, 50, seed)[0] for seed in (3, 3, 4))
    np.testing.assert_array_equal(first.coefficients, second.coefficients)
    assert (first.coefficients != other.coefficients).any()


def test_passes_are_reported_with_a_falling_gap():
    features, codes = documents(n_documents=300)
    reports = []
    of = problem(features, codes, np.ones(300))
    _, n_passes = ascend_dual(of, 1e-8, 50, 0, report=lambda n, gap: reports.append((n, gap)))
    assert [n for n, _ in reports] == list(range(1, n_passes + 1))
    assert reports[-1][1] < 1e-7 < reports[1][1]


def test_a_start_at_the_optimum_ends_after_a_pass():
    features, codes = documents(n_documents=300)
    of = problem(features, codes, np.ones(300))
    found, n_cold = ascend_dual(of, 1e-6, 50, seed=0)
    _, n_warm = ascend_dual(of, 1e-6, 50, seed=1, start=(found.duals, found.intercept))
    assert n_warm == 1 < n_cold
