"""The remedies that are tried on classes that fail, each a refit with its placebo.

A placebo changes as much as the remedy does, but not what the remedy is about: other classes or
documents are left out, other folds are dealt, or only the scale of the features grows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.model.settings import FeatureSettings, TrainingSettings

PRIORS = "equal priors"
REGULARISATION = "higher C"
REJECT = "without the reject class"
SPLIT = "letters split from digits"
CHARACTERS = "words and characters"
RIVAL = "without its rival"
LABELS = "without suspicious labels"
# The order of the axis of remedies everywhere.
REMEDIES = (PRIORS, REGULARISATION, REJECT, SPLIT, CHARACTERS, RIVAL, LABELS)

C_PATH = (1.0, 3.0, 10.0, 30.0, 100.0)
# A smaller raise teaches nothing.
LEAST_RAISE = 1.5
# Placebos of a remedy that leaves documents out.
N_PLACEBOS = 2
SEED = 0

Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Step:
    """One refit.

    Parameters
    ----------
    remedies : tuple of str
        What it measures, or what it is a placebo of.
    placebo : bool
    settings : TrainingSettings
        Its seed deals the folds.
    left_out : ndarray of bool, shape (n_classes,)
        Classes that are not trained on; they are decided for no document.
    trainable : ndarray of bool, shape (n_documents,), or None
        Documents that may be trained on; None for all.
    """

    remedies: tuple[str, ...]
    placebo: bool
    settings: TrainingSettings
    left_out: Mask
    trainable: Mask | None = None


def c_path(training: TrainingSettings) -> tuple[TrainingSettings, ...]:
    """Raise C step by step.

    Parameters
    ----------
    training : TrainingSettings

    Returns
    -------
    tuple of TrainingSettings
        Ascending; empty where C is at the end of the path already.
    """
    raised = (c for c in C_PATH if c >= LEAST_RAISE * training.c)
    return tuple(replace(training, c=c) for c in raised)


def other_folds(corpus: LabelledCorpus, training: TrainingSettings) -> Iterator[Step]:
    """Deal the documents to other folds: what refitting alone changes.

    Parameters
    ----------
    corpus : LabelledCorpus
    training : TrainingSettings

    Yields
    ------
    Step
        The placebo of the remedies that leave nothing out.
    """
    dealt_anew = replace(training, seed=training.seed + 1)
    yield Step((PRIORS, REGULARISATION, SPLIT), True, dealt_anew, _none(corpus))


def without_reject(corpus: LabelledCorpus, training: TrainingSettings) -> Iterator[Step]:
    """Leave the reject class out of training; as placebo, classes of as many documents.

    Parameters
    ----------
    corpus : LabelledCorpus
    training : TrainingSettings

    Yields
    ------
    Step
        None where there is no reject class, or it is left out already.
    """
    reject = corpus.reject_code
    if reject is None or not training.include_reject:
        return
    left_out = _none(corpus)
    left_out[reject] = True
    yield Step((REJECT,), False, training, left_out)
    for seed in range(N_PLACEBOS):
        yield Step((REJECT,), True, training, _as_many(corpus, reject, seed))


def other_features(corpus: LabelledCorpus, training: TrainingSettings) -> Iterator[Step]:
    """Split letters from digits, and count characters beside words.

    Parameters
    ----------
    corpus : LabelledCorpus
    training : TrainingSettings

    Yields
    ------
    Step
        Characters beside words make a document twice as long in the sense of the penalty, as
        doubling C would; that is their placebo.
    """
    features, none = training.features, _none(corpus)
    if features.kind != "characters" and not features.split_letters_digits:
        split = replace(features, split_letters_digits=True)
        yield Step((SPLIT,), False, replace(training, features=split), none)
    if features.kind == "words":
        both: FeatureSettings = replace(features, kind="words+characters")
        yield Step((CHARACTERS,), False, replace(training, features=both), none)
        yield Step((CHARACTERS,), True, replace(training, c=2 * training.c), none)


def without_rivals(
    corpus: LabelledCorpus, training: TrainingSettings, rivals: NDArray[np.integer]
) -> Iterator[Step]:
    """Leave out of training what other classes are confused with, one class at a time.

    Parameters
    ----------
    corpus : LabelledCorpus
    training : TrainingSettings
    rivals : ndarray of int, shape (n_rivals,)
        Codes of the classes.

    Yields
    ------
    Step
        For the other classes each is a placebo.
    """
    for rival in rivals:
        left_out = _none(corpus)
        left_out[rival] = True
        yield Step((RIVAL,), False, training, left_out)


def without_suspicious(
    corpus: LabelledCorpus, training: TrainingSettings, suspicious: Mask
) -> Iterator[Step]:
    """Leave documents with suspicious labels out of training; as placebo, as many at random.

    Parameters
    ----------
    corpus : LabelledCorpus
    training : TrainingSettings
    suspicious : ndarray of bool, shape (n_documents,)

    Yields
    ------
    Step
        None without a suspicious label.
    """
    if not suspicious.any():
        return
    none = _none(corpus)
    yield Step((LABELS,), False, training, none, ~suspicious)
    for seed in range(N_PLACEBOS):
        drawn = _as_many_of_each_class(corpus, suspicious, seed)
        yield Step((LABELS,), True, training, none, ~drawn)


def _none(corpus: LabelledCorpus) -> Mask:
    return np.zeros(corpus.n_classes, dtype=bool)


def _as_many(corpus: LabelledCorpus, code: int, seed: int) -> Mask:
    """Other classes, drawn at random, that have about as many documents together."""
    support = corpus.support
    others = np.flatnonzero(np.arange(corpus.n_classes) != code)
    drawn = np.random.default_rng((SEED, seed)).permutation(others)
    # Half of the other classes at most: too few would be left to tell apart.
    most = min(support[code], support[others].sum() // 2)
    left_out = _none(corpus)
    left_out[drawn[np.cumsum(support[drawn]) <= most]] = True
    return left_out


def _as_many_of_each_class(corpus: LabelledCorpus, chosen: Mask, seed: int) -> Mask:
    """Documents drawn at random, as many of each class as were chosen."""
    rng = np.random.default_rng((SEED, seed))
    order = rng.permutation(corpus.n_documents)
    order = order[np.argsort(corpus.codes[order], kind="stable")]
    first = np.concatenate([[0], np.cumsum(corpus.support)[:-1]])
    rank = np.arange(corpus.n_documents) - first[corpus.codes[order]]
    wanted = np.bincount(corpus.codes[chosen], minlength=corpus.n_classes)
    drawn = np.zeros(corpus.n_documents, dtype=bool)
    drawn[order[rank < wanted[corpus.codes[order]]]] = True
    return drawn
