"""The directions in which the rows of a large sparse matrix vary most."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from threadpoolctl import threadpool_limits

# With these, 100 directions of 330,000 documents explain within 2 % of what more passes reach.
PASSES = 4
OVERSAMPLING = 10


@dataclass(frozen=True, eq=False)
class SingularVectors:
    """The first right singular vectors of a matrix.

    Parameters
    ----------
    vectors : ndarray of float32, shape (n_columns, n_components)
        Orthonormal, those that explain most first.
    values : ndarray of float32, shape (n_components,)
        Singular values, falling.
    explained : float
        Share of the matrix's sum of squares, in [0, 1].
    """

    vectors: NDArray[np.float32]
    values: NDArray[np.float32]
    explained: float


# A second BLAS thread spins while scipy works, at ten times the CPU seconds on a busy machine.
@threadpool_limits.wrap(limits=1, user_api="blas")
def truncated_svd(
    matrix: sparse.csr_matrix,
    n_components: int,
    seed: int,
    after_pass: Callable[[int], None],
) -> SingularVectors:
    """Find the first right singular vectors by randomised subspace iteration.

    Parameters
    ----------
    matrix : csr_matrix of float32, shape (n_rows, n_columns)
        Not all zero.
    n_components : int
        At least 1; at most as many as there are rows and columns are found.
    seed : int
    after_pass : callable
        Told the number of each of `PASSES` passes over the matrix, from 0; may raise, to stop.

    Returns
    -------
    SingularVectors

    Notes
    -----
    scikit-learn's ``randomized_svd`` does the same; written out, it can be watched and stopped,
    and since only the columns' side is made orthonormal, it takes less memory where there are
    many more rows than columns. The sign of each vector makes its largest entry positive.

    References
    ----------
    Halko, Martinsson, Tropp (2011). Finding structure with randomness. SIAM Review 53.
    """
    n_rows, n_columns = matrix.shape
    wanted = min(n_components, n_rows, n_columns)
    width = min(wanted + OVERSAMPLING, n_rows, n_columns)
    transposed = sparse.csr_matrix(matrix.T)
    basis = np.random.default_rng(seed).standard_normal((n_columns, width), dtype=np.float32)
    for number in range(PASSES):
        basis = np.linalg.qr(transposed @ (matrix @ basis))[0]
        after_pass(number)
    squares, rotation = _falling_eigenvalues(matrix @ basis)
    total = float(np.square(matrix.data, dtype=np.float64).sum())
    return SingularVectors(
        vectors=_with_fixed_signs((basis @ rotation)[:, :wanted]),
        values=np.sqrt(squares[:wanted]).astype(np.float32),
        explained=min(1.0, float(squares[:wanted].sum()) / total),
    )


def _falling_eigenvalues(
    projected: NDArray[np.float32],
) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """Squares of the singular values of a narrow matrix, and its right singular vectors."""
    values, vectors = np.linalg.eigh((projected.T @ projected).astype(np.float64))
    return np.maximum(values[::-1], 0.0), vectors[:, ::-1].astype(np.float32)


def _with_fixed_signs(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    largest = vectors[np.abs(vectors).argmax(axis=0), np.arange(vectors.shape[1])]
    return vectors * np.where(largest < 0, np.float32(-1), np.float32(1))
