"""Rows of a sparse matrix that are the same."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse


def identical_rows(matrix: sparse.csr_matrix) -> NDArray[np.intp]:
    """Number the different rows in order of their first occurrence.

    Parameters
    ----------
    matrix : csr_matrix of shape (n_rows, n_columns)
        In canonical form.

    Returns
    -------
    ndarray of int, shape (n_rows,)
        Equal for rows of the same columns and values, bit by bit.
    """
    numbers: dict[tuple[bytes, bytes], int] = {}
    rows = (
        (matrix.indices[start:end].tobytes(), matrix.data[start:end].tobytes())
        for start, end in pairwise(matrix.indptr)
    )
    return np.array([numbers.setdefault(row, len(numbers)) for row in rows], dtype=np.intp)
