"""Pairs of words whose joint presence says more of a class than the two words apart.

Pairs are chosen inside the folds and tested outside of them: for each outer fold, candidates come
from residuals of a model of single words on the other folds, what they add is learned there, and
tested on the documents of the outer fold.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.errors import InputError
from analysis.explain.interactions.additive_reference import additive_reference, n_reference_fits
from analysis.explain.interactions.joint_refit import JointRefit, Saving, refit_with_pairs
from analysis.explain.interactions.pair_search import (
    LEAST_TEXTS,
    Trial,
    false_discovery_rates,
    pool_trials,
    search_pairs,
)
from analysis.explain.interactions.word_incidence import (
    WordIncidence,
    adjacent_share,
    word_incidence,
)
from analysis.model.crossfit import usable_rows
from analysis.model.features import TermCounts
from analysis.model.settings import TrainingSettings
from analysis.model.word_pairs import WordPair
from analysis.progress import Progress

FALSE_DISCOVERY_RATE = 0.05
LEAST_FOLDS = 3


@dataclass(frozen=True, eq=False)
class Interactions:
    """Pairs that were found, those that save most first.

    Parameters
    ----------
    first, second : ndarray of str, shape (n_found,)
    classes : ndarray of int, shape (n_found,)
        Code of the class that the pair speaks for or against.
    joint : ndarray of float64, shape (n_found,)
        Log-odds that both words together add, the mean of the folds; negative if against.
    gain : ndarray of float64, shape (n_found,)
        Log loss that this saves out of fold, in nats over all texts with both words.
    texts, in_class : ndarray of int64, shape (n_found,)
        Different texts with both words in the folds of the test, and those of the class.
    expected : ndarray of float64, shape (n_found,)
        How many of these the two words taken apart predict.
    rate : ndarray of float64, shape (n_found,)
        False discovery rate at which the pair is found.
    adjacent : ndarray of float64, shape (n_found,)
        Share of the texts with both words in which they are neighbours.
    n_pairs : int
        Pairs that enough texts hold.
    n_tested : int
        Pairs and classes that were tested out of fold.
    c : ndarray of float64, shape (n_folds,)
        Chosen for the model of single words, per outer fold.
    refit : JointRefit
        What the pairs chosen inside the folds gain together.
    """

    first: NDArray[np.str_]
    second: NDArray[np.str_]
    classes: NDArray[np.intp]
    joint: NDArray[np.float64]
    gain: NDArray[np.float64]
    texts: NDArray[np.int64]
    in_class: NDArray[np.int64]
    expected: NDArray[np.float64]
    rate: NDArray[np.float64]
    adjacent: NDArray[np.float64]
    n_pairs: int
    n_tested: int
    c: NDArray[np.float64]
    refit: JointRefit

    @property
    def n_found(self) -> int:
        """Number of pairs and classes found."""
        return len(self.classes)

    @property
    def pairs(self) -> tuple[WordPair, ...]:
        """The different pairs found, in their order."""
        found = zip(self.first.tolist(), self.second.tolist(), strict=True)
        return tuple(dict.fromkeys(found))

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Put what was found into arrays, to be kept on disk."""
        refit = self.refit
        savings = [[each.value, each.low, each.high] for each in refit.savings]
        told = vars(self) | {"refit": np.array([[refit.log_loss, refit.n_pairs, 0], *savings])}
        return {name: np.asarray(value) for name, value in told.items()}

    def frame(self, classes: tuple[str, ...]) -> pd.DataFrame:
        """Return a row per pair and class.

        Parameters
        ----------
        classes : tuple of str
            Names of the classes.

        Returns
        -------
        DataFrame
        """
        return pd.DataFrame(
            {
                "first": self.first,
                "second": self.second,
                "class": [classes[code] for code in self.classes],
                "direction": np.where(self.joint > 0, "for", "against"),
                "gain": self.gain,
                "documents": self.texts,
                "in_class": self.in_class,
                "expected": self.expected,
                "neighbours": self.adjacent,
                "false_discovery_rate": self.rate,
            }
        )


def interactions_from_arrays(arrays: dict[str, NDArray[Any]]) -> Interactions:
    """Undo `Interactions.arrays`.

    Parameters
    ----------
    arrays : dict of str to ndarray

    Returns
    -------
    Interactions
    """
    (log_loss, n_pairs, _), words, doubled = arrays["refit"].tolist()
    refit = JointRefit(log_loss, int(n_pairs), Saving(*words), Saving(*doubled))
    told: dict[str, Any] = {**arrays, "refit": refit}
    for name in ("n_pairs", "n_tested"):
        told[name] = int(arrays[name])
    return Interactions(**told)


def interactions_progress(settings: TrainingSettings) -> Progress:
    """Make a progress for `find_interactions`.

    Parameters
    ----------
    settings : TrainingSettings

    Returns
    -------
    Progress
    """
    return Progress(n_reference_fits(settings.folds) + 3 * settings.folds)


def why_no_interactions(
    corpus: LabelledCorpus, folds: NDArray[np.int8], settings: TrainingSettings
) -> str | None:
    """Say why no pairs of words can be looked for.

    Parameters
    ----------
    corpus : LabelledCorpus
    folds : ndarray of int8, shape (n_documents,)
    settings : TrainingSettings

    Returns
    -------
    str or None
        Sentences; None where pairs can be looked for.
    """
    n_folds, rows = int(folds.max()) + 1, usable_rows(corpus, settings)
    codes, folds = corpus.codes[rows], folds[rows]
    if n_folds < LEAST_FOLDS:
        return (
            f"Pairs are chosen and tested on different folds, which takes at least {LEAST_FOLDS}; "
            f"there are {n_folds}. Use more folds."
        )
    lasting = sum(np.unique(folds[codes == code]).size > 2 for code in np.unique(codes))
    if lasting < 2:
        return (
            f"Pairs are looked for with two folds left out, which takes two classes with at least "
            f"3 different texts each; in training there are {lasting}. Label more documents."
        )
    return None


def find_interactions(
    corpus: LabelledCorpus,
    counts: TermCounts,
    folds: NDArray[np.int8],
    settings: TrainingSettings,
    progress: Progress,
) -> Interactions:
    """Find pairs of words that say more together than apart.

    Parameters
    ----------
    corpus : LabelledCorpus
    counts : TermCounts
        Of the corpus, for ``settings.features``.
    folds : ndarray of int8, shape (n_documents,)
    settings : TrainingSettings
        Their features are those that pairs would be added to. C is chosen anew, and classes are
        weighed as they come.
    progress : Progress
        From `interactions_progress`.

    Returns
    -------
    Interactions
        Empty where no pair is found.

    Raises
    ------
    InputError
        If there are fewer than three folds, or labels for two folds to be left out.
    Cancelled
        If the progress was cancelled.
    """
    n_folds = int(folds.max()) + 1
    reason = why_no_interactions(corpus, folds, settings)
    if reason is not None:
        raise InputError(f"pairs of words: {reason}")
    n_fits = n_reference_fits(n_folds)
    reference = additive_reference(corpus, counts, folds, settings, progress.part(0, n_fits))
    incidence = word_incidence(corpus, settings.features, LEAST_TEXTS)
    trials = search_pairs(corpus, folds, reference, incidence, progress.part(n_fits, n_folds))
    chosen = [tuple(dict.fromkeys(incidence.pair(trial.pair) for trial in each)) for each in trials]
    part = progress.part(n_fits + n_folds, 2 * n_folds)
    refit = refit_with_pairs(corpus, counts, folds, settings, reference, chosen, part)
    pooled = pool_trials(trials)
    found = [
        (trial, rate)
        for trial, rate in zip(pooled, false_discovery_rates(pooled), strict=True)
        if rate <= FALSE_DISCOVERY_RATE and trial.gain > 0
    ]
    found.sort(key=lambda each: -each[0].gain)
    return Interactions(
        **_columns(found, incidence),
        adjacent=_adjacent(found, corpus, incidence, settings),
        n_pairs=incidence.n_pairs,
        n_tested=len(pooled),
        c=reference.c,
        refit=refit,
    )


def _columns(found: list[tuple[Trial, float]], incidence: WordIncidence) -> dict[str, Any]:
    """What is told of each pair and class, but for whether the words are neighbours."""
    trials = [trial for trial, _ in found]
    words = [incidence.pair(trial.pair) for trial in trials]
    return {
        "first": np.array([pair[0] for pair in words], dtype=np.str_),
        "second": np.array([pair[1] for pair in words], dtype=np.str_),
        "classes": np.array([trial.class_code for trial in trials], dtype=np.intp),
        "joint": np.array([trial.joint for trial in trials], dtype=np.float64),
        "gain": np.array([trial.gain for trial in trials], dtype=np.float64),
        "texts": np.array([len(trial.expected) for trial in trials], dtype=np.int64),
        "in_class": np.array([trial.n_in_class for trial in trials], dtype=np.int64),
        "expected": np.array([trial.expected.sum() for trial in trials], dtype=np.float64),
        "rate": np.array([rate for _, rate in found], dtype=np.float64),
    }


def _adjacent(
    found: list[tuple[Trial, float]],
    corpus: LabelledCorpus,
    incidence: WordIncidence,
    settings: TrainingSettings,
) -> NDArray[np.float64]:
    """How often the words of each pair are neighbours."""
    shares = []
    for trial, _ in found:
        texts = corpus.texts[incidence.rows[incidence.pairs[:, [trial.pair]].indices]]
        shares.append(adjacent_share(texts, incidence.pair(trial.pair), settings.features))
    return np.array(shares, dtype=np.float64)
