"""Class shares of the analyst's own, checked against the classes."""

from collections.abc import Mapping, Sequence

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
