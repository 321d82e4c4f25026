"""What each remedy gains for each class, beside what its placebos gain.

A class that a trial leaves out of training has its documents left out of the scoring as well,
before and after: nothing else could be decided for them but errors. All other documents count,
those of the class and all that could be taken for it.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.evaluation.f1_difference import PairedCounts, f1_difference_interval, paired_counts
from analysis.evaluation.intervals import CONFIDENCE
from analysis.explain.diagnosis.counterfactuals import Counterfactuals, Trial
from analysis.explain.diagnosis.gain_difference import Outcome
from analysis.explain.diagnosis.remedy_steps import REMEDIES, RIVAL

Figures = NDArray[np.float64]


@dataclass(frozen=True, eq=False, kw_only=True)
class Gains:
    """Figures of classes under remedies, arrays of shape (n_classes, n_remedies).

    Each is nan where a remedy was not tried on a class.

    Parameters
    ----------
    f1, recall, precision : ndarray of float64
        After less before.
    low, high : ndarray of float64
        Interval of the difference in F1.
    placebo : ndarray of float64
        Mean gain in F1 of the placebos.
    regained, lost : ndarray of float64
        Documents of the class found after and not before, and the other way round.
    found, false : ndarray of float64
        Documents decided for the class after, rightly and wrongly.
    """

    f1: Figures
    recall: Figures
    precision: Figures
    low: Figures
    high: Figures
    placebo: Figures
    regained: Figures
    lost: Figures
    found: Figures
    false: Figures

    @property
    def bar(self) -> Figures:
        """What a gain has to exceed: that of the placebo, or nothing at all."""
        return np.maximum(np.nan_to_num(self.placebo), 0)


class Trials:
    """The trials of counterfactuals, sorted by class and remedy.

    Parameters
    ----------
    corpus : LabelledCorpus
    tried : Counterfactuals
    """

    def __init__(self, corpus: LabelledCorpus, tried: Counterfactuals) -> None:
        self.corpus = corpus
        self.before = tried.before
        self.trials = tried.trials
        self.documents_a_count = _documents_a_count(corpus)
        self._rivals = tried.rivals
        self._counts = [self._paired(trial) for trial in tried.trials]

    def gains(self, confidence: float = CONFIDENCE) -> Gains:
        """Compare every trial with what was decided before.

        Parameters
        ----------
        confidence : float
            Level of the intervals, 0 to 1.

        Returns
        -------
        Gains
        """
        shape = self.corpus.n_classes, len(REMEDIES)
        measured = (field.name for field in fields(Gains) if field.name != "placebo")
        figures = {name: np.full(shape, np.nan) for name in measured}
        for trial, counts in zip(self.trials, self._counts, strict=True):
            of = np.flatnonzero(self.measures(trial))
            column = REMEDIES.index(trial.remedy)
            for name, value in self._figures(counts, confidence).items():
                figures[name][of, column] = value[of]
        return Gains(placebo=self._placebo(), **figures)

    def outcomes(self, code: int) -> dict[int, Outcome]:
        """Return a class under every remedy that was tried on it.

        Parameters
        ----------
        code : int

        Returns
        -------
        dict of int to Outcome
            By position in `REMEDIES`.
        """
        concerned = self.corpus.codes == code
        for trial in self.trials:
            concerned = concerned | (trial.decided == code)
        codes = self.corpus.codes[concerned]
        found = {}
        for trial, counts in zip(self.trials, self._counts, strict=True):
            if self.measures(trial)[code]:
                scored = ~trial.left_out[codes]
                found[REMEDIES.index(trial.remedy)] = Outcome(
                    float(counts.f1(1)[code] - counts.f1(0)[code]),
                    codes == code,
                    scored & (trial.decided[concerned] == code),
                )
        return found

    def regained_by_both(self) -> NDArray[np.int64]:
        """Return how many documents of each class are regained by both of two remedies.

        Returns
        -------
        ndarray of int64, shape (n_classes, n_remedies, n_remedies)
        """
        codes, missed = self.corpus.codes, self.before != self.corpus.codes
        regained = np.zeros((len(REMEDIES), len(codes)), dtype=bool)
        for trial in self.trials:
            rows = missed & self.measures(trial)[codes] & (trial.decided == codes)
            regained[REMEDIES.index(trial.remedy), rows] = True
        shape = self.corpus.n_classes, len(REMEDIES), len(REMEDIES)
        both = np.zeros(shape, dtype=np.int64)
        for one, other in np.ndindex(shape[1:]):
            rows = regained[one] & regained[other]
            both[:, one, other] = np.bincount(codes[rows], minlength=shape[0])
        return both

    def intruders(self) -> NDArray[np.int64]:
        """Return how many documents of a class left out would be taken for each class.

        Returns
        -------
        ndarray of int64, shape (n_classes, n_remedies)
        """
        n_classes = self.corpus.n_classes
        counts = np.zeros((n_classes, len(REMEDIES)), dtype=np.int64)
        for trial in self.trials:
            of = self.measures(trial)
            taken = trial.decided[~self.scored(trial)]
            number = np.bincount(taken[taken >= 0], minlength=n_classes)
            counts[of, REMEDIES.index(trial.remedy)] = number[of]
        return counts

    def measures(self, trial: Trial) -> NDArray[np.bool_]:
        """Classes that a trial tries its remedy on, shape (n_classes,)."""
        if trial.placebo:
            return np.zeros(self.corpus.n_classes, dtype=bool)
        if trial.remedy == RIVAL:
            return self._loses_its_rival(trial)
        return ~trial.left_out

    def _figures(self, counts: PairedCounts, confidence: float) -> dict[str, Figures]:
        low, high = f1_difference_interval(counts, self.documents_a_count, confidence)
        return {
            "f1": counts.f1(1) - counts.f1(0),
            "recall": counts.recall(1) - counts.recall(0),
            "precision": counts.precision(1) - counts.precision(0),
            "low": low,
            "high": high,
            "regained": counts.regained,
            "lost": counts.lost,
            "found": counts.correct[1],
            "false": counts.predicted[1] - counts.correct[1],
        }

    def _placebo(self) -> Figures:
        """Mean gain in F1 of each class over the placebos of each remedy; nan without any."""
        shape = self.corpus.n_classes, len(REMEDIES)
        total, number = np.zeros(shape), np.zeros(shape)
        for trial, counts in zip(self.trials, self._counts, strict=True):
            of = np.flatnonzero(self._is_placebo_for(trial))
            column = REMEDIES.index(trial.remedy)
            total[of, column] += (counts.f1(1) - counts.f1(0))[of]
            number[of, column] += 1
        return np.divide(total, number, out=np.full(shape, np.nan), where=number > 0)

    def _is_placebo_for(self, trial: Trial) -> NDArray[np.bool_]:
        """Another class's rival is a class like any other."""
        if trial.remedy == RIVAL:
            return ~trial.left_out & ~self._loses_its_rival(trial)
        return ~trial.left_out & trial.placebo

    def _loses_its_rival(self, trial: Trial) -> NDArray[np.bool_]:
        return (self._rivals >= 0) & trial.left_out[self._rivals]

    def scored(self, trial: Trial) -> NDArray[np.bool_]:
        """Documents that count in a trial, shape (n_documents,)."""
        return ~trial.left_out[self.corpus.codes]

    def _paired(self, trial: Trial) -> PairedCounts:
        rows = self.scored(trial)
        codes, before, after = self.corpus.codes, self.before, trial.decided
        return paired_counts(codes[rows], before[rows], after[rows], self.corpus.n_classes)


def _documents_a_count(corpus: LabelledCorpus) -> Figures:
    """Documents of each class that tell as much as one, since identical ones go together.

    Entry k is the mean, over the documents of class k, of how many of the class are identical
    to it.
    """
    pairs = corpus.codes.astype(np.int64) * (corpus.identical_groups.max() + 1)
    _, identical = np.unique(pairs + corpus.identical_groups, return_inverse=True)
    alike = np.bincount(identical)[identical]
    return np.bincount(corpus.codes, alike, minlength=corpus.n_classes) / corpus.support
