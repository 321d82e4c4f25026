"""Class shares of the analyst's own, checked against the classes."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.decision.offsets import class_offsets
from analysis.decision.settings import ClassShares
from analysis.errors import InputError, listed


def custom_prior(shares: Mapping[str, float], classes: Sequence[str]) -> ClassShares:
    """Take shares by name as the prior to decide for.

    Parameters
    ----------
    shares : mapping of str to float
        Share of each class; whether they sum to one is checked by the settings.
    classes : sequence of str

    Returns
    -------
    tuple of (int, float)

    Raises
    ------
    InputError
        If a class has no share, or a share no class.
    """
    missing = [name for name in classes if not _is_number(shares.get(name))]
    if missing:
        raise InputError(
            f"target prior: {len(missing):,} of {len(classes):,} classes have no share, among "
            f"them {listed(missing, 3)}. Give each class a share, 0 if it does not occur, or use "
            "equal shares."
        )
    known = set(classes)
    unknown = [name for name in shares if name not in known]
    if unknown:
        raise InputError(
            f"target prior: {len(unknown):,} shares are of classes that are not known, among "
            f"them {listed(unknown, 3)}. Take them out."
        )
    return tuple((code, float(shares[name])) for code, name in enumerate(classes))


def _is_number(value: float | None) -> bool:
    return value is not None and value == value


def prior_frame(
    classes: Sequence[str],
    training_prior: NDArray[np.float64],
    shares: ClassShares,
) -> pd.DataFrame:
    """Show the shares to decide for beside those learned, to be edited.

    Parameters
    ----------
    classes : sequence of str
    training_prior : ndarray of shape (n_classes,)
    shares : tuple of (int, float)
        Share of each class; empty for those learned.

    Returns
    -------
    DataFrame
        Columns `class`, `learned` and `share`, in the order of the classes.
    """
    own = class_offsets(shares, len(classes)) if shares else training_prior
    return pd.DataFrame(
        {"class": np.array(classes, dtype=object), "learned": training_prior, "share": own}
    )
