"""Decisions tuned for macro-F1, with what the tuning is worth on documents it did not see."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.decision.decide import decide
from analysis.decision.priors import prior_shift
from analysis.decision.settings import LARGEST_TAU, DecisionSettings
from analysis.evaluation.confusion import confusion_counts
from analysis.evaluation.macro_f1_offsets import search_offsets
from analysis.evaluation.overall import averaged_classes
from analysis.evaluation.per_class import per_class
from analysis.evaluation.tau_curve import N_TAUS
from analysis.model.crossfit import OutOfFold

AS_LEARNED, ONE_TAU, OFFSETS = "As learned", "One tau", "An offset for each class"


@dataclass(frozen=True)
class Tuned:
    """One way to tune.

    Parameters
    ----------
    name : str
    settings : DecisionSettings
        Tuned on all documents.
    apparent : float
        Macro-F1 of `settings` on the documents that they were tuned on.
    nested : float
        Macro-F1 with each fold decided as tuned on the other folds.
    nested_micro : float
        Micro-F1 of the same decisions.
    """

    name: str
    settings: DecisionSettings
    apparent: float
    nested: float
    nested_micro: float


@dataclass(frozen=True, eq=False)
class _Documents:
    """Some of a study's documents with their out-of-fold scores."""

    logits: NDArray[np.floating]
    codes: NDArray[np.int32]
    weights: NDArray[np.float64]
    prior: NDArray[np.float64]

    def of(self, rows: NDArray[np.bool_]) -> "_Documents":
        return replace(
            self, logits=self.logits[rows], codes=self.codes[rows], weights=self.weights[rows]
        )

    def decide(self, settings: DecisionSettings) -> NDArray[np.int32]:
        return decide(self.logits, self.prior, settings)


_Tuner = Callable[[_Documents, DecisionSettings], DecisionSettings]


def tune_for_macro_f1(
    corpus: LabelledCorpus, out_of_fold: OutOfFold, settings: DecisionSettings
) -> tuple[Tuned, ...]:
    """Tune in three ways, and measure each by nesting.

    Parameters
    ----------
    corpus : LabelledCorpus
    out_of_fold : OutOfFold
        Of the corpus's documents.
    settings : DecisionSettings
        Gives the temperature; priors, offsets and costs are set anew.

    Returns
    -------
    tuple of Tuned
        The best by its nested macro-F1 first. Tuning in no way is one of them: on a model that
        fits well, tuned offsets can be worse than none.

    Notes
    -----
    The nested figure of the best of three is itself a little too good, by the choice among
    them; the apparent one is too good by all offsets.
    """
    plain = DecisionSettings(temperature=settings.temperature)
    weights = np.ones(corpus.n_documents) if corpus.weights is None else corpus.weights
    everything = _Documents(out_of_fold.logits, corpus.codes, weights, out_of_fold.training_prior)
    tuners: dict[str, _Tuner] = {
        AS_LEARNED: lambda _, untuned: untuned,
        ONE_TAU: _best_tau,
        OFFSETS: _best_offsets,
    }
    found = [
        _tuned(name, tuner, everything, out_of_fold.folds, plain) for name, tuner in tuners.items()
    ]
    return tuple(sorted(found, key=lambda each: -each.nested))


def tuning_frame(tuned: tuple[Tuned, ...]) -> pd.DataFrame:
    """Return a row for each way to tune.

    Parameters
    ----------
    tuned : tuple of Tuned

    Returns
    -------
    DataFrame
        Columns `way`, `nested`, `apparent` and `nested_micro`.
    """
    return pd.DataFrame(
        {
            "way": [each.name for each in tuned],
            "nested": [each.nested for each in tuned],
            "apparent": [each.apparent for each in tuned],
            "nested_micro": [each.nested_micro for each in tuned],
        }
    )


def _tuned(
    name: str,
    tuner: _Tuner,
    documents: _Documents,
    folds: NDArray[np.integer],
    plain: DecisionSettings,
) -> Tuned:
    settings = tuner(documents, plain)
    nested = np.empty_like(documents.codes)
    for fold in np.unique(folds):
        held = folds == fold
        nested[held] = documents.of(held).decide(tuner(documents.of(~held), plain))
    return Tuned(
        name=name,
        settings=settings,
        apparent=_macro_f1(documents, documents.decide(settings)),
        nested=_macro_f1(documents, nested),
        nested_micro=float(np.average(nested == documents.codes, weights=documents.weights)),
    )


def _best_tau(documents: _Documents, plain: DecisionSettings) -> DecisionSettings:
    taus = np.round(np.linspace(0, LARGEST_TAU, N_TAUS), 6)
    candidates = [replace(plain, prior="equal", tau=float(tau)) for tau in taus]
    best = max(candidates, key=lambda each: _macro_f1(documents, documents.decide(each)))
    return best if best.tau else plain


def _best_offsets(documents: _Documents, plain: DecisionSettings) -> DecisionSettings:
    """Begin at the best tau, whose shift is offsets like any others."""
    start = prior_shift(documents.prior, _best_tau(documents, plain))
    logits = documents.logits / documents.logits.dtype.type(plain.temperature)
    logits[:, documents.prior == 0] = -np.inf
    found = search_offsets(logits, documents.codes, start, documents.weights)
    offsets = tuple((code, round(float(offset), 4)) for code, offset in enumerate(found) if offset)
    return replace(plain, offsets=offsets)


def _macro_f1(documents: _Documents, decided: NDArray[np.int32]) -> float:
    classes = tuple(map(str, range(len(documents.prior))))
    confusion = confusion_counts(documents.codes, decided, classes, weights=documents.weights)
    return float(per_class(confusion).f1[averaged_classes(confusion)].mean())
