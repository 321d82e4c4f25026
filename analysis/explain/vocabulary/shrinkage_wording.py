"""Sentences on what the penalty leaves of a class; plain text, never markup."""

import numpy as np

from analysis.evaluation.wording import counted
from analysis.explain.vocabulary.shrinkage import ShrinkagePath

SMALL_CLASS = 30


def shrinkage_sentence(path: ShrinkagePath, c: float) -> str:
    """How much smaller the predictors of small classes are, and when that ends.

    Parameters
    ----------
    path : ShrinkagePath
    c : float
        Of the fit that is looked at; the nearest one on the path is told.

    Returns
    -------
    str
    """
    step = nearest_step(path, c)
    small, large = path.norms_by_size(SMALL_CLASS)
    if np.isnan([small[0, step], large[0, step]]).any():
        sizes = "at most" if np.isnan(large[0, step]) else "more than"
        return (
            f"All classes have {sizes} {SMALL_CLASS} labels, so that the penalty cannot hide "
            "small classes behind large ones."
        )
    ratio, last, balanced = (
        _share(small[w, at], large[w, at]) for w, at in ((0, step), (0, -1), (1, step))
    )
    return (
        f"At C = {path.c[step]:g} the coefficients of a class with at most {SMALL_CLASS} labels "
        f"are {ratio} as large as those of a larger class (medians of their lengths); {last} at "
        f"C = {path.c[-1]:g}, and {balanced} with balanced weights at C = {path.c[step]:g}."
    )


def prior_slope_sentence(path: ShrinkagePath, c: float) -> str:
    """How far the intercepts follow the log priors, and how that changes with C.

    Parameters
    ----------
    path : ShrinkagePath
    c : float

    Returns
    -------
    str
    """
    step, slope = nearest_step(path, c), path.prior_slope
    if np.isnan(slope).any():
        return "All classes have the same number of labels, so no intercept can follow a prior."
    return (
        f"The intercept is not the prior: where the log prior of a class is higher by 1, its "
        f"intercept is higher by {slope[step]:.2f} at C = {path.c[step]:g}, by {slope[0]:.2f} at "
        f"C = {path.c[0]:g} and by {slope[-1]:.2f} at C = {path.c[-1]:g}; what is left over is "
        "what a text without any known word would say."
    )


def class_shrinkage_sentence(path: ShrinkagePath, name: str, code: int, c: float) -> str:
    """What the penalty leaves of one class.

    Parameters
    ----------
    path : ShrinkagePath
    name : str
        Of the class.
    code : int
        Of the class.
    c : float

    Returns
    -------
    str
    """
    step = nearest_step(path, c)
    labels = counted(int(path.support[code]), "label")
    if np.isnan(path.norm[0, step, code]):
        return f"'{name}' ({labels}) was left out of training, so it has no coefficients."
    return (
        f"'{name}' ({labels}) at C = {path.c[step]:g}: log prior {_signed(path.log_prior[code])} "
        f"against the mean class, intercept {_signed(path.intercept[0, step, code])}, of which "
        f"{_signed(path.beyond_prior[0, step, code])} is beyond the prior; its coefficients have "
        f"length {path.norm[0, step, code]:.2f}, {path.norm[1, step, code]:.2f} with balanced "
        f"weights, and {path.norm[0, -1, code]:.2f} at C = {path.c[-1]:g}."
    )


def nearest_step(path: ShrinkagePath, c: float) -> int:
    """Position on the path of the C nearest to a given one, on the log scale.

    Parameters
    ----------
    path : ShrinkagePath
    c : float

    Returns
    -------
    int
    """
    return int(np.abs(np.log(path.c / c)).argmin())


def _share(small: float, large: float) -> str:
    return f"{small / large:.0%}".replace("%", " %")


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")
