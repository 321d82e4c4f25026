"""The search for pairs of words: chosen on all folds but one, tested on that one, then pooled."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from analysis.corpus.corpus import LabelledCorpus
from analysis.explain.interactions.additive_reference import AdditiveReference
from analysis.explain.interactions.pair_candidates import class_log_odds, score_candidates
from analysis.explain.interactions.pair_test import (
    PairEffect,
    PairTexts,
    benjamini_hochberg,
    chance_of_gain,
    learn_pair,
    paired_gain,
)
from analysis.explain.interactions.word_incidence import WordIncidence
from analysis.progress import Progress

# Different texts that have to hold a pair.
LEAST_TEXTS = 5
# Candidates of an outer fold: looked at, and at most tested, the least likely by chance first.
N_CANDIDATES = 500
N_TESTED = 200
# A candidate is one of very many, so passing this proves nothing; what passes is tested anew.
SCREENING_LEVEL = 1e-3


@dataclass(frozen=True, eq=False)
class Trial:
    """A pair and a class, tested on texts that had no part in choosing them.

    Parameters
    ----------
    pair : int
        Column of the incidence.
    class_code : int
    joint : float
        Log-odds that both words together add, as learned on other texts.
    gain : float
        Log loss saved on the tested texts, in nats.
    n_in_class : int
        Tested texts of the class.
    expected : ndarray of float64, shape (n_texts,)
        Posterior of the class by the words apart in each tested text, all of which hold both.
    """

    pair: int
    class_code: int
    joint: float
    gain: float
    n_in_class: int
    expected: NDArray[np.float64]


def search_pairs(
    corpus: LabelledCorpus,
    folds: NDArray[np.int8],
    reference: AdditiveReference,
    incidence: WordIncidence,
    progress: Progress,
) -> list[list[Trial]]:
    """Choose pairs on all folds but one and test them on that one, for each fold.

    Parameters
    ----------
    corpus : LabelledCorpus
    folds : ndarray of int8, shape (n_documents,)
    reference : AdditiveReference
    incidence : WordIncidence
    progress : Progress
        For a step a fold.

    Returns
    -------
    list of list of Trial, n_folds

    Raises
    ------
    Cancelled
        If the progress was cancelled.
    """
    trials = []
    for fold in range(int(folds.max()) + 1):
        progress.raise_if_cancelled()
        chosen = _choose(_outside(corpus, folds, reference, incidence, fold), reference.c[fold])
        held = _held_out(corpus, folds, reference, incidence, fold)
        trials.append([held.test(*each) for each in chosen])
        progress.finish(fold)
    return trials


def pool_trials(trials: list[list[Trial]]) -> list[Trial]:
    """Put together what several folds say of a pair, a class and a direction.

    Parameters
    ----------
    trials : list of list of Trial, n_folds

    Returns
    -------
    list of Trial
        Each pair, class and direction once.
    """
    same: dict[tuple[int, int, bool], list[Trial]] = defaultdict(list)
    for trial in (each for of_fold in trials for each in of_fold):
        same[trial.pair, trial.class_code, trial.joint > 0].append(trial)
    return [
        Trial(
            several[0].pair,
            several[0].class_code,
            float(np.mean([trial.joint for trial in several])),
            sum(trial.gain for trial in several),
            sum(trial.n_in_class for trial in several),
            np.concatenate([trial.expected for trial in several]),
        )
        for several in same.values()
    ]


def false_discovery_rates(trials: list[Trial]) -> NDArray[np.float64]:
    """Rate at which each of several tested pairs would be found.

    Parameters
    ----------
    trials : list of Trial

    Returns
    -------
    ndarray of float64, shape (n_trials,)
    """
    chances = [chance_of_gain(trial.expected, trial.n_in_class, trial.joint) for trial in trials]
    return benjamini_hochberg(np.array(chances, dtype=np.float64))


@dataclass(frozen=True, eq=False)
class _Scored:
    """Texts that models of single words scored without having seen them.

    Parameters
    ----------
    incidence : WordIncidence
    some : ndarray of bool, shape (n_texts,)
        Which of all texts they are.
    codes : ndarray of int, shape (n_texts,)
    logits : ndarray, shape (n_texts, n_classes)
        Of no meaning for the others.
    log_odds : ndarray of float32, shape (n_texts, n_classes)
    """

    incidence: WordIncidence
    some: NDArray[np.bool_]
    codes: NDArray[np.integer]
    logits: NDArray[np.floating]
    log_odds: NDArray[np.float32]

    def pair_texts(self, pair: int, class_code: int) -> PairTexts:
        """Those of the texts that hold at least one word of a pair."""
        first, second = self.incidence.texts_with(pair)
        texts = np.union1d(first, second)
        texts = texts[self.some[texts]]
        return PairTexts(
            log_odds=self.log_odds[texts, class_code].astype(np.float64),
            in_class=self.codes[texts] == class_code,
            first=np.isin(texts, first),
            second=np.isin(texts, second),
        )

    def test(self, pair: int, class_code: int, effect: PairEffect) -> Trial:
        """Hold what was learned elsewhere against these texts."""
        texts = self.pair_texts(pair, class_code)
        apart, in_class = effect.apart(texts)[texts.both], texts.in_class[texts.both]
        gain = paired_gain(apart, in_class, effect.joint)
        return Trial(pair, class_code, effect.joint, gain, int(in_class.sum()), expit(apart))


def _outside(
    corpus: LabelledCorpus,
    folds: NDArray[np.int8],
    reference: AdditiveReference,
    incidence: WordIncidence,
    fold: int,
) -> _Scored:
    """The texts of all other folds."""
    scored = reference.outside[fold]
    logits = np.zeros(reference.logits.shape, dtype=np.float32)
    logits[scored.rows] = scored.logits
    return _scored(corpus, incidence, folds != fold, logits)


def _held_out(
    corpus: LabelledCorpus,
    folds: NDArray[np.int8],
    reference: AdditiveReference,
    incidence: WordIncidence,
    fold: int,
) -> _Scored:
    """The texts of one fold."""
    return _scored(corpus, incidence, folds == fold, reference.logits)


def _scored(
    corpus: LabelledCorpus,
    incidence: WordIncidence,
    some: NDArray[np.bool_],
    logits: NDArray[np.float32],
) -> _Scored:
    """Each different text once."""
    of_text = logits[incidence.rows]
    return _Scored(
        incidence,
        some[incidence.rows],
        corpus.codes[incidence.rows],
        of_text,
        class_log_odds(of_text),
    )


def _choose(scored: _Scored, c: float) -> list[tuple[int, int, PairEffect]]:
    """Pairs and classes that words apart hardly explain, with what the pair was seen to add."""
    rows = np.flatnonzero(scored.some)
    candidates = score_candidates(
        scored.incidence.pairs[rows],
        scored.logits[rows],
        scored.codes[rows],
        LEAST_TEXTS,
        N_CANDIDATES,
    )
    learned = []
    for pair, class_code in zip(
        candidates.pairs.tolist(), candidates.classes.tolist(), strict=True
    ):
        effect = learn_pair(scored.pair_texts(pair, class_code), c)
        trial = scored.test(pair, class_code, effect)
        chance = chance_of_gain(trial.expected, trial.n_in_class, trial.joint)
        if chance <= SCREENING_LEVEL:
            learned.append((chance, pair, class_code, effect))
    learned.sort(key=lambda each: each[:3])
    return [each[1:] for each in learned[:N_TESTED]]
