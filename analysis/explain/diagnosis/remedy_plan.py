"""Which refits show what would mend the classes that fail under a scenario."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.decision.decide import decide
from analysis.decision.scenario import Scenario
from analysis.decision.settings import DecisionSettings
from analysis.evaluation.confusion import ConfusionCounts, confusion_counts
from analysis.evaluation.per_class import per_class
from analysis.explain.diagnosis.remedy_steps import (
    CHARACTERS,
    PRIORS,
    REGULARISATION,
    REJECT,
    SPLIT,
    Mask,
    Step,
    c_path,
    other_features,
    other_folds,
    without_reject,
    without_rivals,
    without_suspicious,
)
from analysis.explain.diagnosis.suspicious_labels import suspicious_labels
from analysis.model.crossfit import Training, usable_rows
from analysis.model.settings import TrainingSettings
from analysis.progress import Progress

# Each rival costs a training of its own; those that take most documents come first.
MOST_RIVALS = 12
# Below this F1 a class fails: fewer than a third of the documents it concerns are right.
FAILS_BELOW = 0.5


@dataclass(frozen=True, eq=False)
class RemedyPlan:
    """What is to be refitted for a scenario.

    Parameters
    ----------
    corpus : LabelledCorpus
    scenario : Scenario
    training : Training
        Of the scenario.
    """

    corpus: LabelledCorpus
    scenario: Scenario
    training: Training

    @cached_property
    def before(self) -> NDArray[np.int16]:
        """What the scenario itself decides, shape (n_documents,)."""
        return self._decided(self.scenario.decision)

    @cached_property
    def suspicious(self) -> Mask:
        """Labels that confident learning doubts, shape (n_documents,)."""
        temperature = self.scenario.decision.temperature
        return suspicious_labels(self.corpus.codes, self.training.out_of_fold, temperature)

    @cached_property
    def rivals(self) -> NDArray[np.int16]:
        """Class that each class is confused with most, the reject class aside; -1 for none."""
        confused = self._confused
        rival = np.where(confused.max(axis=1) > 0, confused.argmax(axis=1), -1)
        return rival.astype(np.int16)

    @cached_property
    def c_path(self) -> tuple[TrainingSettings, ...]:
        """The training with C raised, step by step."""
        return c_path(self.scenario.training)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """All refits beside the path over C."""
        corpus, training = self.corpus, self.scenario.training
        wanted = (
            *other_folds(corpus, training),
            *without_reject(corpus, training),
            *other_features(corpus, training),
            *without_rivals(corpus, training, self._rivals_tried),
            *without_suspicious(corpus, training, self.suspicious),
        )
        return tuple(step for step in wanted if self._can_be_trained(step))

    def progress(self) -> Progress:
        """Return a progress for all fits of all trainings."""
        n_trainings = len(self.c_path) + len(self.steps)
        return Progress(n_trainings * (1 + self.scenario.training.folds))

    def with_equal_priors(self) -> NDArray[np.int16] | None:
        """Return the decisions under equal priors; None where they are equal already."""
        prior = self.training.out_of_fold.training_prior
        trained, decision = prior[prior > 0], self.scenario.decision
        if np.allclose(trained, trained[0]) or (decision.prior, decision.tau) == ("equal", 1):
            return None
        return self._decided(replace(decision, prior="equal", tau=1.0, custom_prior=()))

    @cached_property
    def _confusion(self) -> ConfusionCounts:
        corpus = self.corpus
        return confusion_counts(corpus.codes, self.before, corpus.classes, corpus.reject_code)

    @cached_property
    def _confused(self) -> NDArray[np.int64]:
        """Documents confused either way by two classes, 0 with the reject class."""
        wrong = self._confusion.wrong
        confused = wrong + wrong.T
        if self.corpus.reject_code is not None:
            confused[:, self.corpus.reject_code] = 0
        return confused

    @property
    def _rivals_tried(self) -> NDArray[np.intp]:
        """Rivals of classes that fail, those of most documents confused first."""
        failing = np.flatnonzero(fails(per_class(self._confusion).f1) & (self.rivals >= 0))
        taken = np.zeros(self.corpus.n_classes, dtype=np.int64)
        np.add.at(taken, self.rivals[failing], self._confused[failing, self.rivals[failing]])
        return np.argsort(-taken, kind="stable")[: min(MOST_RIVALS, np.count_nonzero(taken))]

    def _can_be_trained(self, step: Step) -> bool:
        """Whether two classes are left in every fold: each then has two different texts."""
        corpus, usable = self.corpus, usable_rows(self.corpus, step.settings)
        kept = ~step.left_out[corpus.codes[usable]]
        if step.trainable is not None:
            kept &= step.trainable[usable]
        rows = usable[kept]
        texts = np.unique(np.stack([corpus.codes[rows], corpus.identical_groups[rows]]), axis=1)
        return bool((np.bincount(texts[0].astype(np.intp)) >= 2).sum() >= 2)

    def _decided(self, decision: DecisionSettings) -> NDArray[np.int16]:
        scores = self.training.out_of_fold
        return decide(scores.logits, scores.training_prior, decision).astype(np.int16)


def fails(f1: NDArray[np.float64]) -> Mask:
    """Say which classes fail.

    Parameters
    ----------
    f1 : ndarray of shape (n_classes,)

    Returns
    -------
    ndarray of bool, shape (n_classes,)
        False where F1 is undefined: a class without labels has nothing to be mended.
    """
    return f1 < FAILS_BELOW


def remedied(scenario: Scenario, remedy: str, c: float) -> Scenario | None:
    """Return the scenario in which a remedy is applied.

    Parameters
    ----------
    scenario : Scenario
    remedy : str
        One of `REMEDIES`.
    c : float
        For the remedy that raises C.

    Returns
    -------
    Scenario or None
        None for a remedy that no setting applies: what is to be mended are labels or classes.
    """
    training, decision = scenario.training, scenario.decision
    features = training.features
    if remedy == PRIORS:
        equal = replace(decision, prior="equal", tau=1.0, custom_prior=())
        return replace(scenario, decision=equal)
    if remedy == REGULARISATION:
        return replace(scenario, training=replace(training, c=c))
    if remedy == REJECT:
        return replace(scenario, training=replace(training, include_reject=False))
    if remedy == SPLIT:
        split = replace(features, split_letters_digits=True)
        return replace(scenario, training=replace(training, features=split))
    if remedy == CHARACTERS:
        both = replace(features, kind="words+characters")
        return replace(scenario, training=replace(training, features=both))
    return None
