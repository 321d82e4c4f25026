"""Decision settings: what can change without a refit."""

from dataclasses import dataclass
from typing import Literal

from analysis.errors import InputError

TargetPrior = Literal["as-learned", "equal"]
TARGET_PRIORS: tuple[TargetPrior, ...] = ("as-learned", "equal")
LARGEST_TAU = 1.5


@dataclass(frozen=True)
class DecisionSettings:
    """The class shares to decide for, and how strongly.

    Parameters
    ----------
    prior : {"as-learned", "equal"}
        Target prior: the class shares of the training labels, or every class the same.
    tau : float
        Strength of the logit adjustment, 0 to 1.5; 0 changes nothing, 1 is the full shift.
    """

    prior: TargetPrior = "as-learned"
    tau: float = 1.0

    def __post_init__(self) -> None:
        if self.prior not in TARGET_PRIORS:
            raise InputError(
                f"target prior: {self.prior!r} is not known. "
                f"Choose one of {', '.join(TARGET_PRIORS)}."
            )
        if not 0 <= self.tau <= LARGEST_TAU:
            raise InputError(
                f"tau: {self.tau} is out of range. Give a number from 0 to {LARGEST_TAU}; "
                "1 is the full shift of the priors."
            )
