"""Learning curves measured: models trained on nested subsamples decide what they did not see.

Every repeat deals the documents to folds anew. For each fold, models are trained on nested
subsamples of the other folds, and decide the documents held out; so every size is scored on all
documents, the few of a rare class included. The largest size is that of an ordinary
cross-validation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.decision.decide import decide, decide_and_score
from analysis.decision.settings import DecisionSettings
from analysis.errors import InputError
from analysis.explain.learnability.log_loss import losses_of
from analysis.explain.learnability.subsamples import nested_positions
from analysis.model.crossfit import deal_folds, training_weights, usable_rows
from analysis.model.features import TermCounts, term_weights, tfidf
from analysis.model.linear import ABSENT_LOGIT, Fit, fit_linear, training_prior
from analysis.model.settings import TrainingSettings
from analysis.model.threads import map_in_threads
from analysis.progress import Progress

# Shares of the documents trained on: steps of a third and a half in turn, over a factor of eight.
SHARES = (1 / 8, 3 / 16, 1 / 4, 3 / 8, 1 / 2, 3 / 4, 1)
N_REPEATS = 5
# Strengths of the shift to equal priors for which decisions are kept; 0 is priors as learned.
TAUS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5)
# An eighth of fewer documents teaches nothing, and their figures are too uncertain for a curve.
FEWEST_TEXTS = 200

Figures = NDArray[np.float64]


@dataclass(frozen=True, eq=False, kw_only=True)
class MeasuredCurve:
    """What models trained on subsamples decide, for every repeat, size and document.

    Parameters
    ----------
    sizes : ndarray of float64, shape (n_sizes,)
        Mean number of documents trained on, ascending.
    taus : ndarray of float64, shape (n_taus,)
        Strengths of the shift to equal priors.
    decided : ndarray of int, shape (n_taus, n_repeats, n_sizes, n_documents)
        Code of the class decided.
    losses : ndarray of float32, shape (n_repeats, n_sizes, n_documents)
        -log posterior of the document's class, priors as learned, in nats.
    """

    sizes: Figures
    taus: Figures
    decided: NDArray[np.integer]
    losses: NDArray[np.float32]

    def nearest_tau(self, tau: float) -> int:
        """Return the position of the strength nearest to one asked for."""
        return int(np.abs(self.taus - tau).argmin())

    def rounded_tau(self, tau: float) -> float:
        """Return the strength that was measured nearest to one asked for."""
        return float(self.taus[self.nearest_tau(tau)])

    def arrays(self) -> dict[str, NDArray]:
        """Return the fields, to be kept; `curve_from_arrays` takes them back."""
        return {name: getattr(self, name) for name in ("sizes", "taus", "decided", "losses")}


def curve_from_arrays(arrays: Mapping[str, NDArray]) -> MeasuredCurve:
    """Take back what `MeasuredCurve.arrays` gave.

    Parameters
    ----------
    arrays : mapping of str to ndarray

    Returns
    -------
    MeasuredCurve
    """
    return MeasuredCurve(**arrays)


def curve_progress(settings: TrainingSettings, n_repeats: int = N_REPEATS) -> Progress:
    """Progress of `measure_curve`.

    Parameters
    ----------
    settings : TrainingSettings
    n_repeats : int

    Returns
    -------
    Progress
        A fit for every repeat, fold and size.
    """
    return Progress(n_repeats * settings.folds * len(SHARES))


def why_no_curve(corpus: LabelledCorpus, settings: TrainingSettings) -> str | None:
    """Say why no learning curve can be measured.

    Parameters
    ----------
    corpus : LabelledCorpus
    settings : TrainingSettings

    Returns
    -------
    str or None
        A sentence; None where a curve can be measured.
    """
    rows = usable_rows(corpus, settings)
    n_texts = len(np.unique(corpus.identical_groups[rows]))
    if n_texts < FEWEST_TEXTS:
        return (
            f"There are {n_texts:,} different texts to train on. A learning curve needs "
            f"{FEWEST_TEXTS} at least, since its smallest models see an eighth of them."
        )
    return None


def measure_curve(
    corpus: LabelledCorpus,
    counts: TermCounts,
    settings: TrainingSettings,
    progress: Progress | None = None,
    n_repeats: int = N_REPEATS,
) -> MeasuredCurve:
    """Train on nested subsamples and decide the documents held out.

    Parameters
    ----------
    corpus : LabelledCorpus
    counts : TermCounts
        Of the corpus, for ``settings.features``.
    settings : TrainingSettings
        Its seed is that of the first repeat.
    progress : Progress, optional
        From `curve_progress`.
    n_repeats : int

    Returns
    -------
    MeasuredCurve

    Raises
    ------
    InputError
        If there are too few different texts (`why_no_curve`).
    Cancelled
        If the progress was cancelled.
    """
    reason = why_no_curve(corpus, settings)
    if reason is not None:
        raise InputError(f"learning curve: {reason} Label more documents.")
    work = _Work(corpus, counts, settings, progress or curve_progress(settings, n_repeats))
    result = _empty(corpus, settings, n_repeats)
    trained = np.zeros((n_repeats, settings.folds, len(SHARES)))

    def run(task: tuple[int, int]) -> None:
        repeat, fold = task
        trained[repeat, fold] = work.score_fold(repeat, fold, result)

    map_in_threads(run, np.ndindex(n_repeats, settings.folds))
    return replace(result, sizes=trained.mean(axis=(0, 1)))


def _empty(corpus: LabelledCorpus, settings: TrainingSettings, n_repeats: int) -> MeasuredCurve:
    """A curve to be filled in."""
    # Priors are equal after balanced training: every shift would decide the same.
    taus = np.array(TAUS if settings.class_weight == "none" else TAUS[:1])
    shape = (n_repeats, len(SHARES), corpus.n_documents)
    code_type = np.int16 if corpus.n_classes < np.iinfo(np.int16).max else np.int32
    return MeasuredCurve(
        sizes=np.empty(0),
        taus=taus,
        decided=np.empty((len(taus), *shape), dtype=code_type),
        losses=np.empty(shape, dtype=np.float32),
    )


@dataclass(frozen=True, eq=False)
class _Work:
    """What all fits have in common."""

    corpus: LabelledCorpus
    counts: TermCounts
    settings: TrainingSettings
    progress: Progress

    def score_fold(self, repeat: int, fold: int, result: MeasuredCurve) -> list[int]:
        """Fill in one fold of one repeat; return the number of documents of every size."""
        corpus, seed = self.corpus, self.settings.seed + repeat
        held = deal_folds(corpus, replace(self.settings, seed=seed)) == fold
        usable = usable_rows(corpus, self.settings)
        pool = usable[~held[usable]]
        texts, chance = corpus.identical_groups[pool], seed * self.settings.folds + fold
        positions = nested_positions(corpus.codes[pool], texts, chance)
        first = (repeat * self.settings.folds + fold) * len(SHARES)
        start: tuple[NDArray[np.intp], Fit] | None = None
        n_trained = [0] * len(SHARES)
        # The largest first: each of the others begins from the one before it.
        for size in reversed(range(len(SHARES))):
            rows = pool[positions < SHARES[size]]
            logits, start = self._logits(rows, np.flatnonzero(held), start, first + size)
            self._decide(logits, rows, held, result, (repeat, size))
            n_trained[size] = len(rows)
        return n_trained

    def _logits(
        self,
        rows: NDArray[np.intp],
        held: NDArray[np.intp],
        larger: tuple[NDArray[np.intp], Fit] | None,
        number: int,
    ) -> tuple[NDArray[np.float32], tuple[NDArray[np.intp], Fit] | None]:
        """Score documents by a model of `rows`; and that model, for the next to begin from."""
        features, codes = self.settings.features, self.corpus.codes[rows]
        if np.unique(codes).size < 2:
            self.progress.finish(number)
            return self._only_class(codes, len(held)), None
        weights = term_weights(self.counts, features, rows)
        fitted = fit_linear(
            tfidf(self.counts, weights, features, rows),
            codes,
            self.settings,
            None if larger is None else larger[1].start(np.searchsorted(larger[0], rows), codes),
            lambda _, gap: self.progress.report(number, gap),
            weights=training_weights(self.corpus, self.settings, rows),
        )
        self.progress.finish(number)
        held_features = tfidf(self.counts, weights, features, held)
        return fitted.logits(held_features, self.corpus.n_classes), (rows, fitted)

    def _only_class(self, codes: NDArray[np.integer], n_held: int) -> NDArray[np.float32]:
        """What a model knows that has seen one class: that class."""
        logits = np.full((n_held, self.corpus.n_classes), ABSENT_LOGIT, dtype=np.float32)
        logits[:, codes[0]] = 0
        return logits

    def _decide(
        self,
        logits: NDArray[np.float32],
        rows: NDArray[np.intp],
        held: NDArray[np.bool_],
        result: MeasuredCurve,
        place: tuple[int, int],
    ) -> None:
        """Fill in decisions at every tau, and losses."""
        corpus = self.corpus
        weights = training_weights(corpus, self.settings, rows)
        prior = training_prior(corpus.codes[rows], corpus.n_classes, self.settings, weights)
        for number, tau in enumerate(result.taus):
            settings = DecisionSettings(prior="equal", tau=float(tau))
            result.decided[(number, *place, held)] = decide(logits, prior, settings)
        own = decide_and_score(logits, prior, DecisionSettings(), corpus.codes[held])[2]
        result.losses[(*place, held)] = losses_of(own, len(rows), corpus.n_classes)
