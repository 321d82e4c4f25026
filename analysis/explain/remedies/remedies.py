"""Recommend a scenario: climb the ladder of remedies, and tell by nesting what that is worth.

The whole climb is made once on all documents, which gives the scenario, and once without each
outer fold, which gives the decisions of that fold: no document takes part in a choice that
decides it.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.decision.calibration import fit_temperature
from analysis.decision.scenario import Scenario
from analysis.errors import InputError
from analysis.evaluation.aim import Aim
from analysis.evaluation.decision_choice import Decided, decisions
from analysis.explain.diagnosis.suspicious_labels import suspicious_labels
from analysis.explain.remedies.climb import Climb, Climbed
from analysis.explain.remedies.ladder import Alternative, Rung, ladder
from analysis.model.crossfit import OutOfFold, deal_folds
from analysis.model.features import TermCounts, count_terms
from analysis.model.nested_scores import (
    NestedScores,
    Outer,
    ScoredDocuments,
    n_nested_fits,
    nested_scores,
)
from analysis.model.settings import FeatureSettings, TrainingSettings
from analysis.progress import Progress

# Every setting tried takes 16 fits with five folds, and more where the climbs part ways.
DEFAULT_FITS = 400


@dataclass(frozen=True, eq=False)
class NestedSearch:
    """A search and its decisions.

    Parameters
    ----------
    scenario : Scenario
        Chosen on all documents.
    rungs : tuple of Climbed
        Of the climb on all documents.
    apparent : ndarray of int16, shape (n_documents,)
        Decided out of fold by that scenario, which was chosen on these very documents.
    nested : ndarray of int16, shape (n_documents,)
        Each fold decided by the scenario chosen without it.
    inner : tuple of (ndarray of int, ndarray of int16)
        For each outer fold, rows outside of it and how the scenario chosen there decides them out
        of fold: by models of fewer documents.
    scenarios : tuple of Scenario
        Chosen without each outer fold.
    doubtful : ndarray of bool, shape (n_documents,)
        Labels that look wrong under the scenario chosen on all documents.
    n_fits : int
        Fits made.
    """

    scenario: Scenario
    rungs: tuple[Climbed, ...]
    apparent: Decided
    nested: Decided
    inner: tuple[tuple[NDArray[np.intp], Decided], ...]
    scenarios: tuple[Scenario, ...]
    doubtful: NDArray[np.bool_]
    n_fits: int


def search_remedies(
    corpus: LabelledCorpus,
    aim: Aim,
    n_fits: int = DEFAULT_FITS,
    baseline: Scenario | None = None,
    progress: Progress | None = None,
) -> NestedSearch:
    """Search settings that serve an aim, on all documents and without each fold.

    Parameters
    ----------
    corpus : LabelledCorpus
    aim : Aim
    n_fits : int
        Most fits to make.
    baseline : Scenario, optional
        Where to begin; the defaults if not given. Gives the folds as well.
    progress : Progress, optional
        For `n_fits` fits.

    Returns
    -------
    NestedSearch

    Raises
    ------
    InputError
        If the fits do not suffice for the baseline, or too few classes have documents.
    Cancelled
        If the progress was cancelled.
    """
    begin = baseline or Scenario()
    fitter = _Fitter(corpus, begin.training, n_fits, progress or Progress(n_fits))
    climbs = _begin(fitter, aim, begin)
    for climb in climbs.values():
        climb.choose_shift()
    for rung in ladder(corpus):
        _climb_rung(fitter, climbs, rung)
    for climb in climbs.values():
        _choose_decision(climb, aim, corpus.reject_code)
        fitter.progress.raise_if_cancelled()
    found = _found(fitter, climbs)
    fitter.finish()
    return found


class _Fitter:
    """Makes fits as long as they last."""

    def __init__(
        self,
        corpus: LabelledCorpus,
        baseline: TrainingSettings,
        n_fits: int,
        progress: Progress,
    ) -> None:
        self.corpus = corpus
        self.folds = deal_folds(corpus, baseline)
        self.outers: tuple[Outer, ...] = (None, *range(int(self.folds.max()) + 1))
        self.progress = progress
        self.n_made = 0
        self.n_fits = n_fits
        self._counted: tuple[FeatureSettings, TermCounts] | None = None

    def affords(self, outers: Collection[Outer]) -> bool:
        return self.n_made + self._needed(outers) <= self.n_fits

    def scores(
        self, training: TrainingSettings, outers: Collection[Outer]
    ) -> dict[Outer, NestedScores]:
        part = self.progress.part(self.n_made, self._needed(outers))
        self.n_made += self._needed(outers)
        counts = self._counts(training.features)
        return nested_scores(self.corpus, counts, self.folds, training, outers, part)

    def finish(self) -> None:
        """Tell the progress that no more fits are made."""
        for fit in range(self.n_made, self.n_fits):
            self.progress.finish(fit)

    def _needed(self, outers: Collection[Outer]) -> int:
        return n_nested_fits(len(self.outers) - 1, outers)

    def _counts(self, features: FeatureSettings) -> TermCounts:
        """Counts of characters are large, so that only the last ones are kept."""
        if self._counted is None or self._counted[0] != features:
            self._counted = features, count_terms(self.corpus.texts, features)
        return self._counted[1]


def _begin(fitter: _Fitter, aim: Aim, baseline: Scenario) -> dict[Outer, Climb]:
    if not fitter.affords(fitter.outers):
        least = n_nested_fits(len(fitter.outers) - 1, fitter.outers)
        raise InputError(
            f"fits: {fitter.n_fits} do not suffice for the baseline alone. Allow at least {least}, "
            f"and as many for each setting to try; {DEFAULT_FITS} is usual."
        )
    scores = fitter.scores(baseline.training, fitter.outers)
    return {
        outer: Climb(aim, baseline.training, baseline.decision, scores[outer])
        for outer in fitter.outers
    }


def _climb_rung(fitter: _Fitter, climbs: dict[Outer, Climb], rung: Rung) -> None:
    """Try what the climbs propose; what several of them propose is fitted together."""
    wanted: dict[Alternative, list[Outer]] = {}
    for outer, climb in climbs.items():
        for alternative in climb.proposals(rung):
            wanted.setdefault(alternative, []).append(outer)
    for alternative, outers in wanted.items():
        if not fitter.affords(outers):
            for outer in outers:
                climbs[outer].pass_over(alternative)
            continue
        for outer, scores in fitter.scores(alternative.training, outers).items():
            climbs[outer].consider(alternative, scores)
    for climb in climbs.values():
        climb.close(rung.name)


def _choose_decision(climb: Climb, aim: Aim, reject_code: int | None) -> None:
    """Climb the rungs that take no fit."""
    if reject_code is not None and aim.name != "cost":
        climb.choose_reject_offset(reject_code)
    if aim.name == "macro-f1":
        climb.choose_offsets()


def _found(fitter: _Fitter, climbs: dict[Outer, Climb]) -> NestedSearch:
    nested = np.empty(fitter.corpus.n_documents, dtype=np.int16)
    without = [climb for outer, climb in climbs.items() if outer is not None]
    for climb in without:
        rows, decided = climb.outer
        nested[rows] = decided
    return NestedSearch(
        scenario=_scenario(climbs[None]),
        rungs=tuple(climbs[None].rungs),
        apparent=decisions(climbs[None].documents, climbs[None].choice.settings),
        nested=nested,
        inner=tuple(climb.inner for climb in without),
        scenarios=tuple(map(_scenario, without)),
        doubtful=_doubtful(climbs[None].documents),
        n_fits=fitter.n_made,
    )


def _doubtful(documents: ScoredDocuments) -> NDArray[np.bool_]:
    codes, prior = documents.codes, documents.training_prior
    scores = OutOfFold(documents.logits, documents.folds, prior, np.array([]))
    temperature = fit_temperature(documents.logits, codes, prior)
    return suspicious_labels(codes, scores, temperature)


def _scenario(climb: Climb) -> Scenario:
    return Scenario(climb.training, climb.choice.settings)
