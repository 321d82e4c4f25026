"""Why a class has no coefficients to show."""

from collections.abc import Sequence

import numpy as np

from analysis.model.linear import LinearModel


def reason_without_coefficients(model: LinearModel, class_codes: Sequence[int]) -> str | None:
    """Say that a class was left out of training, where one was.

    Parameters
    ----------
    model : LinearModel
    class_codes : sequence of int
        The classes of a view.

    Returns
    -------
    str or None
        None if the model was trained on all of them.
    """
    untrained = sum(bool(np.isnan(model.intercept[code])) for code in class_codes)
    if not untrained:
        return None
    if len(class_codes) == 1:
        return "The class was left out of training, so it has no coefficients."
    return (
        f"Left out of training: {untrained} of the {len(class_codes)} classes. "
        "Without coefficients there is nothing to compare."
    )
