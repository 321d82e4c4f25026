"""What a model decides for every document of a corpus."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.decision.decide import decide, posteriors
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
    decided : ndarray of int32, shape (n_documents,)
        Codes; negative where costs speak for deciding nothing.
    second : ndarray of int32, shape (n_documents,)
        Code of the class of highest posterior among the others.
    posterior, margin : ndarray of float32, shape (n_documents,)
        Posterior of the class decided, the likeliest where nothing is, and how far it is above
        that of the second: below it where costs speak against the likeliest class.
    mean_posterior : ndarray of float64, shape (n_classes,)
        Over all documents; sums to one.
    reject_posterior : ndarray of float32, shape (n_documents,)
        Of the reject class; nan where there is none.
    """

    decided: NDArray[np.int32]
    second: NDArray[np.int32]
    posterior: NDArray[np.float32]
    margin: NDArray[np.float32]
    mean_posterior: NDArray[np.float64]
    reject_posterior: NDArray[np.float32]


def decide_corpus(
    counts: CorpusCounts,
    model: LinearModel,
    features: FeatureSettings,
    settings: DecisionSettings,
    progress: TrainingProgress,
    reject_code: int | None = None,
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
    reject_code : int, optional
        Code of the reject class.

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
    decided, second = np.empty((2, counts.n_texts), dtype=np.int32)
    value, margin = np.empty((2, counts.n_texts), dtype=np.float32)
    reject = np.full(counts.n_texts, np.nan, dtype=np.float32)
    total = np.zeros(n_classes)
    for rows in chunks(counts.n_texts):
        progress.raise_if_cancelled()
        logits = scorer.logits(counts.counts, rows, features)
        posterior = posteriors(logits, model.training_prior, settings)
        total += multiplicity[rows] @ posterior
        if reject_code is not None:
            reject[rows] = posterior[:, reject_code]
        decided[rows] = decide(logits, model.training_prior, settings)
        second[rows], value[rows], margin[rows] = _runners_up(posterior, decided[rows])
    of = counts.text_of_document
    return CorpusDecisions(
        decided=decided[of],
        second=second[of],
        posterior=value[of],
        margin=margin[of],
        mean_posterior=total / len(of),
        reject_posterior=reject[of],
    )


def _runners_up(
    posterior: NDArray[np.floating], decided: NDArray[np.int32]
) -> tuple[NDArray[np.intp], NDArray[np.floating], NDArray[np.floating]]:
    """Return the second class, the posterior of the first and the margin; overwrites posteriors."""
    rows = np.arange(len(posterior))
    first = np.where(decided < 0, posterior.argmax(axis=1), decided)
    value = posterior[rows, first]
    posterior[rows, first] = -1
    second = posterior.argmax(axis=1)
    return second, value, value - posterior[rows, second]
