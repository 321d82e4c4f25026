"""Learning curves carried on beyond the labels there are, with a fan, and how far that goes.

Power laws are fitted to 1,000 curves drawn from what chance can have done to the measured one: the
covariance of its figures, and how far they lie from the law. Since small training sets may obey
another law than large ones, a quarter of the draws each is fitted to all sizes, to all but the
smallest, to all but the two smallest, and so on. What the draws say at some number of labels is
the fan; their median is what is expected.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.evaluation.intervals import CONFIDENCE, Estimate
from analysis.explain.learnability.curve_figures import CurveFigure
from analysis.explain.learnability.power_law import HORIZON, PowerLaws, fit_power_laws

Figures = NDArray[np.float64]

N_DRAWS = 1000
SEED = 0
# A law has three numbers; a fourth size tells how well it holds.
FEWEST_SIZES = 4


@dataclass(frozen=True, eq=False)
class Extrapolation:
    """Power laws through draws of a learning curve.

    Parameters
    ----------
    figure : CurveFigure
    laws : PowerLaws
        Of shape (n_draws,).
    rises : bool
        Whether the figure rises to 1, as F1 does, or falls to 0, as the log loss.
    """

    figure: CurveFigure
    laws: PowerLaws
    rises: bool = True

    @property
    def most_labels(self) -> float:
        """Number of labels beyond which nothing is said: four times those of the largest models."""
        return HORIZON * float(self.figure.sizes[-1])

    def at(self, labels: float, confidence: float = CONFIDENCE) -> Estimate:
        """Return the figure expected at a number of labels.

        Parameters
        ----------
        labels : float
            nan is returned beyond `most_labels`.
        confidence : float
            Of the interval, in (0, 1).

        Returns
        -------
        Estimate
        """
        if self._too_far(labels):
            return Estimate(float("nan"))
        return _estimate(self._values(labels), confidence)

    def gain(self, labels: float, confidence: float = CONFIDENCE) -> Estimate:
        """Return how much better the figure gets from the labels there are to more of them.

        Parameters
        ----------
        labels : float
            nan is returned beyond `most_labels`.
        confidence : float

        Returns
        -------
        Estimate
            Of the difference in F1; for a log loss, of what it falls by.
        """
        if self._too_far(labels):
            return Estimate(float("nan"))
        sign = 1 if self.rises else -1
        return _estimate(
            sign * (self._values(labels) - self._values(self.figure.labels)), confidence
        )

    def labels_needed(self, target: float, confidence: float = CONFIDENCE) -> Estimate:
        """Return the number of labels at which a figure that rises is expected to be reached.

        Parameters
        ----------
        target : float
            From 0 to 1.
        confidence : float

        Returns
        -------
        Estimate
            Infinity for more than `most_labels`, also as a bound.
        """
        tail = 100 * (1 - confidence) / 2
        needed = self.laws.labels_needed(1 - target)
        # Not interpolated: half-way to infinity is no number.
        found = np.percentile(needed, [50, tail, 100 - tail], method="nearest")
        return Estimate(*(float(n) if n <= self.most_labels else float("inf") for n in found))

    def _too_far(self, labels: float) -> bool:
        """Whether nothing is said, but for a rounding error."""
        return labels > self.most_labels * (1 + 1e-9)

    def _values(self, labels: float) -> Figures:
        errors = self.laws.errors(labels)
        return 1 - np.minimum(errors, 1) if self.rises else errors


def extrapolate(figure: CurveFigure, *, rises: bool = True, seed: int = SEED) -> Extrapolation:
    """Fit power laws to draws of a curve.

    Parameters
    ----------
    figure : CurveFigure
        At four sizes at least.
    rises : bool
        Whether the figure rises to 1, or falls to 0.
    seed : int
        Of the draws.

    Returns
    -------
    Extrapolation
    """
    n_sizes = len(figure.sizes)
    errors = 1 - figure.values if rises else figure.values
    generator = np.random.default_rng(seed)
    drawn = errors + _chance(figure, generator)
    parts = np.array_split(drawn, n_sizes - FEWEST_SIZES + 1)
    laws = []
    for first, part in enumerate(parts):
        sizes = figure.sizes[first:]
        misfit = _misfit(sizes, errors[first:])
        noisy = part[:, first:] + misfit * generator.standard_normal(part[:, first:].shape)
        laws.append(fit_power_laws(sizes, noisy))
    together = (np.concatenate([getattr(law, name) for law in laws]) for name in ("a", "b", "c"))
    return Extrapolation(figure, PowerLaws(*together), rises)


def _chance(figure: CurveFigure, generator: np.random.Generator) -> Figures:
    """Draw errors of a whole curve from its covariance, shape (N_DRAWS, n_sizes)."""
    variances, axes = np.linalg.eigh(figure.covariance)
    root = axes * np.sqrt(np.maximum(variances, 0))
    return generator.standard_normal((N_DRAWS, len(figure.sizes))) @ root.T


def _misfit(sizes: Figures, errors: Figures) -> float:
    """Standard deviation of what a law leaves of a curve, which is more than chance if it fails."""
    law = fit_power_laws(sizes, errors[None])
    left = errors - (law.a + law.b * sizes**-law.c)
    return float(np.sqrt((left**2).sum() / (len(sizes) - 3)))


def _estimate(draws: Figures, confidence: float) -> Estimate:
    tail = 100 * (1 - confidence) / 2
    value, low, high = np.percentile(draws, [50, tail, 100 - tail])
    return Estimate(float(value), float(low), float(high))
