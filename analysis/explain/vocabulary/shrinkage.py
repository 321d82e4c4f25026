"""What the penalty leaves of each class along C: its learned prior, and its predictors.

A class with few labels cannot reach large coefficients: at the optimum its coefficients are
C times the sum of its residuals, so that |w_k| <= C n_k max|x| and a part that leaks in from the
other classes. What is left of it in the scores is then its intercept, which follows its prior.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.model.crossfit import training_weights, usable_rows
from analysis.model.features import TermCounts, term_weights, tfidf
from analysis.model.linear import Fit, fit_linear, training_prior
from analysis.model.settings import CLASS_WEIGHTS, TrainingSettings
from analysis.progress import Progress

C_PATH = (0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0)


@dataclass(frozen=True, eq=False)
class ShrinkagePath:
    """Intercepts and sizes of coefficients along C, of the plain and of the balanced fit.

    Parameters
    ----------
    c : ndarray of float64, shape (n_c,)
    intercept : ndarray of float64, shape (2, n_c, n_classes)
        Plain fits, then balanced ones. Centred across classes; nan for a class that was not
        trained.
    norm : ndarray of float64, shape (2, n_c, n_classes)
        Euclidean length of the class's centred coefficients.
    log_prior : ndarray of float64, shape (n_classes,)
        Logarithm of the class's share of the labels, centred across classes. That of the balanced
        fit is 0 for every class.
    support : ndarray of int64, shape (n_classes,)
    """

    c: NDArray[np.float64]
    intercept: NDArray[np.float64]
    norm: NDArray[np.float64]
    log_prior: NDArray[np.float64]
    support: NDArray[np.int64]

    @property
    def beyond_prior(self) -> NDArray[np.float64]:
        """What the intercept holds beyond the prior it was fitted with, as `intercept`."""
        return self.intercept - np.stack([self.log_prior, 0 * self.log_prior])[:, None]

    @property
    def prior_slope(self) -> NDArray[np.float64]:
        """How far the plain intercepts follow the log priors, shape (n_c,); 1 if they are equal."""
        known = np.isfinite(self.intercept[0, 0])
        priors = self.log_prior[known]
        centred = priors - priors.mean() if known.any() else priors
        total = (centred**2).sum()
        products = self.intercept[0][:, known] @ centred
        return products / total if total > 0 else np.full(len(self.c), np.nan)

    def norms_by_size(self, limit: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Median size of the coefficients of small and of large classes.

        Parameters
        ----------
        limit : int
            Greatest number of labels of a small class.

        Returns
        -------
        small, large : ndarray of float64, shape (2, n_c)
            nan where there is no such class.
        """
        known = np.isfinite(self.norm[0, 0])
        groups = (known & (self.support <= limit), known & (self.support > limit))
        small, large = (_median(self.norm[:, :, group]) for group in groups)
        return small, large

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Put the path into arrays, to be kept on disk."""
        return dict(vars(self))

    def frame(self, classes: tuple[str, ...], step: int) -> pd.DataFrame:
        """Return a row per class at one C.

        Parameters
        ----------
        classes : tuple of str
            Names of the classes.
        step : int
            Position in `c`.

        Returns
        -------
        DataFrame
        """
        return pd.DataFrame(
            {
                "class": classes,
                "labels": self.support,
                "log_prior": self.log_prior,
                "intercept": self.intercept[0, step],
                "beyond_prior": self.beyond_prior[0, step],
                "intercept_balanced": self.intercept[1, step],
                "norm": self.norm[0, step],
                "norm_balanced": self.norm[1, step],
            }
        )


def shrinkage_progress() -> Progress:
    """Make a progress for `shrinkage_path`.

    Returns
    -------
    Progress
    """
    return Progress(len(CLASS_WEIGHTS) * len(C_PATH))


def shrinkage_path(
    corpus: LabelledCorpus,
    counts: TermCounts,
    settings: TrainingSettings,
    progress: Progress,
) -> ShrinkagePath:
    """Fit the plain and the balanced model along C.

    Parameters
    ----------
    corpus : LabelledCorpus
    counts : TermCounts
        Of the corpus, for ``settings.features``.
    settings : TrainingSettings
        Their C and class weights are not used.
    progress : Progress
        From `shrinkage_progress`.

    Returns
    -------
    ShrinkagePath

    Raises
    ------
    Cancelled
        If the progress was cancelled.
    """
    rows = usable_rows(corpus, settings)
    codes, weights = corpus.codes[rows], training_weights(corpus, settings, rows)
    idf = term_weights(counts, settings.features, rows)
    features = tfidf(counts, idf, settings.features, rows)
    shape = len(CLASS_WEIGHTS), len(C_PATH), corpus.n_classes
    intercept, norm = np.full(shape, np.nan), np.full(shape, np.nan)
    for w, class_weight in enumerate(CLASS_WEIGHTS):
        fit: Fit | None = None
        for step, c in enumerate(C_PATH):
            number = w * len(C_PATH) + step
            progress.raise_if_cancelled()
            start = None if fit is None else fit.start(np.arange(len(rows)), codes)
            wanted = replace(settings, c=c, class_weight=class_weight)

            def on_pass(_: int, gap: float, number: int = number) -> None:
                progress.report(number, gap)

            fit = fit_linear(features, codes, wanted, start, on_pass, weights=weights)
            intercept[w, step, fit.present] = fit.intercept - fit.intercept.mean()
            centred = fit.coefficients - fit.coefficients.mean(axis=0)
            norm[w, step, fit.present] = np.sqrt((centred**2).sum(axis=1))
            progress.finish(number)
    prior = training_prior(codes, corpus.n_classes, replace(settings, class_weight="none"), weights)
    return ShrinkagePath(np.array(C_PATH), intercept, norm, _centred_log(prior), corpus.support)


def shrinkage_from_arrays(arrays: dict[str, NDArray]) -> ShrinkagePath:
    """Undo `ShrinkagePath.arrays`.

    Parameters
    ----------
    arrays : dict of str to ndarray

    Returns
    -------
    ShrinkagePath
    """
    return ShrinkagePath(**arrays)


def _centred_log(prior: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logarithms with mean 0; nan for a class left out of training."""
    logs = np.log(np.where(prior > 0, prior, np.nan))
    return logs - np.nanmean(logs)


def _median(norms: NDArray[np.float64]) -> NDArray[np.float64]:
    if not norms.shape[2]:
        return np.full(norms.shape[:2], np.nan)
    return np.median(norms, axis=2)
