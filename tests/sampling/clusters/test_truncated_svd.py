import numpy as np
import pytest
from scipy import sparse

from analysis.sampling.clusters.truncated_svd import PASSES, truncated_svd


def falling(n_rows=60, n_columns=40, seed=0):
    """A matrix whose singular values fall by a half, and those values."""
    rng = np.random.default_rng(seed)
    left = np.linalg.qr(rng.standard_normal((n_rows, n_columns)))[0]
    right = np.linalg.qr(rng.standard_normal((n_columns, n_columns)))[0]
    values = 0.5 ** np.arange(n_columns)
    return sparse.csr_matrix((left * values @ right.T).astype(np.float32)), values


def ignore(number):
    pass


def test_vectors_and_values_are_those_of_the_dense_decomposition():
    matrix, values = falling()
    found = truncated_svd(matrix, 5, 0, ignore)
    _, _, right = np.linalg.svd(matrix.toarray(), full_matrices=False)
    np.testing.assert_allclose(found.values, values[:5], rtol=1e-4)
    assert np.abs(np.diag(found.vectors.T @ right[:5].T)) == pytest.approx(1, abs=1e-4)
    assert found.explained == pytest.approx((values[:5] ** 2).sum() / (values**2).sum(), abs=1e-5)


def test_vectors_are_orthonormal_with_fixed_signs():
    vectors = truncated_svd(falling()[0], 6, 3, ignore).vectors
    np.testing.assert_allclose(vectors.T @ vectors, np.eye(6), atol=1e-5)
    assert (vectors[np.abs(vectors).argmax(axis=0), range(6)] > 0).all()


def test_no_more_vectors_than_the_matrix_has_rows_or_columns():
    matrix = sparse.csr_matrix(np.eye(3, 7, dtype=np.float32))
    found = truncated_svd(matrix, 100, 0, ignore)
    assert found.vectors.shape == (7, 3)
    assert found.explained == pytest.approx(1)


def test_the_same_seed_gives_the_same_vectors():
    first, second = (truncated_svd(falling()[0], 4, 1, ignore) for _ in range(2))
    np.testing.assert_array_equal(first.vectors, second.vectors)


def test_every_pass_is_told_and_may_stop_it():
    told = []
    truncated_svd(falling()[0], 2, 0, told.append)
    assert told == list(range(PASSES))

    def stop(number):
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        truncated_svd(falling()[0], 2, 0, stop)
