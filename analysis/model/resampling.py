"""Over- and undersampling inside the folds, for comparison with a shift of the priors.

The samplers are those of imbalanced-learn, which is an optional extra.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.corpus.corpus import LabelledCorpus
from analysis.errors import InputError
from analysis.model.features import TermCounts, term_weights, tfidf
from analysis.model.linear import fit_linear
from analysis.model.settings import TrainingSettings
from analysis.progress import Progress

ResamplingWay = Literal["oversampling", "undersampling", "SMOTE"]
RESAMPLING_WAYS: tuple[ResamplingWay, ...] = ("oversampling", "undersampling", "SMOTE")
# Neighbours of the same class among which SMOTE invents a document; imbalanced-learn's default.
NEIGHBOURS = 5
N_NAMED = 3


@dataclass(frozen=True)
class Resampling:
    """How the training documents are resampled.

    Parameters
    ----------
    way : {"oversampling", "undersampling", "SMOTE"}
        Oversampling repeats documents of the classes below the target, SMOTE invents some
        between neighbours of the same class; undersampling leaves out documents of the classes
        above it.
    target : int
        Training documents of a class to reach, at least 1.
    seed : int
    """

    way: ResamplingWay
    target: int
    seed: int = 0

    def __post_init__(self) -> None:
        if self.way not in RESAMPLING_WAYS:
            raise InputError(
                f"resampling: {self.way!r} is not known. Choose one of "
                f"{', '.join(RESAMPLING_WAYS)}."
            )
        if self.target < 1:
            raise InputError(
                f"resampling: {self.target} documents of a class are too few. Give 1 or more."
            )


@dataclass(frozen=True, eq=False)
class ResampledScores:
    """Out-of-fold scores of models trained on resampled documents.

    Parameters
    ----------
    logits : ndarray of float32, shape (n_documents, n_classes)
    folds : ndarray of int8, shape (n_documents,)
    priors : ndarray of float64, shape (n_folds, n_classes)
        Class shares of the documents that each fold's model was trained on.
    documents : float
        How many those were, in the mean.
    """

    logits: NDArray[np.float32]
    folds: NDArray[np.int8]
    priors: NDArray[np.float64]
    documents: float

    def shifted_to(self, prior: NDArray[np.float64]) -> NDArray[np.float32]:
        """Logits with the priors of the resampled documents replaced by others.

        Parameters
        ----------
        prior : ndarray of float64, shape (n_classes,)

        Returns
        -------
        ndarray of float32, shape (n_documents, n_classes)
        """
        # A class that a fold has no document of has no prior to replace.
        ratio = np.divide(prior, self.priors, out=np.ones_like(self.priors), where=self.priors > 0)
        with np.errstate(divide="ignore"):
            shift = np.log(ratio)
        return self.logits + shift[self.folds].astype(np.float32)


def scores_as_arrays(scores: ResampledScores) -> dict[str, NDArray[np.generic]]:
    """Return scores in the form in which they are kept.

    Parameters
    ----------
    scores : ResampledScores

    Returns
    -------
    dict of str to ndarray
    """
    return {name: np.asarray(value) for name, value in vars(scores).items()}


def scores_from_arrays(arrays: Mapping[str, NDArray[Any]]) -> ResampledScores:
    """Return scores from the form in which they are kept.

    Parameters
    ----------
    arrays : mapping of str to ndarray
        From `scores_as_arrays`.

    Returns
    -------
    ResampledScores
    """
    documents = float(arrays["documents"])
    return ResampledScores(arrays["logits"], arrays["folds"], arrays["priors"], documents)


def train_resampled(
    corpus: LabelledCorpus,
    counts: TermCounts,
    folds: NDArray[np.int8],
    settings: TrainingSettings,
    resampling: Resampling,
    progress: Progress | None = None,
) -> ResampledScores:
    """Fit once for every fold on its resampled training documents, and score those held out.

    Parameters
    ----------
    corpus : LabelledCorpus
    counts : TermCounts
        Of the corpus, for ``settings.features``.
    folds : ndarray of int8, shape (n_documents,)
        Documents held out are never resampled, nor do they lend themselves to resampling.
    settings : TrainingSettings
        The tf-idf weights are those of the documents before resampling.
    resampling : Resampling
    progress : Progress, optional
        For ``n_folds`` fits.

    Returns
    -------
    ResampledScores

    Raises
    ------
    InputError
        If imbalanced-learn is not installed, or a class has too few documents for SMOTE.
    Cancelled
        If the progress was cancelled.
    """
    n_folds = int(folds.max()) + 1
    progress = progress or Progress(n_folds)
    logits = np.empty((corpus.n_documents, corpus.n_classes), dtype=np.float32)
    priors, documents = [], []
    for fold in range(n_folds):
        held, rows = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
        weights = term_weights(counts, settings.features, rows)
        features = tfidf(counts, weights, settings.features, rows)
        drawn, codes = resample(features, corpus.codes[rows], resampling, corpus.classes)
        fitted = fit_linear(drawn, codes, settings, on_pass=_report(progress, fold))
        held_features = tfidf(counts, weights, settings.features, held)
        logits[held] = fitted.logits(held_features, corpus.n_classes)
        priors.append(np.bincount(codes, minlength=corpus.n_classes) / len(codes))
        documents.append(len(codes))
        progress.finish(fold)
    return ResampledScores(logits, folds, np.array(priors), float(np.mean(documents)))


def resample(
    features: sparse.csr_matrix,
    codes: NDArray[np.integer],
    resampling: Resampling,
    classes: tuple[str, ...],
) -> tuple[sparse.csr_matrix, NDArray[np.integer]]:
    """Resample documents.

    Parameters
    ----------
    features : csr_matrix, shape (n_documents, n_terms)
    codes : ndarray of int, shape (n_documents,)
    resampling : Resampling
    classes : tuple of str
        Names, for messages.

    Returns
    -------
    features : csr_matrix, shape (n_resampled, n_terms)
    codes : ndarray of int, shape (n_resampled,)

    Raises
    ------
    InputError
        If imbalanced-learn is not installed, or a class has too few documents for SMOTE.
    """
    targets = _targets(codes, resampling)
    if not targets:
        return features, codes
    if resampling.way == "SMOTE":
        _require_neighbours(codes, targets, classes)
    drawn, drawn_codes = _sampler(resampling, targets).fit_resample(features, codes)
    return sparse.csr_matrix(drawn), drawn_codes


def _report(progress: Progress, fold: int) -> Callable[[int, float], None]:
    return lambda _, gap: progress.report(fold, gap)


def _targets(codes: NDArray[np.integer], resampling: Resampling) -> dict[int, int]:
    """Documents wanted of each class that is to change."""
    support = dict(zip(*np.unique(codes, return_counts=True), strict=True))
    below = resampling.way != "undersampling"
    return {
        int(code): resampling.target
        for code, n in support.items()
        if (n < resampling.target if below else n > resampling.target)
    }


def _sampler(resampling: Resampling, targets: dict[int, int]) -> Any:
    try:
        from imblearn.over_sampling import SMOTE, RandomOverSampler
        from imblearn.under_sampling import RandomUnderSampler
    except ImportError as error:
        raise InputError(
            "resampling: imbalanced-learn is not installed. Install it with "
            "pip install 'priorscope[resampling]', or shift the priors instead."
        ) from error
    chosen = {"sampling_strategy": targets, "random_state": resampling.seed}
    if resampling.way == "SMOTE":
        return SMOTE(k_neighbors=NEIGHBOURS, **chosen)
    return (RandomOverSampler if resampling.way == "oversampling" else RandomUnderSampler)(**chosen)


def _require_neighbours(
    codes: NDArray[np.integer], targets: dict[int, int], classes: tuple[str, ...]
) -> None:
    support = np.bincount(codes, minlength=len(classes))
    few = [code for code in targets if support[code] <= NEIGHBOURS]
    if few:
        named = ", ".join(f"{classes[code]} ({support[code]})" for code in few[:N_NAMED])
        raise InputError(
            f"SMOTE: needs more than {NEIGHBOURS} training documents of every class that it adds "
            f"to, and {len(few):,} classes have fewer in a fold, the first of them {named}. Use "
            "random oversampling, which needs one, or gather these classes' labels first."
        )
