"""Abstaining: deciding nothing where every decision is expected to cost more."""

import numpy as np
from numpy.typing import NDArray

# Stands among decisions where there is none.
ABSTAINED = -1


def abstain(
    decided: NDArray[np.int32], expected: NDArray[np.floating], abstain_cost: float | None
) -> NDArray[np.int32]:
    """Take back the decisions that are expected to cost more than none.

    Parameters
    ----------
    decided : ndarray of int32, shape (n_documents,)
        Codes of the classes.
    expected : ndarray of float, shape (n_documents,)
        What each decision is expected to cost.
    abstain_cost : float or None
        None never abstains.

    Returns
    -------
    ndarray of int32, shape (n_documents,)
        `ABSTAINED` in place of a decision taken back.

    References
    ----------
    Chow (1970), "On optimum recognition error and reject tradeoff". Where every error costs 1,
    it abstains where the largest posterior is below 1 less the cost of abstaining.
    """
    if abstain_cost is None:
        return decided
    return np.where(expected > abstain_cost, np.int32(ABSTAINED), decided)
