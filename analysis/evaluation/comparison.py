"""What one scenario gains or costs over another on the same documents.

A document is gained if the current scenario decides it rightly and the baseline wrongly, and
lost if it is the other way round. Documents are counted; shares of them are shares of their
weights, where the corpus has some.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from analysis.corpus.corpus import LabelledCorpus
from analysis.evaluation.evaluate import Evaluation
from analysis.evaluation.intervals import (
    CONFIDENCE,
    Bounds,
    Estimate,
    effective_counts,
    paired_difference,
)


@dataclass(frozen=True, eq=False)
class FlipMass:
    """Weights of documents, one sum for each class or a sum over several.

    Parameters
    ----------
    gained, lost, support : ndarray of float64, any one shape
        Of the documents gained, lost, and of all.
    squares : ndarray of float64 of that shape
        Squared weights of all.
    """

    gained: NDArray[np.float64]
    lost: NDArray[np.float64]
    support: NDArray[np.float64]
    squares: NDArray[np.float64]

    @classmethod
    def of_counts(cls, gained: ArrayLike, lost: ArrayLike, support: ArrayLike) -> Self:
        """Return the weights of documents that all count as one."""
        documents = np.asarray(support, dtype=np.float64)
        return cls(
            np.asarray(gained, np.float64), np.asarray(lost, np.float64), documents, documents
        )

    def over(self, classes: NDArray[np.bool_]) -> "FlipMass":
        """Return the sums over some classes."""
        return FlipMass(*(np.asarray(values[classes].sum()) for values in vars(self).values()))

    def net_share(self) -> NDArray[np.float64]:
        """Return what was gained less what was lost as a share of all; nan without documents."""
        undefined = np.full(self.support.shape, np.nan)
        return np.divide(
            self.gained - self.lost, self.support, out=undefined, where=self.support > 0
        )

    def interval(self) -> Bounds:
        """Return the interval of `net_share`, with documents as independent."""
        parts = (self.gained, self.lost, self.support)
        return paired_difference(
            *(effective_counts(part, self.support, self.squares) for part in parts)
        )


@dataclass(frozen=True)
class Flips:
    """Documents of one or several classes, and how many of them flipped.

    Parameters
    ----------
    classes, documents : int
    gained, lost : int
        Documents decided rightly by the current scenario only, and by the baseline only.
    weighed : FlipMass, optional
        Their weights; None where all documents count alike.
    """

    classes: int
    documents: int
    gained: int
    lost: int
    weighed: FlipMass | None = None

    @property
    def net(self) -> int:
        """Documents gained less documents lost."""
        return self.gained - self.lost

    def net_share(self) -> Estimate:
        """Return the net gain as a share of the documents.

        Returns
        -------
        Estimate
            The interval takes documents as independent; nan without documents.
        """
        mass = self.weighed or FlipMass.of_counts(self.gained, self.lost, self.documents)
        low, high = mass.interval()
        return Estimate(float(mass.net_share()), float(low), float(high))


@dataclass(frozen=True, eq=False, kw_only=True)
class Comparison:
    """A current scenario against a baseline.

    Parameters
    ----------
    baseline, current : Evaluation
        Of the same documents.
    changed : int
        Documents that are decided differently, rightly or not.
    gained, lost : ndarray of int64, shape (n_classes,)
        Documents of each class that were gained and lost.
    weighed : FlipMass or None
        Weights of the documents of each class; None where all count alike.
    """

    baseline: Evaluation
    current: Evaluation
    changed: int
    gained: NDArray[np.int64]
    lost: NDArray[np.int64]
    weighed: FlipMass | None

    @property
    def support(self) -> NDArray[np.int64]:
        """Documents of each class, shape (n_classes,)."""
        return self.current.per_class.support

    @property
    def rare(self) -> NDArray[np.bool_]:
        """Which classes have fewer labels than the average class, shape (n_classes,).

        These are the classes whose prior an equal target raises.
        """
        return self.support < self.support.mean()

    def flips(self, classes: NDArray[np.bool_] | None = None) -> Flips:
        """Return the documents gained and lost.

        Parameters
        ----------
        classes : ndarray of bool, shape (n_classes,), optional
            The classes whose documents are counted, for instance `rare`; all if not given.

        Returns
        -------
        Flips
        """
        chosen = np.ones(len(self.support), dtype=bool) if classes is None else classes
        return Flips(
            classes=int(chosen.sum()),
            documents=int(self.support[chosen].sum()),
            gained=int(self.gained[chosen].sum()),
            lost=int(self.lost[chosen].sum()),
            weighed=self.weighed and self.weighed.over(chosen),
        )

    def beyond_chance(self) -> NDArray[np.bool_]:
        """Return which classes gain or lose more documents than chance explains.

        Returns
        -------
        ndarray of bool, shape (n_classes,)
            Where the exact sign test of gained against lost rejects at 5 %; that takes at
            least six documents that flipped.
        """
        fewer = np.minimum(self.gained, self.lost)
        return 2 * stats.binom.cdf(fewer, self.gained + self.lost, 0.5) <= 1 - CONFIDENCE

    def expected_by_chance(self) -> float:
        """Return how many classes would count as `beyond_chance` if nothing but chance worked.

        Returns
        -------
        float
            The sum of the sizes of the tests. It is below 5 % of the classes, since a class in
            which few documents flipped can hardly be rejected, or not at all.
        """
        flipped = self.gained + self.lost
        tail = (1 - CONFIDENCE) / 2
        largest_rejected = stats.binom.ppf(tail, flipped, 0.5) - 1
        return float((2 * stats.binom.cdf(largest_rejected, flipped, 0.5)).sum())

    def frame(self) -> pd.DataFrame:
        """Return a row for each class, in the order of the classes.

        Returns
        -------
        DataFrame
            `class`, `support`, `rare`, `gained`, `lost`, `net`, recall's `difference` with
            `low` and `high`, `f1_baseline`, `f1_current`, `f1_difference`, `beyond_chance`.
        """
        baseline, current = self.baseline.per_class, self.current.per_class
        mass = self.weighed or FlipMass.of_counts(self.gained, self.lost, self.support)
        low, high = mass.interval()
        return pd.DataFrame(
            {
                "class": np.array(current.classes, dtype=object),
                "support": self.support,
                "rare": self.rare,
                "gained": self.gained,
                "lost": self.lost,
                "net": self.gained - self.lost,
                "difference": current.recall - baseline.recall,
                "low": low,
                "high": high,
                "f1_baseline": baseline.f1,
                "f1_current": current.f1,
                "f1_difference": current.f1 - baseline.f1,
                "beyond_chance": self.beyond_chance(),
            }
        )


def compare(corpus: LabelledCorpus, baseline: Evaluation, current: Evaluation) -> Comparison:
    """Compare two evaluations of the same documents.

    Parameters
    ----------
    corpus : LabelledCorpus
        The one that was evaluated.
    baseline, current : Evaluation

    Returns
    -------
    Comparison
    """
    before, after = baseline.decided == corpus.codes, current.decided == corpus.codes
    gained, lost = after & ~before, before & ~after
    return Comparison(
        baseline=baseline,
        current=current,
        changed=int((baseline.decided != current.decided).sum()),
        gained=np.bincount(corpus.codes[gained], minlength=corpus.n_classes),
        lost=np.bincount(corpus.codes[lost], minlength=corpus.n_classes),
        weighed=_weighed(corpus, gained, lost),
    )


def _weighed(
    corpus: LabelledCorpus, gained: NDArray[np.bool_], lost: NDArray[np.bool_]
) -> FlipMass | None:
    if corpus.weights is None:
        return None
    values = np.stack([gained, lost, np.ones_like(gained), corpus.weights]) * corpus.weights
    n_classes = corpus.n_classes
    sums = (np.bincount(corpus.codes, each, minlength=n_classes) for each in values)
    return FlipMass(*(of_class.astype(np.float64) for of_class in sums))
