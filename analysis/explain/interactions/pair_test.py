"""Whether two words together say more of a class than the two say apart.

All that is tested is one class against all others, on the log-odds that a model of single words
gives the class out of fold. Adding to the logit of one class changes the posteriors of all others
in proportion, so that the log loss is that of the two sides.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

NEWTON_STEPS = 25
NEWTON_TOLERANCE = 1e-8


@dataclass(frozen=True, eq=False)
class PairTexts:
    """Texts that hold at least one of two words, seen from one class.

    Parameters
    ----------
    log_odds : ndarray of float64, shape (n_texts,)
        Of the class, by a model of single words that did not see the text.
    in_class : ndarray of bool, shape (n_texts,)
    first, second : ndarray of bool, shape (n_texts,)
        Whether the text holds the one and the other word.
    """

    log_odds: NDArray[np.float64]
    in_class: NDArray[np.bool_]
    first: NDArray[np.bool_]
    second: NDArray[np.bool_]

    @property
    def both(self) -> NDArray[np.bool_]:
        """Whether the text holds both words, shape (n_texts,)."""
        return self.first & self.second


@dataclass(frozen=True, eq=False)
class PairEffect:
    """What was learned of two words on some texts.

    Parameters
    ----------
    slope, first, second : float
        What the words add apart: the log-odds are multiplied by 1 + slope, and each word adds
        its own.
    joint : float
        What both together add beyond that; negative where they speak against the class.
    """

    slope: float
    first: float
    second: float
    joint: float

    def apart(self, texts: PairTexts) -> NDArray[np.float64]:
        """Return the log-odds of texts without the joint part, shape (n_texts,)."""
        return (
            (1 + self.slope) * texts.log_odds
            + self.first * texts.first
            + self.second * texts.second
        )


def learn_pair(texts: PairTexts, c: float) -> PairEffect:
    """Learn what two words add apart, and then what they add together.

    Parameters
    ----------
    texts : PairTexts
    c : float
        Inverse strength of the L2 penalty; that of the model of single words.

    Returns
    -------
    PairEffect

    Notes
    -----
    The words get columns of their own once more before the pair does, and the evidence of all
    other words may be scaled: under a penalty, every word's coefficient is too small, and a pair
    would win by saying again what its words or their company say already.
    """
    columns = np.column_stack([texts.log_odds, texts.first, texts.second]).astype(np.float64)
    slope, first, second = map(float, _fit(columns, texts.log_odds, texts.in_class, c))
    effect, both = PairEffect(slope, first, second, 0.0), texts.both
    joint = _fit(np.ones((int(both.sum()), 1)), effect.apart(texts)[both], texts.in_class[both], c)
    return replace(effect, joint=float(joint[0]))


def paired_gain(log_odds: NDArray[np.float64], in_class: NDArray[np.bool_], joint: float) -> float:
    """Sum the log loss that the joint part saves on texts that hold both words.

    Parameters
    ----------
    log_odds : ndarray of float64, shape (n_texts,)
        By the words apart.
    in_class : ndarray of bool, shape (n_texts,)
    joint : float
        Learned on other texts.

    Returns
    -------
    float
        In nats; negative where it costs.
    """
    before, after = (np.logaddexp(0, each) for each in (log_odds, log_odds + joint))
    return float((before - after).sum() + joint * in_class.sum())


def chance_of_gain(expected: NDArray[np.float64], n_in_class: int, joint: float) -> float:
    """Chance that the joint part gains so much although the words say nothing together.

    Parameters
    ----------
    expected : ndarray of float64, shape (n_texts,)
        Posterior of the class by the words apart, in texts that hold both.
    n_in_class : int
        Number of these texts that are of the class.
    joint : float
        Its sign is the side that is tested.

    Returns
    -------
    float

    Notes
    -----
    With the words apart as truth, labels are independent draws from `expected`. The paired
    difference of `paired_gain` is linear in their sum, which has a Poisson-binomial
    distribution, here summed exactly (Wang 1993, Statistica Sinica 3).
    """
    if joint >= 0:
        return float(_number_of_successes(expected)[n_in_class:].sum())
    return float(_number_of_successes(expected)[: n_in_class + 1].sum())


def benjamini_hochberg(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn the chances of several tests into false discovery rates.

    Parameters
    ----------
    chances : ndarray of float64, shape (n_tests,)

    Returns
    -------
    ndarray of float64, shape (n_tests,)
        The smallest rate at which each would be found (Benjamini & Hochberg 1995, JRSS B 57).
    """
    n_tests = len(chances)
    order = np.argsort(-chances, kind="stable")
    adjusted = np.empty(n_tests)
    scaled = chances[order] * n_tests / np.arange(n_tests, 0, -1)
    adjusted[order] = np.minimum(np.minimum.accumulate(scaled), 1) if n_tests else scaled
    return adjusted


def _fit(
    columns: NDArray[np.float64],
    offset: NDArray[np.float64],
    in_class: NDArray[np.bool_],
    c: float,
) -> NDArray[np.float64]:
    """Newton's method for a penalised binary logistic regression with an offset."""
    weights = np.zeros(columns.shape[1])
    value = _objective(columns, offset, in_class, c, weights)
    for _ in range(NEWTON_STEPS):
        posterior = expit(offset + columns @ weights)
        gradient = c * columns.T @ (posterior - in_class) + weights
        curvature = (columns * (c * posterior * (1 - posterior))[:, None]).T @ columns
        step = np.linalg.solve(curvature + np.eye(len(weights)), gradient)
        length, value_before = 1.0, value
        while (value := _objective(columns, offset, in_class, c, weights - length * step)) > (
            value_before
        ) and length > NEWTON_TOLERANCE:
            length /= 2
        weights = weights - length * step
        if value_before - value <= NEWTON_TOLERANCE * (1 + abs(value)):
            break
    return weights


def _objective(
    columns: NDArray[np.float64],
    offset: NDArray[np.float64],
    in_class: NDArray[np.bool_],
    c: float,
    weights: NDArray[np.float64],
) -> float:
    log_odds = offset + columns @ weights
    loss = np.logaddexp(0, log_odds).sum() - log_odds[in_class].sum()
    return float(c * loss + weights @ weights / 2)


def _number_of_successes(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Chance of 0, 1, … successes in independent trials."""
    distribution = np.zeros(len(chances) + 1)
    distribution[0] = 1
    for n, chance in enumerate(chances, 1):
        distribution[1 : n + 1] += chance * (distribution[:n] - distribution[1 : n + 1])
        distribution[0] *= 1 - chance
    return distribution
