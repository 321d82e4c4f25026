import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.utils.estimator_checks import parametrize_with_checks

from analysis.model.multinomial import fit_multinomial
from analysis.model.softmax import SoftmaxRegression
from tests.model.problems import balanced, documents, many_documents


def reference(**parameters):
    return LogisticRegression(tol=1e-9, max_iter=100_000, **parameters)


@parametrize_with_checks([SoftmaxRegression()])
def test_it_is_an_estimator(estimator, check):
    check(estimator)


@pytest.mark.parametrize("class_weight", [None, "balanced", {0: 5.0, 1: 0.2}])
@pytest.mark.parametrize("C", [1e-4, 1, 100])
@pytest.mark.parametrize("n_classes", [2, 5])
def test_small_problems_have_the_coefficients_of_lbfgs(C, class_weight, n_classes):
    X, y = documents(n_classes=n_classes)
    ours = SoftmaxRegression(C=C, class_weight=class_weight).fit(X, y)
    theirs = reference(C=C, class_weight=class_weight).fit(X, y)
    assert ours.coef_.shape == theirs.coef_.shape
    np.testing.assert_allclose(ours.coef_, theirs.coef_, atol=1e-4)
    np.testing.assert_allclose(ours.predict_proba(X), theirs.predict_proba(X), atol=1e-5)


def test_large_problems_have_the_probabilities_of_lbfgs():
    X, y = many_documents()
    ours = SoftmaxRegression(tol=1e-9).fit(X, y)
    np.testing.assert_allclose(
        ours.predict_proba(X), reference().fit(X, y).predict_proba(X), atol=1e-4
    )


def test_two_classes_have_a_single_row_and_a_flat_decision():
    X, y = documents(n_documents=30_000, n_classes=2)
    ours = SoftmaxRegression(C=3, tol=1e-9).fit(X, y)
    theirs = reference(C=3).fit(X, y)
    assert ours.coef_.shape == (1, 40)
    assert ours.intercept_.shape == (1,)
    np.testing.assert_allclose(ours.decision_function(X), theirs.decision_function(X), atol=1e-2)
    loss = -theirs.predict_log_proba(X)[np.arange(len(y)), y].sum()
    assert ours.objective_ == pytest.approx(3 * loss + 0.5 * np.sum(theirs.coef_**2), rel=1e-6)


def test_it_is_fit_multinomial_in_scikit_learns_clothes():
    X, y = many_documents()
    names = np.array([f"class {k:02}" for k in range(20)])
    ours = SoftmaxRegression(C=3, class_weight="balanced").fit(X, names[y])
    plain = fit_multinomial(X, y, 20, 3 * balanced(y))
    assert list(ours.classes_) == list(names)
    np.testing.assert_array_equal(ours.coef_, plain.coefficients)
    assert (ours.gap_, ours.n_iter_, ours.converged_) == (plain.gap, plain.n_passes, True)


def test_a_document_of_weight_zero_counts_as_absent():
    X, y = documents()
    weight = np.ones(len(y))
    weight[y == 4] = 0
    weight[:10] = 0
    kept = weight > 0
    with_zeros = SoftmaxRegression().fit(X, y, sample_weight=weight)
    without = SoftmaxRegression().fit(X[kept], y[kept])
    np.testing.assert_array_equal(with_zeros.classes_, [0, 1, 2, 3])
    np.testing.assert_allclose(with_zeros.coef_, without.coef_, atol=1e-7)


def test_dense_and_sparse_input_have_the_same_result():
    X, y = many_documents()
    dense, sparse = SoftmaxRegression().fit(X.toarray(), y), SoftmaxRegression().fit(X, y)
    np.testing.assert_array_equal(dense.coef_, sparse.coef_)


def test_a_path_over_c_begins_where_the_last_fit_ended():
    X, y = many_documents()
    start = None
    for C in (1, 3, 10):
        model = SoftmaxRegression(C=C).fit(X, y, start=start)
        assert model.converged_
        start = model.start_


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_nan_and_infinity_are_refused_by_name(bad):
    X, y = documents()
    X = X.toarray()
    X[3, 4] = bad
    with pytest.raises(ValueError, match=r"Input X contains (NaN|infinity)"):
        SoftmaxRegression().fit(X, y)


@pytest.mark.parametrize("parameter", ["C", "tol", "max_iter"])
def test_parameters_out_of_range_are_refused_by_name(parameter):
    X, y = documents()
    with pytest.raises(ValueError, match=f"{parameter} has to be positive and finite"):
        SoftmaxRegression(**{parameter: 0}).fit(X, y)


def test_two_and_four_threads_at_once_change_no_result():
    X, y = many_documents()
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
    X, y = many_documents()
    with pytest.warns(ConvergenceWarning, match=r"after 2 passes.*Raise max_iter"):
        model = SoftmaxRegression(max_iter=2).fit(X, y)
    assert not model.converged_
    assert model.gap_ > 1e-6


def test_what_progress_raises_ends_the_fit():
    def cancel(passes, gap):
        raise KeyboardInterrupt(f"pass {passes}")

    X, y = many_documents()
    with pytest.raises(KeyboardInterrupt, match="pass 1"):
        SoftmaxRegression(progress=cancel).fit(X, y)
