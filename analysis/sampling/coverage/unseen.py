"""What labels drawn at random can have missed: rare classes, and classes never seen."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.stats import binom, hypergeom

# Upper end of the 95 % interval of a share, times n, if none of n labels is of the class.
RULE_OF_THREE = 3
CLASS_SIZES = np.array([3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000])
LEAST_LABELS = np.array([1, 5, 10, 30])


@dataclass(frozen=True)
class Unseen:
    """What the labels say of classes that they do not hold.

    Parameters
    ----------
    n_labels : int
    n_classes : int
        With at least one label.
    singletons, doubletons : int
        Classes with one label, and with two.

    Notes
    -----
    Both estimates rest on the singletons. Where there are none they would say that nothing is
    missing, however many classes were left out or joined: they are nan then.

    References
    ----------
    Good (1953). The population frequencies of species and the estimation of population
    parameters. Biometrika 40. Chao (1984). Nonparametric estimation of the number of classes in
    a population. Scandinavian Journal of Statistics 11.
    """

    n_labels: int
    n_classes: int
    singletons: int
    doubletons: int

    @property
    def can_tell(self) -> bool:
        """Whether there is a singleton."""
        return self.singletons > 0

    @property
    def coverage(self) -> float:
        """Share of the documents whose class is among the labels, by Good and Turing."""
        return 1 - self.singletons / self.n_labels if self.can_tell else float("nan")

    @property
    def least_classes(self) -> float:
        """Chao's lower bound of the number of classes, with his correction for bias."""
        if not self.can_tell:
            return float("nan")
        pairs = self.singletons * (self.singletons - 1) / 2
        return self.n_classes + pairs / (self.doubletons + 1)

    @property
    def largest_share_missed(self) -> float:
        """Share below which a single class can be absent from the labels, at most 1."""
        return min(1.0, RULE_OF_THREE / self.n_labels)


def unseen(support: NDArray[np.integer]) -> Unseen:
    """Count what estimates of unseen classes rest on.

    Parameters
    ----------
    support : ndarray of int, shape (n_classes,)
        Labels of each class; at least one in all.

    Returns
    -------
    Unseen
    """
    return Unseen(
        n_labels=int(support.sum()),
        n_classes=int((support > 0).sum()),
        singletons=int((support == 1).sum()),
        doubletons=int((support == 2).sum()),
    )


def chance_of_labels(
    class_documents: ArrayLike,
    least: ArrayLike,
    n_labels: int,
    n_documents: int,
    *,
    from_corpus: bool,
) -> NDArray[np.float64]:
    """Compute the chance that a class gets some number of labels if they are drawn at random.

    Parameters
    ----------
    class_documents : array_like of int
        Documents of the class in the whole corpus, from 0 to `n_documents`.
    least : array_like of int, broadcast against `class_documents`
        Number of labels wanted at least.
    n_labels, n_documents : int
    from_corpus : bool
        Whether the labelled documents are some of the corpus, so that none is drawn twice.

    Returns
    -------
    ndarray, in [0, 1]
    """
    documents, least = np.asarray(class_documents), np.asarray(least)
    if from_corpus:
        return hypergeom.sf(least - 1, n_documents, documents, n_labels)
    return binom.sf(least - 1, n_labels, documents / n_documents)


def chance_frame(n_labels: int, n_documents: int, *, from_corpus: bool) -> pd.DataFrame:
    """Show the chance of at least some number of labels for classes of several sizes.

    Parameters
    ----------
    n_labels, n_documents : int
    from_corpus : bool
        As in `chance_of_labels`.

    Returns
    -------
    DataFrame
        Columns `documents` and `share` of the class, then `at_least_1` and so on for each of
        `LEAST_LABELS`.
    """
    sizes = CLASS_SIZES[CLASS_SIZES < n_documents]
    chances = chance_of_labels(
        sizes[:, None], LEAST_LABELS, n_labels, n_documents, from_corpus=from_corpus
    )
    columns = {f"at_least_{k}": chances[:, i] for i, k in enumerate(LEAST_LABELS)}
    return pd.DataFrame({"documents": sizes, "share": sizes / n_documents, **columns})
