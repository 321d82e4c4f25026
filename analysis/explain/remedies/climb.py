"""One climb of the ladder of remedies, on the documents outside of one outer fold."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.decision.calibration import fit_temperature
from analysis.decision.settings import DecisionSettings
from analysis.evaluation.aim import Aim
from analysis.evaluation.decision_choice import (
    Decided,
    DecisionChoice,
    choose_decision,
    decisions,
    tally_by_fold,
    tune_offsets,
)
from analysis.explain.remedies.ladder import (
    Alternative,
    Rung,
    reject_offsets_tried,
    shift_label,
    shifts_tried,
)
from analysis.model.nested_scores import NestedScores, ScoredDocuments
from analysis.model.settings import TrainingSettings

# A smaller gain is not worth settings that differ from those before.
SMALLEST_GAIN = 0.002
SHIFT_RUNG, REJECT_RUNG, OFFSETS_RUNG = (
    "Class shares in the decision",
    "Threshold of the reject class",
    "An offset for each class",
)


@dataclass(frozen=True)
class Tried:
    """What an alternative is worth, each fold decided as chosen on the others.

    Parameters
    ----------
    label : str
    value : float
        The figure sought; the mean cost with a minus.
    micro_f1 : float
    allowed : bool
        Whether the aim allows it.
    """

    label: str
    value: float
    micro_f1: float
    allowed: bool


@dataclass(frozen=True, eq=False)
class Climbed:
    """What came of a rung.

    Parameters
    ----------
    rung : str
    tried : tuple of Tried
        Empty where nothing was left to try, or the fits did not suffice.
    untried : tuple of str
        Labels of what the fits did not suffice for.
    best : str
        Label of the best of those the aim allows, or else of the best; empty without any.
    kept : bool
        Whether the climb goes on from there.
    before, after : ndarray of int16, shape (n_rows,)
        Decisions held before the rung, and those of the best that it tried.
    """

    rung: str
    tried: tuple[Tried, ...]
    untried: tuple[str, ...]
    best: str
    kept: bool
    before: Decided
    after: Decided


@dataclass(frozen=True, eq=False)
class _Held:
    """Settings, the scores they give, and the decision that is best for them."""

    label: str
    training: TrainingSettings
    scores: NestedScores
    choice: DecisionChoice
    tried: Tried


class Climb:
    """Keeps, rung by rung, what serves an aim best.

    Parameters
    ----------
    aim : Aim
    training : TrainingSettings
        Of the baseline.
    plain : DecisionSettings
        Of the baseline.
    scores : NestedScores
        Of the baseline.

    Attributes
    ----------
    rungs : list of Climbed
    """

    def __init__(
        self,
        aim: Aim,
        training: TrainingSettings,
        plain: DecisionSettings,
        scores: NestedScores,
    ) -> None:
        self.aim = aim
        self.rungs: list[Climbed] = []
        self._plain = plain
        self._baseline = decisions(scores.inner, plain)
        self._known = {training}
        self._held = self._evaluated(
            "baseline", training, scores, DecisionChoice(plain, self._baseline)
        )
        self._candidates: list[_Held] = []
        self._untried: list[str] = []

    @property
    def training(self) -> TrainingSettings:
        """Training settings kept so far."""
        return self._held.training

    @property
    def choice(self) -> DecisionChoice:
        """The decision kept so far."""
        return self._held.choice

    @property
    def documents(self) -> ScoredDocuments:
        """Documents climbed on, with the scores of the settings kept so far."""
        return self._held.scores.inner

    @property
    def inner(self) -> tuple[NDArray[np.intp], Decided]:
        """Rows climbed on, and how the choice decides them, each fold as chosen on the others."""
        return self._held.scores.inner.rows, self.choice.decided

    @property
    def outer(self) -> tuple[NDArray[np.intp], Decided]:
        """Rows of the outer fold, and how the choice decides them."""
        documents = self._held.scores.outer
        return documents.rows, decisions(documents, self.choice.settings)

    def proposals(self, rung: Rung) -> list[Alternative]:
        """Return what a rung would try and no rung before has.

        Parameters
        ----------
        rung : Rung

        Returns
        -------
        list of Alternative
        """
        return [each for each in rung.tries(self.training) if each.training not in self._known]

    def consider(self, alternative: Alternative, scores: NestedScores) -> None:
        """Evaluate training settings, with the prior shift that is best for them.

        Parameters
        ----------
        alternative : Alternative
        scores : NestedScores
            Of these settings.
        """
        self._known.add(alternative.training)
        choice = self._best_shift(alternative.training, scores)
        label = f"{alternative.label}, {shift_label(choice.settings)}"
        self._add(self._evaluated(label, alternative.training, scores, choice))

    def pass_over(self, alternative: Alternative) -> None:
        """Note that the fits do not suffice for an alternative.

        Parameters
        ----------
        alternative : Alternative
        """
        self._untried.append(alternative.label)

    def choose_shift(self) -> None:
        """Climb the rung of the prior shift, at the settings held."""
        choice = self._best_shift(self.training, self._held.scores)
        self._consider_choice(shift_label(choice.settings), choice)
        self.close(SHIFT_RUNG)

    def choose_reject_offset(self, reject_code: int) -> None:
        """Climb the rung of the reject class's threshold, at the settings held.

        Parameters
        ----------
        reject_code : int
        """
        candidates = reject_offsets_tried(self.choice.settings, reject_code)
        choice = self._choose(self._held.scores, candidates)
        offset = dict(choice.settings.offsets).get(reject_code, 0.0)
        self._consider_choice(f"offset {offset:+g}".replace("-", "−"), choice)
        self.close(REJECT_RUNG)

    def choose_offsets(self) -> None:
        """Climb the rung of an offset for each class, at the settings held."""
        self._consider_choice("tuned", tune_offsets(self._held.scores.inner, self.choice.settings))
        self.close(OFFSETS_RUNG)

    def close(self, rung: str) -> None:
        """Keep the best of what was considered, if it is worth it.

        Parameters
        ----------
        rung : str
        """
        before, best = self._held, max(self._candidates, key=_rank, default=None)
        kept = (
            best is not None
            and best.tried.allowed
            and best.tried.value >= before.tried.value + SMALLEST_GAIN
        )
        self.rungs.append(
            Climbed(
                rung=rung,
                tried=tuple(each.tried for each in self._candidates),
                untried=tuple(self._untried),
                best="" if best is None else best.label,
                kept=kept,
                before=before.choice.decided,
                after=before.choice.decided if best is None else best.choice.decided,
            )
        )
        if kept and best is not None:
            self._held = best
        self._candidates, self._untried = [], []

    def _best_shift(self, training: TrainingSettings, scores: NestedScores) -> DecisionChoice:
        return self._choose(scores, shifts_tried(training, self._unshifted(scores)))

    def _unshifted(self, scores: NestedScores) -> DecisionSettings:
        """Decide by costs where they are the aim, which takes calibrated posteriors."""
        if self.aim.name != "cost":
            return self._plain
        inner = scores.inner
        temperature = fit_temperature(
            inner.logits, inner.codes, inner.training_prior, inner.weights
        )
        return replace(self._plain, costs=self.aim.costs, temperature=round(temperature, 4))

    def _choose(
        self, scores: NestedScores, candidates: Sequence[DecisionSettings]
    ) -> DecisionChoice:
        return choose_decision(scores.inner, candidates, self.aim, self._baseline)

    def _consider_choice(self, label: str, choice: DecisionChoice) -> None:
        self._add(self._evaluated(label, self.training, self._held.scores, choice))

    def _add(self, held: _Held) -> None:
        """Of those considered, only the best keeps its scores, which are large."""
        best = max(self._candidates, key=_rank, default=None)
        if best is not None and _rank(held) <= _rank(best):
            held = replace(held, scores=self._held.scores)
        elif best is not None:
            at = self._candidates.index(best)
            self._candidates[at] = replace(best, scores=self._held.scores)
        self._candidates.append(held)

    def _evaluated(
        self,
        label: str,
        training: TrainingSettings,
        scores: NestedScores,
        choice: DecisionChoice,
    ) -> _Held:
        tally = tally_by_fold(scores.inner, choice.decided, self.aim).sum(0)
        baseline = tally_by_fold(scores.inner, self._baseline, self.aim).sum(0)
        tried = Tried(
            label=label,
            value=float(self.aim.value(tally)),
            micro_f1=float(tally.micro_f1()),
            allowed=bool(self.aim.allows(tally, baseline)),
        )
        return _Held(label, training, scores, choice, tried)


def _rank(held: _Held) -> tuple[bool, float]:
    return held.tried.allowed, held.tried.value
