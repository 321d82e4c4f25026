"""What a model decides for every document of a corpus."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.decision.decide import posteriors
from analysis.decision.settings import DecisionSettings
from analysis.model.linear import LinearModel
from analysis.model.progress import TrainingProgress
from analysis.model.settings import FeatureSettings
from analysis.sampling.corpus_counts import CorpusCounts, chunks
from analysis.sampling.scorer import Scorer


@dataclass(frozen=True, eq=False, kw_only=True)
class CorpusDecisions:
    """The decision for each document, and how close it was.

    Parameters
    ----------
    decided, second : ndarray of int32, shape (n_documents,)
        Codes of the two classes of highest posterior.
    posterior, margin : ndarray of float32, shape (n_documents,)
        Posterior of the class decided, and how far it is above the second.
    mean_posterior : ndarray of float64, shape (n_classes,)
        Over all documents; sums to one.
    """

    decided: NDArray[np.int32]
    second: NDArray[np.int32]
    posterior: NDArray[np.float32]
    margin: NDArray[np.float32]
    mean_posterior: NDArray[np.float64]


def decide_corpus(
    counts: CorpusCounts,
    model: LinearModel,
    features: FeatureSettings,
    settings: DecisionSettings,
    progress: TrainingProgress,
) -> CorpusDecisions:
    """Decide every document of a corpus, each different text once.

    Parameters
    ----------
    counts : CorpusCounts
        Of the model's terms.
    model : LinearModel
    features : FeatureSettings
        With which the model was trained.
    settings : DecisionSettings
    progress : TrainingProgress
        Looked at after every chunk, to stop where that was asked for.

    Returns
    -------
    CorpusDecisions

    Raises
    ------
    Cancelled
        If the progress was cancelled.
    """
    scorer, n_classes = Scorer.of_model(model), len(model.training_prior)
    multiplicity = np.bincount(counts.text_of_document, minlength=counts.n_texts)
    best_two = np.empty((2, counts.n_texts), dtype=np.int32)
    values = np.empty((2, counts.n_texts), dtype=np.float32)
    total = np.zeros(n_classes)
    for rows in chunks(counts.n_texts):
        progress.raise_if_cancelled()
        logits = scorer.logits(counts.counts, rows, features)
        posterior = posteriors(logits, model.training_prior, settings)
        total += multiplicity[rows] @ posterior
        best_two[:, rows], values[:, rows] = _best_two(posterior)
    of = counts.text_of_document
    return CorpusDecisions(
        decided=best_two[0][of],
        second=best_two[1][of],
        posterior=values[0][of],
        margin=(values[0] - values[1])[of],
        mean_posterior=total / len(of),
    )


def _best_two(
    posterior: NDArray[np.floating],
) -> tuple[NDArray[np.int64], NDArray[np.floating]]:
    """Return the two best classes of each row and their posteriors; overwrites its argument."""
    rows = np.arange(len(posterior))
    codes, values = [], []
    for _ in range(2):
        # The first of equal classes, as `decide` does; np.argpartition would take any.
        code = posterior.argmax(axis=1)
        codes.append(code)
        values.append(posterior[rows, code])
        posterior[rows, code] = -1
    return np.array(codes), np.array(values)
