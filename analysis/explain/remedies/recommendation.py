"""A recommended scenario with what leads to it: figures, steps, and what to expect."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.decision.scenario import Scenario
from analysis.evaluation.aim import Aim, AimName, Tally
from analysis.evaluation.bootstrap import resample_groups
from analysis.evaluation.decision_choice import Decided
from analysis.evaluation.intervals import Estimate, wilson
from analysis.evaluation.nested_figures import (
    AimFigures,
    estimated,
    estimated_gain,
    nested_figures,
    tallies,
    with_wrong_labels,
)
from analysis.explain.remedies.climb import Climbed, Tried
from analysis.explain.remedies.remedies import DEFAULT_FITS, NestedSearch, search_remedies
from analysis.progress import Progress


@dataclass(frozen=True)
class Step:
    """A rung of the ladder, as it is shown.

    Parameters
    ----------
    rung : str
    best : str
        The best that was tried; empty where nothing was.
    kept : bool
        Whether the scenario has it.
    gain : AimFigures
        Of the best over what was held before, kept or not; each fold decided as chosen on the
        others, on the same resamples. nan where nothing was tried.
    figures : AimFigures
        Of what is held after the step, without intervals.
    tried : tuple of Tried
    untried : tuple of str
        What the fits did not suffice for.
    """

    rung: str
    best: str
    kept: bool
    gain: AimFigures
    figures: AimFigures
    tried: tuple[Tried, ...]
    untried: tuple[str, ...]


@dataclass(frozen=True)
class Recommendation:
    """What serves an aim best, and what is to be expected of it.

    Parameters
    ----------
    aim : {"macro-f1", "micro-f1", "cost"}
    baseline : AimFigures
        Out of fold.
    steps : tuple of Step
    apparent : AimFigures
        Out of fold, of the scenario chosen: on the documents that chose it, so that it looks too
        good.
    nested : AimFigures
        Each fold decided by the scenario that was chosen without it. Its interval reaches up to
        what the fit on all documents is expected to gain, and what right labels would show.
    gain : AimFigures
        Of the nested figures over those of the baseline, on the same resamples.
    scenario : Scenario
        Chosen on all documents.
    same_training : int
        How many outer folds chose its training settings.
    n_folds : int
    n_fits, most_fits : int
        Fits made, and the most that were allowed.
    doubtful : Estimate
        Share of labels that look wrong (confident learning).
    """

    aim: AimName
    baseline: AimFigures
    steps: tuple[Step, ...]
    apparent: AimFigures
    nested: AimFigures
    gain: AimFigures
    scenario: Scenario
    same_training: int
    n_folds: int
    n_fits: int
    most_fits: int
    doubtful: Estimate


def recommend(
    corpus: LabelledCorpus,
    aim: Aim,
    n_fits: int = DEFAULT_FITS,
    baseline: Scenario | None = None,
    progress: Progress | None = None,
) -> Recommendation:
    """Search a scenario for an aim, and measure every step and the whole.

    Parameters
    ----------
    corpus : LabelledCorpus
    aim : Aim
    n_fits : int
        Most fits to make.
    baseline : Scenario, optional
        Where to begin; the defaults if not given.
    progress : Progress, optional
        For `n_fits` fits.

    Returns
    -------
    Recommendation

    Raises
    ------
    InputError
        If the fits do not suffice for the baseline, or too few classes have documents.
    Cancelled
        If the progress was cancelled.
    """
    search = search_remedies(corpus, aim, n_fits, baseline, progress)
    measure = _Measure(corpus, aim)
    doubtful = _doubtful(search.doubtful)
    begin, end = measure.tallies(search.rungs[0].before), measure.tallies(search.nested)
    return Recommendation(
        aim=aim.name,
        baseline=estimated(begin),
        steps=tuple(map(measure.step, search.rungs)),
        apparent=estimated(measure.tallies(search.apparent)),
        nested=with_wrong_labels(measure.nested(search), doubtful.high),
        gain=estimated_gain(begin, end),
        scenario=search.scenario,
        same_training=sum(each.training == search.scenario.training for each in search.scenarios),
        n_folds=len(search.scenarios),
        n_fits=search.n_fits,
        most_fits=n_fits,
        doubtful=doubtful,
    )


class _Measure:
    """Measures decisions of one corpus, all on the same resamples."""

    def __init__(self, corpus: LabelledCorpus, aim: Aim) -> None:
        self._corpus, self._aim = corpus, aim
        self._resamples = resample_groups(corpus.identical_groups)

    def tallies(self, decided: Decided) -> tuple[Tally, Tally]:
        return tallies(self._aim, self._corpus, decided, self._resamples)

    def nested(self, search: NestedSearch) -> AimFigures:
        return nested_figures(self._aim, self._corpus, search.nested, search.inner, self._resamples)

    def step(self, climbed: Climbed) -> Step:
        held = self.tallies(_held(climbed))[0]
        return Step(
            rung=climbed.rung,
            best=climbed.best,
            kept=climbed.kept,
            gain=self._gain(climbed),
            figures=AimFigures(
                Estimate(float(held.macro_f1())),
                Estimate(float(held.micro_f1())),
                Estimate(float(held.mean_cost())),
            ),
            tried=climbed.tried,
            untried=climbed.untried,
        )

    def _gain(self, climbed: Climbed) -> AimFigures:
        if not climbed.tried:
            return AimFigures(*(Estimate(float("nan")) for _ in range(3)))
        return estimated_gain(self.tallies(climbed.before), self.tallies(climbed.after))


def _doubtful(doubtful: NDArray[np.bool_]) -> Estimate:
    n, of = int(doubtful.sum()), len(doubtful)
    low, high = wilson(n, of)
    return Estimate(n / of, float(low), float(high))


def _held(climbed: Climbed) -> Decided:
    return climbed.after if climbed.kept else climbed.before
