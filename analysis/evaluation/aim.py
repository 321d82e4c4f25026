"""What a choice among scenarios is made by: one figure, and what must not suffer from it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from analysis.decision.costs import cost_matrix
from analysis.decision.settings import CostSettings
from analysis.errors import InputError

AimName = Literal["macro-f1", "micro-f1", "cost"]
AIM_NAMES: tuple[AimName, ...] = ("macro-f1", "micro-f1", "cost")

Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Tally:
    """Counts that all figures follow from; leading axes are cases, for instance candidates.

    Parameters
    ----------
    support, predicted, correct : ndarray of float, shape (..., n_classes)
        Documents of the class, decided for it, and both; their weights where they have some.
    cost : ndarray of float, shape (...)
        Of all documents together.
    """

    support: Values
    predicted: Values
    correct: Values
    cost: Values

    def __getitem__(self, cases: Any) -> "Tally":
        return Tally(*(part[cases] for part in self.parts()))

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(a + b for a, b in zip(self.parts(), other.parts(), strict=True)))

    def __sub__(self, other: "Tally") -> "Tally":
        return Tally(*(a - b for a, b in zip(self.parts(), other.parts(), strict=True)))

    def parts(self) -> tuple[Values, Values, Values, Values]:
        """Return all arrays, in the order of the parameters."""
        return self.support, self.predicted, self.correct, self.cost

    def sum(self, axis: int) -> "Tally":
        """Add up the cases along a leading axis.

        Parameters
        ----------
        axis : int
            From 0 on.

        Returns
        -------
        Tally
        """
        return Tally(*(part.sum(axis=axis) for part in self.parts()))

    def macro_f1(self) -> Values:
        """Mean F1 of the classes with documents or decisions, shape (...)."""
        total = self.support + self.predicted
        f1 = np.divide(2 * self.correct, total, out=np.zeros(total.shape), where=total > 0)
        return f1.sum(axis=-1) / np.maximum((total > 0).sum(axis=-1), 1)

    def micro_f1(self) -> Values:
        """Share decided rightly, shape (...)."""
        return self.correct.sum(axis=-1) / self._n_documents()

    def mean_cost(self) -> Values:
        """Cost of a document, shape (...)."""
        return self.cost / self._n_documents()

    def _n_documents(self) -> Values:
        total = self.support.sum(axis=-1)
        return np.where(total > 0, total, 1)


@dataclass(frozen=True)
class Aim:
    """A figure to make as good as can be.

    Parameters
    ----------
    name : {"macro-f1", "micro-f1", "cost"}
        Macro-F1 is sought among decisions whose micro-F1 is no lower than the baseline's.
    costs : CostSettings
        What errors cost.
    """

    name: AimName = "macro-f1"
    costs: CostSettings = field(default_factory=CostSettings)

    def __post_init__(self) -> None:
        if self.name not in AIM_NAMES:
            raise InputError(
                f"aim: {self.name!r} is not known. Choose one of {', '.join(AIM_NAMES)}."
            )

    def value(self, tally: Tally) -> Values:
        """Return the figure sought; the higher the better.

        Parameters
        ----------
        tally : Tally

        Returns
        -------
        ndarray of shape (...)
            The mean cost counts with a minus.
        """
        if self.name == "cost":
            return -tally.mean_cost()
        return tally.macro_f1() if self.name == "macro-f1" else tally.micro_f1()

    def allows(self, tally: Tally, baseline: Tally) -> NDArray[np.bool_]:
        """Whether nothing suffers that must not.

        Parameters
        ----------
        tally, baseline : Tally
            Of the same documents.

        Returns
        -------
        ndarray of bool, shape (...)
            For macro-F1: as many documents are decided rightly as in the baseline.
        """
        if self.name != "macro-f1":
            return np.ones(np.shape(tally.cost), dtype=bool)
        return tally.correct.sum(axis=-1) >= baseline.correct.sum(axis=-1)

    def tally(
        self,
        codes: NDArray[np.integer],
        decided: NDArray[np.integer],
        k: int,
        weights: Values | None = None,
    ) -> Tally:
        """Count one case.

        Parameters
        ----------
        codes, decided : ndarray of int, shape (n_documents,)
        k : int
            Number of classes.
        weights : ndarray of float64, shape (n_documents,), optional
            How much each document counts; all alike if not given.

        Returns
        -------
        Tally
        """
        mass = np.ones(len(codes)) if weights is None else weights
        right = codes == decided
        return Tally(
            np.bincount(codes, mass, minlength=k).astype(np.float64),
            np.bincount(decided, mass, minlength=k).astype(np.float64),
            np.bincount(codes[right], mass[right], minlength=k).astype(np.float64),
            np.asarray((self.document_costs(codes, decided, k) * mass).sum()),
        )

    def document_costs(
        self, codes: NDArray[np.integer], decided: NDArray[np.integer], k: int
    ) -> Values:
        """Cost of each decision.

        Parameters
        ----------
        codes, decided : ndarray of int, shape (n_documents,)
        k : int
            Number of classes.

        Returns
        -------
        ndarray of shape (n_documents,)
        """
        if self.costs.are_equal:
            return (codes != decided).astype(np.float64)
        return cost_matrix(self.costs, k)[codes, decided]


def stack(tallies: Sequence[Tally]) -> Tally:
    """Put cases side by side, on a new first axis.

    Parameters
    ----------
    tallies : sequence of Tally

    Returns
    -------
    Tally
    """
    parts = zip(*(each.parts() for each in tallies), strict=True)
    return Tally(*(np.stack(part) for part in parts))
