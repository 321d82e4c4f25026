"""What mends each class that fails, as far as its labels can tell.

A cause is a claim. It is made only for a class that fails, where a remedy gains more F1 than
its placebo beyond the interval, and more than every other remedy beyond the interval of the
difference. With 133 classes and seven remedies some gains would exceed any interval by chance;
so intervals are widened until of all gains that are claimed at most 5 % are false.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.evaluation.f1_difference import paired_counts
from analysis.evaluation.intervals import CONFIDENCE
from analysis.explain.diagnosis.counterfactuals import Counterfactuals
from analysis.explain.diagnosis.gain_difference import surely_greater
from analysis.explain.diagnosis.gains import Gains, Trials
from analysis.explain.diagnosis.remedy_plan import fails
from analysis.explain.diagnosis.remedy_steps import CHARACTERS, REMEDIES, SPLIT, Mask

MENDED = "one remedy mends it"
SEVERAL = "more than one would mend it"
NOTHING = "nothing tried mends it"
TOO_FEW = "not enough labels to tell"
NO_FAILURE = "no failure"
FINDINGS = (MENDED, SEVERAL, NOTHING, TOO_FEW, NO_FAILURE)

# A gain in F1 that intervals have to exclude before it is said that nothing mends a class.
WORTHWHILE = 0.25
# Both change the features, so that they do not dispute the cause with each other.
_FEATURES = frozenset({REMEDIES.index(SPLIT), REMEDIES.index(CHARACTERS)})


@dataclass(frozen=True, eq=False)
class Diagnosis:
    """The finding of every class.

    Parameters
    ----------
    classes : tuple of str
    reject_class : str or None
    support : ndarray of int64, shape (n_classes,)
    f1 : ndarray of float64, shape (n_classes,)
        Under the scenario itself.
    findings : tuple of str, n_classes
        Each one of `FINDINGS`.
    remedy : ndarray of int, shape (n_classes,)
        Position in `REMEDIES` of the one that mends the class; -1 where none is named.
    works : ndarray of bool, shape (n_classes, n_remedies)
        Whether a remedy gains more than its placebo, beyond the widened interval.
    gains : Gains
        With intervals at that wider level.
    confidence : float
        That level.
    rivals : ndarray of int, shape (n_classes,)
        Class that each class is confused with most, the reject class aside; -1 for none.
    shared : ndarray of int64, shape (n_classes, n_remedies, n_remedies)
        Documents of the class that are regained by both remedies.
    intruders : ndarray of int64, shape (n_classes, n_remedies)
        Documents of what a remedy leaves out of training that it would take for the class.
    c : float
        The C of the remedy that raises it; nan if none was tried.
    """

    classes: tuple[str, ...]
    reject_class: str | None
    support: NDArray[np.int64]
    f1: NDArray[np.float64]
    findings: tuple[str, ...]
    remedy: NDArray[np.intp]
    works: Mask
    gains: Gains
    confidence: float
    rivals: NDArray[np.integer]
    shared: NDArray[np.int64]
    intruders: NDArray[np.int64]
    c: float

    def names(self, code: int, remedy: str) -> bool:
        """Say whether a remedy is named as the one that mends a class.

        Parameters
        ----------
        code : int
        remedy : str
            One of `REMEDIES`.

        Returns
        -------
        bool
        """
        return bool(self.remedy[code] == REMEDIES.index(remedy))


def diagnose(corpus: LabelledCorpus, tried: Counterfactuals) -> Diagnosis:
    """Say of each class what mends it.

    Parameters
    ----------
    corpus : LabelledCorpus
    tried : Counterfactuals
        Of that corpus.

    Returns
    -------
    Diagnosis

    References
    ----------
    Benjamini, Yekutieli (2005), "False discovery rate-adjusted multiple confidence intervals
    for selected parameters".
    """
    f1 = paired_counts(corpus.codes, tried.before, tried.before, corpus.n_classes).f1(0)
    trials, failing = Trials(corpus, tried), fails(f1)
    gains, works, confidence = _claimed_gains(trials, failing)
    judge = _Judge(trials, gains, works)
    judged = [
        judge.finding(code) if fail else (NO_FAILURE, -1) for code, fail in enumerate(failing)
    ]
    shared, intruders = trials.regained_by_both(), trials.intruders()
    return Diagnosis(
        classes=corpus.classes,
        reject_class=corpus.reject_class,
        support=corpus.support,
        f1=f1,
        findings=tuple(finding for finding, _ in judged),
        remedy=np.array([remedy for _, remedy in judged]),
        works=works,
        gains=gains,
        confidence=confidence,
        rivals=tried.rivals,
        shared=shared,
        intruders=intruders,
        c=tried.c,
    )


def _claimed_gains(trials: Trials, failing: Mask) -> tuple[Gains, Mask, float]:
    """Widen the intervals until at most 5 % of the gains beyond them are false.

    With m gains looked at and R of them claimed, the level is 1 − 0.05 R / m. The claims at a
    wider interval are among those at a narrower one, so R falls until it stands still.
    """
    gains = trials.gains()
    looked_at = failing[:, None] & np.isfinite(gains.f1)
    n_looked_at = n_claimed = int(looked_at.sum())
    confidence, works = CONFIDENCE, looked_at
    while n_claimed:
        confidence = 1 - (1 - CONFIDENCE) * n_claimed / n_looked_at
        gains = trials.gains(confidence)
        works = looked_at & (gains.low > gains.bar)
        if works.sum() == n_claimed:
            break
        n_claimed = int(works.sum())
    return gains, works, confidence


class _Judge:
    """Finds for each class that fails."""

    def __init__(self, trials: Trials, gains: Gains, works: Mask) -> None:
        self._trials = trials
        self._gains = gains
        self._works = works
        self._high = trials.gains().high

    def finding(self, code: int) -> tuple[str, int]:
        """Return the finding of a class, and the remedy that is named or -1."""
        working = np.flatnonzero(self._works[code])
        if not working.size:
            hopeful = np.nanmax(self._high[code], initial=-1) >= WORTHWHILE
            return (TOO_FEW if hopeful else NOTHING), -1
        best = int(working[self._gains.f1[code, working].argmax()])
        disputed = self._not_beaten(code, best)
        if not disputed:
            return MENDED, best
        return (SEVERAL if disputed & set(working) else TOO_FEW), -1

    def _not_beaten(self, code: int, best: int) -> set[int]:
        """Remedies of other causes that may gain as much as the best."""
        outcomes = self._trials.outcomes(code)
        same_cause = _FEATURES if best in _FEATURES else {best}
        weight = float(self._trials.documents_a_count[code])
        return {
            remedy
            for remedy, outcome in outcomes.items()
            if remedy not in same_cause and not surely_greater(outcomes[best], outcome, weight)
        }
