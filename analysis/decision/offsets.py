"""Offsets of single classes: the multiclass threshold that is set by hand."""

import numpy as np
from numpy.typing import NDArray

from analysis.decision.settings import ClassOffsets


def class_offsets(offsets: ClassOffsets, n_classes: int) -> NDArray[np.float64]:
    """Spread the few offsets over all classes.

    Parameters
    ----------
    offsets : tuple of (int, float)
        Class and what its logit gains.
    n_classes : int

    Returns
    -------
    ndarray of shape (n_classes,)
        0 for a class that is not named.
    """
    spread = np.zeros(n_classes)
    for code, offset in offsets:
        spread[code] = offset
    return spread


def with_offset(offsets: ClassOffsets, code: int, offset: float) -> ClassOffsets:
    """Set the offset of one class.

    Parameters
    ----------
    offsets : tuple of (int, float)
    code : int
    offset : float
        0 takes the class out.

    Returns
    -------
    tuple of (int, float)
        In the order of the classes.
    """
    others = {other: value for other, value in offsets if other != code}
    if offset:
        others[code] = offset
    return tuple(sorted(others.items()))
