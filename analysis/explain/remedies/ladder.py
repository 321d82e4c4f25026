"""The ladder of remedies: which settings are tried, one knob after the other.

A rung changes a single knob of the settings that the rungs before it have kept. Decisions cost no
fit, so the strength of the prior shift is chosen anew for every setting that is tried.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from analysis.corpus.corpus import LabelledCorpus
from analysis.decision.offsets import with_offset
from analysis.decision.settings import LARGEST_TAU, DecisionSettings
from analysis.model.features import count_terms
from analysis.model.settings import FeatureSettings, TrainingSettings

C_TRIED = (1.0, 3.0, 10.0, 30.0, 100.0)
TAUS_TRIED = tuple(round(0.1 * step, 1) for step in range(int(10 * LARGEST_TAU) + 1))
REJECT_OFFSETS = tuple(
    round(sign * 0.25 * step, 2) for step in range(13) for sign in ((1, -1) if step else (1,))
)
AS_LEARNED = "class shares as learned"


@dataclass(frozen=True)
class Alternative:
    """Settings to try in place of those kept so far.

    Parameters
    ----------
    label : str
        What is different.
    training : TrainingSettings
    """

    label: str
    training: TrainingSettings


_Tries = Callable[[TrainingSettings], tuple[Alternative, ...]]


@dataclass(frozen=True)
class Rung:
    """A knob, and what is tried on it.

    Parameters
    ----------
    name : str
    tries : callable
        Of the settings kept so far; returns a tuple of `Alternative`.
    """

    name: str
    tries: _Tries


def _strength(training: TrainingSettings) -> tuple[Alternative, ...]:
    return tuple(
        Alternative(f"C = {c:g}", replace(training, c=c)) for c in C_TRIED if c != training.c
    )


def _neighbouring_strength(training: TrainingSettings) -> tuple[Alternative, ...]:
    nearer = (c for c in C_TRIED if c != training.c and 1 / 4 < c / training.c < 4)
    return tuple(Alternative(f"C = {c:g}", replace(training, c=c)) for c in nearer)


def _tokens(training: TrainingSettings) -> tuple[Alternative, ...]:
    return _features(training, ("letters split from digits", {"split_letters_digits": True}))


def _kinds(training: TrainingSettings) -> tuple[Alternative, ...]:
    if training.features.kind != "words":
        return ()
    return _features(training, ("words and characters", {"kind": "words+characters"}))


def _word_pairs(training: TrainingSettings) -> tuple[Alternative, ...]:
    if training.features.kind == "characters" or training.features.word_ngrams != (1, 1):
        return ()
    return _features(training, ("pairs of words as well", {"word_ngrams": (1, 2)}))


def _counting(training: TrainingSettings) -> tuple[Alternative, ...]:
    return _features(
        training,
        ("sublinear counts", {"sublinear": True}),
        ("terms in at least 2 documents", {"min_document_frequency": 2}),
    )


def _weights(training: TrainingSettings) -> tuple[Alternative, ...]:
    if training.class_weight == "balanced":
        return ()
    return (Alternative("balanced class weights", replace(training, class_weight="balanced")),)


def _reject_class(training: TrainingSettings) -> tuple[Alternative, ...]:
    if not training.include_reject:
        return ()
    return (Alternative("left out of training", replace(training, include_reject=False)),)


_TOKENS = Rung("Tokens", _tokens)
_REJECT_CLASS = Rung("Reject class in training", _reject_class)
_RUNGS = (
    Rung("Strength of the penalty", _strength),
    _TOKENS,
    Rung("Words and characters", _kinds),
    Rung("Pairs of words", _word_pairs),
    Rung("Counts", _counting),
    Rung("Class weights", _weights),
    Rung("Strength of the penalty, again", _neighbouring_strength),
    _REJECT_CLASS,
)


def ladder(corpus: LabelledCorpus) -> tuple[Rung, ...]:
    """List the rungs that can change anything for a corpus.

    Parameters
    ----------
    corpus : LabelledCorpus

    Returns
    -------
    tuple of Rung
        In the order in which they are climbed.
    """
    idle = set()
    if not _has_glued_tokens(corpus):
        idle.add(_TOKENS)
    if corpus.reject_code is None:
        idle.add(_REJECT_CLASS)
    return tuple(rung for rung in _RUNGS if rung not in idle)


def shifts_tried(
    training: TrainingSettings, plain: DecisionSettings
) -> tuple[DecisionSettings, ...]:
    """List the strengths of the prior shift to choose among.

    Parameters
    ----------
    training : TrainingSettings
        After balanced class weights there is no prior to shift.
    plain : DecisionSettings
        With the priors as learned.

    Returns
    -------
    tuple of DecisionSettings
        `plain` first.
    """
    if training.class_weight == "balanced":
        return (plain,)
    return (plain, *(replace(plain, prior="equal", tau=tau) for tau in TAUS_TRIED if tau))


def reject_offsets_tried(
    decision: DecisionSettings, reject_code: int
) -> tuple[DecisionSettings, ...]:
    """List offsets of the reject class to choose among, on top of a decision.

    Parameters
    ----------
    decision : DecisionSettings
    reject_code : int

    Returns
    -------
    tuple of DecisionSettings
        `decision` itself first.
    """
    return tuple(
        replace(decision, offsets=with_offset(decision.offsets, reject_code, offset))
        for offset in REJECT_OFFSETS
    )


def shift_label(decision: DecisionSettings) -> str:
    """Say in a few words how a decision treats the priors.

    Parameters
    ----------
    decision : DecisionSettings

    Returns
    -------
    str
    """
    return AS_LEARNED if decision.prior == "as-learned" else f"tau {decision.tau:g}"


def _features(
    training: TrainingSettings, *changes: tuple[str, dict[str, object]]
) -> tuple[Alternative, ...]:
    """Alternatives that change the features; those that change nothing are left out."""
    changed = ((label, replace(training.features, **fields)) for label, fields in changes)  # type: ignore[arg-type]
    return tuple(
        Alternative(label, replace(training, features=features))
        for label, features in changed
        if features != training.features
    )


def _has_glued_tokens(corpus: LabelledCorpus) -> bool:
    """Whether splitting letters from digits finds other words."""
    plain = count_terms(corpus.texts, FeatureSettings()).terms
    split = count_terms(corpus.texts, FeatureSettings(split_letters_digits=True)).terms
    return not np.array_equal(plain, split)
