"""The duals of one document, those of all others held.

They are a distribution p on the classes that solves

    log p_k + a (p_k - p_k^old) = z_k - lambda    for every class k,    sum_k p_k = 1,

where z are the document's logits at the old duals and a = c |x|^2 its weight times its squared
length: as many unknowns as classes. Newton steps in log p for all classes at once solve it in
one to five steps. A loose solution would still be a step towards the optimum, never to another
point: what is solved here has no solution but p = softmax(z) once p stops moving.

References
----------
H.-F. Yu, F.-L. Huang, C.-J. Lin, "Dual coordinate descent methods for logistic regression and
maximum entropy models", Machine Learning 85 (2011), section 5, states the subproblem and solves
it two classes at a time.
"""

import numpy as np
from numba import njit
from numpy import float32, int32
from numpy.typing import NDArray

from analysis.model.elementary import FAST, exp32, log32

# A dual this small changes nothing, and its logarithm stays far within float32.
MIN_DUAL = float32(1e-30)
MIN_LOG_DUAL = float32(-69.0)
# The subproblem counts as solved when a step moves less probability than this; as the steps
# converge quadratically, far less is left after it.
STEP_TOLERANCE = float32(1e-4)
MAX_STEPS = 30
# What a dual may exceed its upper bound by before it is cut: rounding, not an overshoot.
ROUNDING = float32(1.001)
ONE = float32(1)
HALF = float32(0.5)
ZERO = float32(0)

Vector = NDArray[np.float32]


@njit(**FAST)
def divergence(
    logits: Vector, dual: Vector, log_dual: Vector, difference: Vector
) -> tuple[float32, float32, float32]:
    """Distance of a document's duals from its posterior.

    Parameters
    ----------
    logits : ndarray of float32, shape (n_classes,)
    dual : ndarray of float32, shape (n_classes,)
    log_dual : ndarray of float32, shape (n_classes,)
        Takes the logarithms of the duals.
    difference : ndarray of float32, shape (n_classes,)
        Scratch space.

    Returns
    -------
    divergence : float32
        KL(p | softmax(z)); to second order where the two are near.
    entropy : float32
        Of the duals.
    mean_logit : float32
        sum_k p_k z_k.
    """
    for k in range(len(logits)):
        log_dual[k] = log32(dual[k])
    mean, entropy = ZERO, ZERO
    for k in range(len(logits)):
        difference[k] = log_dual[k] - logits[k]
        mean += dual[k] * difference[k]
        entropy -= dual[k] * log_dual[k]
    variance, n_far = ZERO, int32(0)
    for k in range(len(logits)):
        apart = difference[k] - mean
        variance += dual[k] * apart * apart
        n_far += int32(abs(apart) > ONE)
    apart = mean + _log_sum_exp(logits) if n_far else HALF * variance
    return apart, entropy, -entropy - mean


@njit(**FAST)
def _log_sum_exp(logits: Vector) -> float32:
    top = logits[0]
    for k in range(len(logits)):
        top = max(top, logits[k])
    total = ZERO
    for k in range(len(logits)):
        total += exp32(logits[k] - top)
    return top + log32(total)


@njit(**FAST)
def solve(
    logits: Vector,
    curvature: float32,
    dual: Vector,
    new: Vector,
    log_new: Vector,
    step: Vector,
    slope: Vector,
) -> None:
    """Solve log p + a (p - p_old) = z - lambda with sum p = 1.

    Parameters
    ----------
    logits : ndarray of float32, shape (n_classes,)
        z, at the old duals.
    curvature : float32
        a, positive.
    dual : ndarray of float32, shape (n_classes,)
        The old duals p_old.
    new : ndarray of float32, shape (n_classes,)
        Takes the solution.
    log_new : ndarray of float32, shape (n_classes,)
        Holds the logarithms of the old duals; changed.
    step, slope : ndarray of float32, shape (n_classes,)
        Scratch space.

    Notes
    -----
    With y = a p and t = z + a p_old + log a - lambda, the equation of a class is log y + y = t.
    Its left side is convex in log y: from below, a Newton step can overshoot by far, and would
    then come back by one unit a step. As y <= t wherever t >= 1, such a step is cut there, and
    converges from above at once.
    """
    for k in range(len(new)):
        new[k] = dual[k]
    for _ in range(MAX_STEPS):
        level = _newton_level(logits, curvature, dual, new, log_new, step, slope)
        shift = log32(curvature) - level
        moved, total = _newton_step(level, new, log_new, step, slope)
        if _overshot(logits, curvature, shift, dual, new):
            _cut(logits, curvature, shift, dual, new, log_new)
        elif moved < STEP_TOLERANCE and abs(total - ONE) < STEP_TOLERANCE:
            break
    _normalise(new)


@njit(**FAST)
def _newton_level(
    logits: Vector,
    curvature: float32,
    dual: Vector,
    new: Vector,
    log_new: Vector,
    step: Vector,
    slope: Vector,
) -> float32:
    """The multiplier lambda for which a Newton step makes the duals sum to one.

    Fills `step` with the residuals of the equations but for lambda, and `slope` with
    1 / (1 + a p). The sum is linearised in its logarithm, which is exact for small a.
    """
    total, weighted, sensitivity = ZERO, ZERO, ZERO
    for k in range(len(new)):
        # a (p_old - p), not a p_old - a p: at large a the difference would drown in rounding.
        step[k] = logits[k] + curvature * (dual[k] - new[k]) - log_new[k]
        slope[k] = ONE / (ONE + curvature * new[k])
        total += new[k]
        weighted += new[k] * slope[k] * step[k]
        sensitivity += new[k] * slope[k]
    return (weighted + total * log32(total)) / sensitivity


@njit(**FAST)
def _newton_step(
    level: float32, new: Vector, log_new: Vector, step: Vector, slope: Vector
) -> tuple[float32, float32]:
    """Take the step; how much probability moved, and the sum it moved to."""
    moved, total = ZERO, ZERO
    for k in range(len(new)):
        change = (step[k] - level) * slope[k]
        moved += new[k] * abs(change)
        log_new[k] = max(log_new[k] + change, MIN_LOG_DUAL)
        new[k] = exp32(min(log_new[k], ONE))
        total += new[k]
    return moved, total


@njit(**FAST)
def _overshot(
    logits: Vector, curvature: float32, shift: float32, dual: Vector, new: Vector
) -> bool:
    """Whether any dual lies above its upper bound."""
    n_above = int32(0)
    for k in range(len(new)):
        bound = max(logits[k] + curvature * dual[k] + shift, ONE)
        n_above += int32(curvature * new[k] > bound * ROUNDING)
    return bool(n_above > 0)


@njit(**FAST)
def _cut(
    logits: Vector, curvature: float32, shift: float32, dual: Vector, new: Vector, log_new: Vector
) -> None:
    """Bring duals that overshot back to their upper bound."""
    for k in range(len(new)):
        bound = max(logits[k] + curvature * dual[k] + shift, ONE) / curvature
        if new[k] > bound:
            new[k] = bound
            log_new[k] = log32(bound)


@njit(**FAST)
def _normalise(new: Vector) -> None:
    """Scale to a sum of one, and keep off zero."""
    total = ZERO
    for k in range(len(new)):
        total += new[k]
    for k in range(len(new)):
        new[k] = max(new[k] / total, MIN_DUAL)
