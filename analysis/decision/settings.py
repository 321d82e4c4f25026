"""Decision settings: what can change without a refit.

Classes stand in them by their code, the position in `classes`; a scenario on disk names them.
"""

import math
from dataclasses import dataclass, field
from typing import Literal

from analysis.errors import InputError

TargetPrior = Literal["as-learned", "equal", "custom"]
TARGET_PRIORS: tuple[TargetPrior, ...] = ("as-learned", "equal", "custom")
LARGEST_TAU = 1.5
# Shares typed with three digits may miss one by as much; they are then scaled to one.
SUM_TOLERANCE = 1e-3

ClassShares = tuple[tuple[int, float], ...]
ClassOffsets = tuple[tuple[int, float], ...]
CostExceptions = tuple[tuple[int, int, float], ...]


@dataclass(frozen=True)
class CostSettings:
    """What errors cost, in units of a wrong class for a wrong class; a right decision costs 0.

    Parameters
    ----------
    reject_code : int or None
        Code of the reject class; None where there is none.
    to_reject : float
        Cost of a good document that is sent to the reject class.
    from_reject : float
        Cost of a document of the reject class that is taken for a good one.
    exceptions : tuple of (int, int, float)
        True class, class decided, and the cost that holds for them instead.
    """

    reject_code: int | None = None
    to_reject: float = 1.0
    from_reject: float = 1.0
    exceptions: CostExceptions = ()

    def __post_init__(self) -> None:
        for name, cost in (
            ("cost of sending a good document to the reject class", self.to_reject),
            ("cost of taking a reject document for a good one", self.from_reject),
            *(("cost of an exception", cost) for _, _, cost in self.exceptions),
        ):
            _require_cost(name, cost)
        if self.reject_code is None and (self.to_reject, self.from_reject) != (1, 1):
            raise InputError(
                "costs: two of them are about the reject class, and there is none. Leave them at "
                "1, or say on the page Corpora which class it is."
            )

    @property
    def are_equal(self) -> bool:
        """Whether every error costs the same, so that costs change no decision."""
        return self.to_reject == 1 == self.from_reject and not self.exceptions


@dataclass(frozen=True)
class DecisionSettings:
    """How logits become decisions: calibrate, shift, and weigh by costs, in this order.

    Parameters
    ----------
    prior : {"as-learned", "equal", "custom"}
        Target prior: the class shares of the training labels, every class the same, or
        `custom_prior`.
    tau : float
        Strength of the logit adjustment, 0 to 1.5; 0 changes nothing, 1 is the full shift.
    custom_prior : tuple of (int, float)
        Share to decide for of every class; they sum to one. Empty unless `prior` is "custom".
    offsets : tuple of (int, float)
        What the logit of a class gains on top; for the few classes where it is not 0.
    costs : CostSettings
    abstain_cost : float or None
        Cost of deciding nothing: done wherever every decision is expected to cost more.
    temperature : float
        What logits are divided by before anything else; above 1 makes posteriors less sure.
    """

    prior: TargetPrior = "as-learned"
    tau: float = 1.0
    custom_prior: ClassShares = ()
    offsets: ClassOffsets = ()
    costs: CostSettings = field(default_factory=CostSettings)
    abstain_cost: float | None = None
    temperature: float = 1.0

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
        if not 0 < self.temperature < math.inf:
            raise InputError(
                f"temperature: {self.temperature} is not allowed. Give a positive number; "
                "1 changes nothing."
            )
        if self.abstain_cost is not None:
            _require_cost("cost of abstaining", self.abstain_cost)
        _require_shares(self)
        _require_finite_offsets(self.offsets)

    @property
    def weighs_costs(self) -> bool:
        """Whether a decision can differ from the class of the largest posterior."""
        return not self.costs.are_equal or self.abstain_cost is not None


def _require_cost(name: str, cost: float) -> None:
    if not 0 <= cost < math.inf:
        raise InputError(
            f"{name}: {cost} is not allowed. Give a number from 0 on; a wrong class for a wrong "
            "class costs 1."
        )


def _require_shares(settings: DecisionSettings) -> None:
    shares = [share for _, share in settings.custom_prior]
    if bool(shares) != (settings.prior == "custom"):
        raise InputError(
            "target prior: a share of each class goes with the prior “custom”, and with no other."
        )
    negative = [share for share in shares if not 0 <= share < math.inf]
    if negative:
        raise InputError(
            f"target prior: {len(negative):,} shares are negative or no number, the first of "
            f"them {negative[0]}. Give shares from 0 to 1."
        )
    if shares and abs(sum(shares) - 1) > SUM_TOLERANCE:
        raise InputError(
            f"target prior: the shares sum to {sum(shares):.6g}. They have to sum to 1; divide "
            "each by the sum, or use equal shares."
        )


def _require_finite_offsets(offsets: ClassOffsets) -> None:
    wrong = [offset for _, offset in offsets if not math.isfinite(offset)]
    if wrong:
        raise InputError(
            f"offsets: {wrong[0]} is not allowed. Give a finite number; 0 changes nothing."
        )
