import numpy as np
from scipy import sparse

from analysis.model.identical_rows import identical_rows


def test_rows_are_numbered_in_order_of_first_occurrence():
    matrix = sparse.csr_matrix([[0, 1], [1, 0], [0, 1], [0, 0], [0, 2], [0, 0], [1, 0]])
    np.testing.assert_array_equal(identical_rows(matrix), [0, 1, 0, 2, 3, 2, 1])


def test_there_may_be_no_columns_or_no_rows():
    np.testing.assert_array_equal(identical_rows(sparse.csr_matrix((3, 0))), [0, 0, 0])
    assert identical_rows(sparse.csr_matrix((0, 3))).shape == (0,)
