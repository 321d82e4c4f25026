import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.utils.estimator_checks import parametrize_with_checks

from analysis.model.softmax import SoftmaxRegression


def documents(n_documents=120, n_terms=40, n_classes=5, seed=0):
    """Short documents of very unequal classes: every class has words that it prefers."""
    rng = np.random.default_rng(seed)
    shares = 0.5 ** np.arange(n_classes)
    y = rng.choice(n_classes, size=n_documents, p=shares / shares.sum())
    y[:n_classes] = np.arange(n_classes)
    preferred = (np.arange(n_terms) % n_classes) == y[:, None]
    X = rng.random((n_documents, n_terms)) * (rng.random((n_documents, n_terms)) < 0.08)
    X += (rng.random((n_documents, n_terms)) < 0.1) * preferred
    return sparse.csr_matrix(X), y


def large():
    """Enough documents for dual ascent."""
    return documents(n_documents=3000, n_terms=400, n_classes=20)


def reference(**parameters):
    return LogisticRegression(tol=1e-9, max_iter=100_000, **parameters)


@parametrize_with_checks([SoftmaxRegression()])
def test_it_is_an_estimator(estimator, check):
    check(estimator)


@pytest.mark.parametrize("class_weight", [None, "balanced", {0: 5.0, 1: 0.2}])
@pytest.mark.parametrize("C", [1e-4, 1e-2, 1, 100])
@pytest.mark.parametrize("n_classes", [2, 5])
def test_small_problems_have_the_coefficients_of_lbfgs(C, class_weight, n_classes):
    X, y = documents(n_classes=n_classes)
    ours = SoftmaxRegression(C=C, class_weight=class_weight).fit(X, y)
    theirs = reference(C=C, class_weight=class_weight).fit(X, y)
    assert ours.coef_.shape == theirs.coef_.shape
    np.testing.assert_allclose(ours.coef_, theirs.coef_, atol=1e-4)
    np.testing.assert_allclose(ours.predict_proba(X), theirs.predict_proba(X), atol=1e-5)


@pytest.mark.parametrize("class_weight", [None, "balanced"])
@pytest.mark.parametrize("C", [0.1, 1, 10])
def test_dual_ascent_has_the_probabilities_of_lbfgs(C, class_weight):
    X, y = large()
    ours = SoftmaxRegression(C=C, class_weight=class_weight, tol=1e-8).fit(X, y)
    theirs = LogisticRegression(C=C, class_weight=class_weight, tol=1e-6, max_iter=10_000)
    theirs.fit(X, y)
    assert ours.gap_ <= 1e-8
    np.testing.assert_allclose(ours.predict_proba(X), theirs.predict_proba(X), atol=1e-3)


def test_two_and_four_threads_at_once_change_no_result():
    X, y = large()
    alone = SoftmaxRegression().fit(X, y)
    for n_threads in (2, 4):
        barrier = threading.Barrier(n_threads)

        def fit(_, barrier=barrier):
            barrier.wait()
            return SoftmaxRegression().fit(X, y).coef_

        with ThreadPoolExecutor(n_threads) as pool:
            for coefficients in pool.map(fit, range(n_threads)):
                np.testing.assert_array_equal(coefficients, alone.coef_)


def test_too_few_passes_are_told():
    X, y = large()
    with pytest.warns(ConvergenceWarning, match=r"after 2 passes.*Raise max_iter"):
        model = SoftmaxRegression(max_iter=2).fit(X, y)
    assert not model.converged_
    assert model.gap_ > 1e-6


def test_what_progress_raises_ends_the_fit():
    def cancel(passes, gap):
        raise KeyboardInterrupt(f"pass {passes}")

    X, y = large()
    with pytest.raises(KeyboardInterrupt, match="pass 1"):
        SoftmaxRegression(progress=cancel).fit(X, y)
