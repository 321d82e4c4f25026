"""What would be decided if one thing were different, on the same documents in the same folds."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.evaluation.f1_difference import paired_counts
from analysis.explain.diagnosis.refits import Decisions, Refitter
from analysis.explain.diagnosis.remedy_plan import RemedyPlan
from analysis.explain.diagnosis.remedy_steps import PRIORS, REGULARISATION, REMEDIES, Mask
from analysis.model.features import TermCounts
from analysis.progress import Progress


@dataclass(frozen=True, eq=False)
class Trial:
    """One counterfactual.

    Parameters
    ----------
    remedy : str
        One of `REMEDIES`.
    placebo : bool
        Whether it is a placebo of that remedy.
    left_out : ndarray of bool, shape (n_classes,)
        Classes that were not trained on.
    decided : ndarray of int16, shape (n_documents,)
    """

    remedy: str
    placebo: bool
    left_out: Mask
    decided: Decisions


@dataclass(frozen=True, eq=False)
class Counterfactuals:
    """All trials of a scenario.

    Parameters
    ----------
    before : ndarray of int16, shape (n_documents,)
        Decisions of the scenario itself.
    rivals : ndarray of int16, shape (n_classes,)
        Class that each class is confused with most, the reject class aside; -1 for none.
    c : float
        Where on the path macro-F1 is best; nan if there was no path.
    trials : tuple of Trial
    """

    before: Decisions
    rivals: NDArray[np.int16]
    c: float
    trials: tuple[Trial, ...]


def try_remedies(plan: RemedyPlan, counts: TermCounts, progress: Progress) -> Counterfactuals:
    """Refit as planned.

    Parameters
    ----------
    plan : RemedyPlan
    counts : TermCounts
        Of the plan's corpus, for its scenario's features.
    progress : Progress
        From the plan.

    Returns
    -------
    Counterfactuals

    Raises
    ------
    Cancelled
        If the progress was cancelled.
    """
    refitter = Refitter(plan.corpus, counts, plan.scenario, progress)
    c, along_path = _raise_c(plan, refitter)
    trials = (*_decided_anew(plan), *along_path, *_refitted(plan, refitter))
    return Counterfactuals(plan.before, plan.rivals, c, trials)


def counterfactuals_as_arrays(tried: Counterfactuals) -> dict[str, NDArray[np.generic]]:
    """Put counterfactuals into arrays of numbers, to be kept.

    Parameters
    ----------
    tried : Counterfactuals

    Returns
    -------
    dict of str to ndarray
    """
    return {
        "before": tried.before,
        "rivals": tried.rivals,
        "c": np.array(tried.c),
        "remedy": np.array([REMEDIES.index(trial.remedy) for trial in tried.trials]),
        "placebo": np.array([trial.placebo for trial in tried.trials]),
        "left_out": np.array([trial.left_out for trial in tried.trials]),
        "decided": np.array([trial.decided for trial in tried.trials]),
    }


def counterfactuals_from_arrays(arrays: dict[str, NDArray[np.generic]]) -> Counterfactuals:
    """Read counterfactuals back.

    Parameters
    ----------
    arrays : dict of str to ndarray
        From `counterfactuals_as_arrays`.

    Returns
    -------
    Counterfactuals
    """
    of_trials = (arrays[name] for name in ("remedy", "placebo", "left_out", "decided"))
    trials = tuple(
        Trial(REMEDIES[remedy], bool(placebo), left_out, decided)
        for remedy, placebo, left_out, decided in zip(*of_trials, strict=True)
    )
    before, rivals = (arrays[name].astype(np.int16) for name in ("before", "rivals"))
    return Counterfactuals(before, rivals, float(arrays["c"]), trials)


def _decided_anew(plan: RemedyPlan) -> Iterator[Trial]:
    decided = plan.with_equal_priors()
    if decided is not None:
        yield Trial(PRIORS, False, np.zeros(plan.corpus.n_classes, dtype=bool), decided)


def _refitted(plan: RemedyPlan, refitter: Refitter) -> Iterator[Trial]:
    for step in plan.steps:
        decided = refitter.decisions(step.settings, step.left_out, step.trainable)
        for remedy in step.remedies:
            yield Trial(remedy, step.placebo, step.left_out, decided)


def _raise_c(plan: RemedyPlan, refitter: Refitter) -> tuple[float, list[Trial]]:
    """Fit the path, and decide every fold by the C that is best in the other folds."""
    if not plan.c_path:
        return float("nan"), []
    along_path = np.array([refitter.decisions(settings) for settings in plan.c_path])
    codes, folds = plan.corpus.codes, plan.training.out_of_fold.folds
    decided = np.empty_like(plan.before)
    for fold in np.unique(folds):
        held = folds == fold
        decided[held] = along_path[_best(codes[~held], along_path[:, ~held]), held]
    none = np.zeros(plan.corpus.n_classes, dtype=bool)
    best = plan.c_path[_best(codes, along_path)].c
    return best, [Trial(REGULARISATION, False, none, decided)]


def _best(codes: NDArray[np.integer], decided: NDArray[np.integer]) -> int:
    """Position of the decisions with the best macro-F1."""
    n_classes = int(codes.max()) + 1
    f1 = [paired_counts(codes, each, each, n_classes).f1(0) for each in decided]
    return int(np.argmax(np.nanmean(f1, axis=1)))
