"""The compiled part of dual coordinate ascent: visiting documents, in float32.

The duals of one document, those of all others held, are a distribution p on the classes that
solves

    log p_k + a (p_k - p_k^old) = z_k - lambda    for every class k,    sum_k p_k = 1,

where z are the document's logits at the old duals and a = c |x|^2 its weight times its squared
length: as many unknowns as classes. Newton steps in log p for all classes at once solve it in
one to five steps. It has no solution but p = softmax(z) once p stops moving, so that even a
loosely solved one would not lead astray.

Loops over classes are written so that a compiler can put them into vector instructions: eight or
sixteen classes at a time. As the C library takes exponentials one by one, exp and log are
polynomials here (Cephes, single precision).

All compiled code stands in this one file, because the cache on disk watches the file of the
function that is called and no other: were its callees elsewhere, a change to them would go
unnoticed. The kernel is compiled at its first call, for one combination of types.

References
----------
H.-F. Yu, F.-L. Huang, C.-J. Lin, "Dual coordinate descent methods for logistic regression and
maximum entropy models", Machine Learning 85 (2011), states the subproblem and solves it two
classes at a time.
S. L. Moshier, "Cephes mathematical library", expf.c and logf.c, netlib.org/cephes.
"""

import numpy as np
from numba import njit
from numpy import float32, int32, rint
from numpy.typing import NDArray

from analysis.model.ascent_documents import Documents

Vector = NDArray[np.float32]
Matrix = NDArray[np.float32]

# What vectorising needs: products and sums may be contracted and reordered, no number is nan,
# and dividing by zero is no exception.
FAST = {
    "nogil": True,
    "error_model": "numpy",
    "fastmath": {"nnan", "nsz", "arcp", "contract", "reassoc"},
}

LOG2_E = float32(1.44269504)
# ln 2 in two parts, so that n ln 2 loses no digits.
LN2_HIGH = float32(0.693359375)
LN2_LOW = float32(-2.12194440e-4)
# exp stays within the normal numbers of float32.
MAX_ARGUMENT = float32(87.0)
MANTISSA_BITS = int32(23)
EXPONENT_BIAS = int32(127)
# The bits of sqrt(1/2): mantissas are taken from [sqrt(1/2), sqrt(2)).
SQRT_HALF_BITS = int32(0x3F3504F3)
ZERO, SIXTH, HALF, ONE = float32(0), float32(1 / 6), float32(0.5), float32(1)
# A dual this small changes nothing, and its logarithm stays far within float32.
MIN_DUAL = float32(1e-30)
MIN_LOG_DUAL = float32(-69.0)
# The subproblem counts as solved when a step moves less probability than this; as the steps
# converge quadratically, far less is left after it.
STEP_TOLERANCE = float32(1e-4)
MAX_STEPS = 30
# What a dual may exceed its upper bound by before it is cut: rounding, not an overshoot.
ROUNDING = float32(1.001)
# Below this, the first terms of a series are closer than the difference of large numbers.
NEAR = float32(0.02)


@njit(cache=True, **FAST)
def ascend(
    documents: Documents,
    order: NDArray[np.int64],
    negligible: np.float32,
    rho: np.float32,
    duals: Matrix,
    coefficients: Matrix,
    intercept: Vector,
    residual: NDArray[np.float64],
    gaps: Vector,
) -> tuple[float, float]:
    """Visit documents, and bring the duals of each to their best.

    Parameters
    ----------
    documents : Documents
    order : ndarray of int64
        The documents to visit.
    negligible : float32
        A document whose divergence is not above this is left as it is.
    rho : float32
        Squared length of the intercept.
    duals : ndarray of float32, shape (n_documents, n_classes)
        Changed in place, as are `coefficients`, `residual` and `gaps`.
    coefficients : ndarray of float32, shape (n_terms, at least n_classes)
        Those of the duals.
    intercept : ndarray of float32, shape (n_classes,)
        The multiplier, fixed meanwhile.
    residual : ndarray of float64, shape (n_classes,)
        Of the constraint. It is kept apart from the intercept, whose digits it would not reach.
    gaps : ndarray of float32, shape (n_documents,)
        Takes the share of each document in the gap.

    Returns
    -------
    gap, objective : float
        Estimates, from each document at the moment it was visited.
    """
    scratch = np.empty((5, duals.shape[1]), dtype=np.float32)
    logits, new, log_new, step, slope = scratch[0], scratch[1], scratch[2], scratch[3], scratch[4]
    gap = 0.0
    objective = 0.0
    for i in order:
        weight, dual = documents.weights[i], duals[i]
        _evaluate(documents, i, dual, coefficients, intercept, rho, residual, logits)
        apart, entropy, mean_logit = divergence(logits, dual, log_new, step)
        squared_norm = _evidence(documents, i, logits) - weight * mean_logit
        gaps[i] = weight * apart
        gap += gaps[i]
        objective += weight * (apart + entropy) - HALF * squared_norm
        if apart > negligible:
            curvature = weight * (documents.lengths[i] + rho)
            solve(logits, curvature, dual, new, log_new, step, slope)
            _move(documents, i, dual, new, coefficients, residual)
    return gap, objective


@njit(**FAST)
def _evaluate(
    documents: Documents,
    i: int,
    dual: Vector,
    coefficients: Matrix,
    intercept: Vector,
    rho: np.float32,
    residual: NDArray[np.float64],
    logits: Vector,
) -> None:
    """Logits of a document: intercept, its own terms, and the terms it shares."""
    own = documents.own_lengths[i]
    for k in range(len(logits)):
        logits[k] = (
            intercept[k] + rho * np.float32(residual[k]) - own * documents.weights[i] * dual[k]
        )
    for j in range(documents.target_indptr[i], documents.target_indptr[i + 1]):
        logits[documents.target_classes[j]] += own * documents.target_weights[j]
    for j in range(documents.indptr[i], documents.indptr[i + 1]):
        value, row = documents.values[j], coefficients[documents.indices[j]]
        for k in range(len(logits)):
            logits[k] += value * row[k]


@njit(**FAST)
def _evidence(documents: Documents, i: int, logits: Vector) -> np.float32:
    """Sum of the logits of a document's classes, by the weight of each."""
    total = ZERO
    for j in range(documents.target_indptr[i], documents.target_indptr[i + 1]):
        total += documents.target_weights[j] * logits[documents.target_classes[j]]
    return total


@njit(**FAST)
def _move(
    documents: Documents, i: int, dual: Vector, new: Vector, coefficients: Matrix, residual: Vector
) -> None:
    """Store new duals, and let coefficients and the constraint's residual follow."""
    weight = documents.weights[i]
    for k in range(len(new)):
        change = weight * (dual[k] - new[k])
        dual[k] = new[k]
        new[k] = change
        residual[k] += change
    for j in range(documents.indptr[i], documents.indptr[i + 1]):
        value, row = documents.values[j], coefficients[documents.indices[j]]
        for k in range(len(new)):
            row[k] += value * new[k]


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
    apart = _far_divergence(dual, difference, mean) if n_far else HALF * variance
    return apart, entropy, -entropy - mean


@njit(**FAST)
def _far_divergence(dual: Vector, difference: Vector, mean: float32) -> float32:
    """Sum over k of p_k exp(-d_k), its logarithm, with d the differences less their mean.

    As sum p_k d_k = 0, the terms may be p_k (exp(-d_k) - 1 + d_k): none is negative, and
    nothing cancels.
    """
    total = ZERO
    for k in range(len(dual)):
        d = difference[k] - mean
        near = d * d * (HALF - d * SIXTH)
        total += dual[k] * (near if abs(d) < NEAR else exp32(-d) - ONE + d)
    return log32(ONE + total) if total > NEAR else total


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


@njit(**FAST)
def exp32(x: float32) -> float32:
    """Exponential of a float32 to a relative error of 3e-7; the argument is cut at +-87."""
    x = min(max(float32(x), -MAX_ARGUMENT), MAX_ARGUMENT)
    n = rint(x * LOG2_E)
    r = x - n * LN2_HIGH - n * LN2_LOW
    s = float32(1.9875691500e-4)
    s = s * r + float32(1.3981999507e-3)
    s = s * r + float32(8.3334519073e-3)
    s = s * r + float32(4.1665795894e-2)
    s = s * r + float32(1.6666665459e-1)
    s = s * r + float32(5.0000001201e-1)
    power = int32(int32(int32(n) + EXPONENT_BIAS) << MANTISSA_BITS).view(float32)
    return (s * r * r + r + ONE) * power


@njit(**FAST)
def log32(x: float32) -> float32:
    """Natural logarithm of a positive normal float32 to a relative error of 3e-7."""
    bits = float32(x).view(int32)
    exponent = int32(int32(bits - SQRT_HALF_BITS) >> MANTISSA_BITS)
    m = int32(bits - int32(exponent << MANTISSA_BITS)).view(float32) - ONE
    s = float32(7.0376836292e-2)
    s = s * m + float32(-1.1514610310e-1)
    s = s * m + float32(1.1676998740e-1)
    s = s * m + float32(-1.2420140846e-1)
    s = s * m + float32(1.4249322787e-1)
    s = s * m + float32(-1.6668057665e-1)
    s = s * m + float32(2.0000714765e-1)
    s = s * m + float32(-2.4999993993e-1)
    s = s * m + float32(3.3333331174e-1)
    n = float32(exponent)
    return m + (m * m * (m * s - HALF) + n * LN2_LOW) + n * LN2_HIGH
