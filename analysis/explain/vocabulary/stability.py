"""How far coefficients would change with other documents: refits on bootstrap samples."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.corpus.corpus import LabelledCorpus
from analysis.model.crossfit import training_weights, usable_rows
from analysis.model.features import TermCounts, term_weights, tfidf
from analysis.model.linear import Fit, fit_linear
from analysis.model.settings import TrainingSettings
from analysis.model.threads import map_in_threads
from analysis.progress import Progress

N_REFITS = 30
# The fit to all documents comes first.
N_STEPS = 1 + N_REFITS
# After so many seconds no refit is begun any more, if there are enough to count signs.
SECONDS = 45.0
LEAST_REFITS = 10
# A coefficient that changes its sign in more than one of ten refits says nothing certain of the
# side that its word is on.
SIGN_KEPT = 0.9


@dataclass(frozen=True, eq=False)
class Stability:
    """Signs and spread of the coefficients of a fit over its refits.

    Parameters
    ----------
    same_sign : ndarray of uint8, shape (n_classes, n_terms)
        Refits in which the coefficient has the sign that it has in the fit to all documents; a
        coefficient of 0 has none.
    spread : ndarray of float16, shape (n_classes, n_terms)
        Standard deviation over the refits.
    n_refits : int
    terms : ndarray of str, shape (n_terms,)
    """

    same_sign: NDArray[np.uint8]
    spread: NDArray[np.float16]
    n_refits: int
    terms: NDArray[np.object_]

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Put the figures into arrays, to be kept on disk; the model keeps the terms."""
        return {
            "same_sign": self.same_sign,
            "spread": self.spread,
            "n_refits": np.asarray(self.n_refits),
        }

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray], terms: NDArray[np.object_]) -> Self:
        """Undo `arrays`.

        Parameters
        ----------
        arrays : dict of str to ndarray
        terms : ndarray of str, shape (n_terms,)
            Of the model.

        Returns
        -------
        Stability
        """
        return cls(arrays["same_sign"], arrays["spread"], int(arrays["n_refits"]), terms)

    def of_terms(self, class_code: int, terms: NDArray[np.object_]) -> "TermStability":
        """Look up some terms of a class.

        Parameters
        ----------
        class_code : int
        terms : ndarray of str, shape (n_wanted,)
            Of the model.

        Returns
        -------
        TermStability
        """
        position = {term: column for column, term in enumerate(self.terms)}
        columns = [position[term] for term in terms]
        return TermStability(
            self.same_sign[class_code, columns] / self.n_refits,
            self.spread[class_code, columns].astype(np.float64),
            self.n_refits,
        )


@dataclass(frozen=True, eq=False)
class TermStability:
    """Stability of the coefficients that are shown.

    Parameters
    ----------
    sign_kept : ndarray of float64, shape (n_shown,)
        Share of the refits in which the coefficient keeps its sign.
    spread : ndarray of float64, shape (n_shown,)
        Standard deviation over the refits.
    n_refits : int
    """

    sign_kept: NDArray[np.float64]
    spread: NDArray[np.float64]
    n_refits: int

    @property
    def flips(self) -> NDArray[np.bool_]:
        """Whether the sign changes in more than one of ten refits, shape (n_shown,)."""
        return self.sign_kept < SIGN_KEPT


def stability_progress(n_fits: int = 1) -> Progress:
    """Make a progress for `bootstrap_stability`.

    Parameters
    ----------
    n_fits : int
        How many settings are refitted, each with its part of the progress.

    Returns
    -------
    Progress
    """
    return Progress(n_fits * N_STEPS)


def bootstrap_stability(
    corpus: LabelledCorpus,
    counts: TermCounts,
    settings: TrainingSettings,
    progress: Progress,
    *,
    clock: Callable[[], float] = time.monotonic,
) -> Stability:
    """Refit on documents drawn anew, and count how often each coefficient keeps its sign.

    Parameters
    ----------
    corpus : LabelledCorpus
    counts : TermCounts
        Of the corpus, for ``settings.features``.
    settings : TrainingSettings
    progress : Progress
        For `N_STEPS` fits.
    clock : callable
        Tells seconds.

    Returns
    -------
    Stability
        Of 30 refits, or of as many as were begun within 45 seconds, 10 at least.

    Raises
    ------
    Cancelled
        If the progress was cancelled.

    Notes
    -----
    Drawn are groups of identical documents, class by class, as many as there are and with
    replacement; a document counts as often as its group was drawn. Tf-idf weights stay those of
    all documents. Wherever a refit begins, it ends at its own optimum.
    """
    rows = usable_rows(corpus, settings)
    weights = term_weights(counts, settings.features, rows)
    features = tfidf(counts, weights, settings.features, rows)
    refits = _Refits(corpus, rows, features, settings, progress)
    full = refits.fit(np.ones(len(rows), dtype=np.int64), None, 0)
    tally = _Tally(refits.centred(full))
    deadline = clock() + SECONDS

    def refit(number: int) -> None:
        if clock() < deadline or number <= LEAST_REFITS:
            drawn = draw_groups(corpus, rows, np.random.default_rng([settings.seed, number]))
            tally.add(refits.centred(refits.fit(drawn, full, number)))
        progress.finish(number)

    map_in_threads(refit, range(1, N_REFITS + 1))
    return tally.stability(counts.terms)


def draw_groups(
    corpus: LabelledCorpus, rows: NDArray[np.intp], rng: np.random.Generator
) -> NDArray[np.int64]:
    """Draw groups of identical documents with replacement, class by class.

    Parameters
    ----------
    corpus : LabelledCorpus
    rows : ndarray of int, shape (n_rows,)
        The documents that may be drawn.
    rng : Generator

    Returns
    -------
    ndarray of int64, shape (n_rows,)
        How often each document was drawn. A group with several labels is drawn with the class of
        its first document.
    """
    _, first, group = np.unique(
        corpus.identical_groups[rows], return_index=True, return_inverse=True
    )
    of_group = corpus.codes[rows[first]]
    by_class = np.argsort(of_group, kind="stable")
    sizes = np.bincount(of_group)
    begin = np.repeat(np.cumsum(sizes) - sizes, sizes)
    drawn = by_class[begin + rng.integers(np.repeat(sizes, sizes))]
    return np.bincount(drawn, minlength=len(first))[group]


@dataclass(frozen=True, eq=False)
class _Refits:
    """What all refits have in common."""

    corpus: LabelledCorpus
    rows: NDArray[np.intp]
    features: sparse.csr_matrix
    settings: TrainingSettings
    progress: Progress

    def fit(self, drawn: NDArray[np.int64], full: Fit | None, number: int) -> Fit:
        """Fit with each document as often as it was drawn."""
        self.progress.raise_if_cancelled()
        kept = np.flatnonzero(drawn)
        codes = self.corpus.codes[self.rows[kept]]
        own = training_weights(self.corpus, self.settings, self.rows[kept])
        weights = drawn[kept].astype(np.float64)
        fitted = fit_linear(
            self.features[kept],
            codes,
            self.settings,
            None if full is None else full.start(kept, codes),
            lambda _, gap: self.progress.report(number, gap),
            weights=weights if own is None else weights * own,
        )
        self.progress.finish(number)
        return fitted

    def centred(self, fit: Fit) -> NDArray[np.float32]:
        """Coefficients centred across classes; 0 for a class that was not trained."""
        shape = self.corpus.n_classes, self.features.shape[1]
        coefficients = np.zeros(shape, dtype=np.float32)
        coefficients[fit.present] = fit.coefficients - fit.coefficients.mean(axis=0)
        return coefficients


class _Tally:
    """Sums over refits, which several threads add to."""

    def __init__(self, full: NDArray[np.float32]) -> None:
        self._sign = np.sign(full).astype(np.int8)
        self._full = full
        self._same = np.zeros(full.shape, dtype=np.uint8)
        self._sum = np.zeros_like(full)
        self._squares = np.zeros_like(full)
        self._n = 0
        self._lock = Lock()

    def add(self, coefficients: NDArray[np.float32]) -> None:
        with self._lock:
            # Around the full fit, or squares would lose what they differ by.
            difference = coefficients - self._full
            self._same += (coefficients * self._sign) > 0
            self._sum += difference
            self._squares += difference**2
            self._n += 1

    def stability(self, terms: NDArray[np.object_]) -> Stability:
        variance = (self._squares - self._sum**2 / self._n) / (self._n - 1)
        spread = np.sqrt(np.maximum(variance, 0)).astype(np.float16)
        return Stability(self._same, spread, self._n, terms)
