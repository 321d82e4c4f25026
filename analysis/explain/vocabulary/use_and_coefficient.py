"""Words that a class over-uses beside words that the model uses for it, and where they differ."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.explain.vocabulary.log_odds import log_odds_z
from analysis.explain.vocabulary.term_counts import ClassTermCounts
from analysis.explain.vocabulary.vocabulary import strongest
from analysis.model.linear import LinearModel

# Over-use beyond chance, each word by itself.
OVER_USED = 1.96
N_LEADING = 10
N_STRONGEST = 20


@dataclass(frozen=True, eq=False)
class UseAndCoefficient:
    """Leading words on one side that are not on the other.

    Parameters
    ----------
    only_over_used : ndarray of str
        Among the 10 most over-used words of the class, but not among the 20 largest coefficients;
        the most over-used first.
    only_used : ndarray of str
        Among the 10 largest coefficients, but not over-used beyond chance; the largest first.
    """

    only_over_used: NDArray[np.object_]
    only_used: NDArray[np.object_]


def over_use(
    counts: ClassTermCounts, class_code: int, terms: NDArray[np.object_]
) -> NDArray[np.float64]:
    """Standardised log-odds of a class's use of terms against that of all other classes.

    Parameters
    ----------
    counts : ClassTermCounts
    class_code : int
    terms : ndarray of str, shape (n_wanted,)

    Returns
    -------
    ndarray of float64, shape (n_wanted,)

    See Also
    --------
    analysis.explain.vocabulary.log_odds.log_odds_z : The statistic, and its source.
    """
    in_class = counts.of_class(class_code)
    z = dict(zip(counts.terms, log_odds_z(in_class, counts.total - in_class), strict=True))
    return np.array([z[term] for term in terms], dtype=np.float64)


def compare_use_and_coefficient(
    model: LinearModel, counts: ClassTermCounts, class_code: int
) -> UseAndCoefficient:
    """Find leading words of a class that only one of the two statistics shows.

    Parameters
    ----------
    model : LinearModel
    counts : ClassTermCounts
        Of the terms of the model.
    class_code : int

    Returns
    -------
    UseAndCoefficient
        Empty on the side of the model for a class left out of training.
    """
    coefficients = model.coefficients[class_code].astype(np.float64)
    columns = strongest(coefficients, N_STRONGEST)
    used = model.terms[columns[coefficients[columns] > 0]]
    z = over_use(counts, class_code, counts.terms)
    over_used = counts.terms[_leading(z)]
    z_of_used = over_use(counts, class_code, used[:N_LEADING])
    return UseAndCoefficient(
        only_over_used=over_used[~np.isin(over_used, used)],
        only_used=used[:N_LEADING][~(z_of_used >= OVER_USED)],
    )


def _leading(z: NDArray[np.float64]) -> NDArray[np.intp]:
    """The most over-used, the most first."""
    used = np.flatnonzero(z >= OVER_USED)
    return used[np.argsort(-z[used], kind="stable")][:N_LEADING]
