"""Power laws fitted to learning curves: error = a + b n^-c.

The exponent c may be negative down to -1, a straight line: figures of rare classes can rise ever
faster with the number of labels before they level off. Errors never rise with n: b c >= 0. They
are not below 0 up to `HORIZON` times the largest size, or, for a positive c, anywhere: a >= 0.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Figures = NDArray[np.float64]

# Laws are held against no size beyond this many times the largest.
HORIZON = 4
# Close enough that the next exponent fits no better within any noise; 0 itself would be a
# constant, and beside it the law is a logarithm.
EXPONENTS = np.concatenate([np.arange(-1, 0, 0.05), [-0.01, 0.01], np.arange(0.05, 2.001, 0.05)])


@dataclass(frozen=True, eq=False)
class PowerLaws:
    """One law for each curve; all arrays are of one shape.

    Parameters
    ----------
    a, b, c : ndarray of float64
        Of error = a + b n^-c.
    """

    a: Figures
    b: Figures
    c: Figures

    def errors(self, n: float | Figures) -> Figures:
        """Return the errors at a number of labels.

        Parameters
        ----------
        n : float, or ndarray that goes with the laws' shape
            Positive.

        Returns
        -------
        ndarray
            Not below 0.
        """
        return np.maximum(self.a + self.b * n**-self.c, 0)

    def labels_needed(self, error: float) -> Figures:
        """Return the number of labels at which an error is reached.

        Parameters
        ----------
        error : float

        Returns
        -------
        ndarray
            Infinity where it is never reached; 0 where the law is a constant below it.
        """
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            ratio = (error - self.a) / self.b
            n = np.where(ratio > 0, ratio ** (-1 / self.c), np.where(self.c > 0, np.inf, 0))
        return np.where(self.b == 0, np.where(self.a <= error, 0, np.inf), n)


def fit_power_laws(sizes: Figures, errors: Figures) -> PowerLaws:
    """Fit a law to each curve by least squares.

    Parameters
    ----------
    sizes : ndarray of shape (n_sizes,)
        Labels trained on; at least three different ones.
    errors : ndarray of shape (..., n_sizes)

    Returns
    -------
    PowerLaws
        Of shape (...,).

    Notes
    -----
    For a given exponent the rest is linear, so the best of `EXPONENTS` is found at once for all
    curves (variable projection; Golub & Pereyra 1973). All sizes weigh the same: by their
    variances, a class that small models never find would count as known exactly there, and the
    sizes at which it begins to be found as next to nothing.
    """
    x, lowest_x = _curves(sizes)
    a, b = _best_lines(x, lowest_x, errors)
    left = errors[..., None, :] - a[..., None] - b[..., None] * x
    best = (left**2).sum(axis=-1).argmin(axis=-1)[..., None]
    a, b = (np.take_along_axis(each, best, axis=-1)[..., 0] for each in (a, b))
    c = EXPONENTS[best[..., 0]]
    return PowerLaws(a, b * sizes[-1] ** c, c)


def _curves(sizes: Figures) -> tuple[Figures, Figures]:
    """n^-c at the sizes in units of the largest, a row an exponent; and its least value."""
    exponents = EXPONENTS[:, None]
    within_horizon = float(HORIZON) ** -np.minimum(EXPONENTS, 0)
    return (sizes / sizes[-1]) ** -exponents, np.where(EXPONENTS > 0, 0, within_horizon)


def _best_lines(x: Figures, lowest_x: Figures, errors: Figures) -> tuple[Figures, Figures]:
    """Best a and b for each curve and exponent, shape (..., n_exponents)."""
    mean_x, mean_error = x.mean(axis=1), errors.mean(axis=-1)[..., None]
    centred = x - mean_x[:, None]
    b = errors @ centred.T / (centred**2).sum(axis=1)
    b = np.where(EXPONENTS > 0, np.maximum(b, 0), np.minimum(b, 0))
    a = mean_error - b * mean_x
    from_lowest = x - lowest_x[:, None]
    through_zero = errors @ from_lowest.T / (from_lowest**2).sum(axis=1)
    below_zero = a + b * lowest_x < 0
    return np.where(below_zero, -through_zero * lowest_x, a), np.where(below_zero, through_zero, b)
