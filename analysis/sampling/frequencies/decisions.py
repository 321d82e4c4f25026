"""What a model decides for every document of a corpus."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.decision.decide import decide, posteriors
from analysis.decision.settings import DecisionSettings
from analysis.model.linear import LinearModel
from analysis.model.settings import FeatureSettings
from analysis.progress import Progress
from analysis.sampling.frequencies.corpus_counts import CorpusCounts, chunks
from analysis.sampling.frequencies.parts import NOTHING_KEPT, Arrays, Parts, computed_in_chunks
from analysis.sampling.frequencies.scorer import Scorer

# What is told of each text; the fields of the same names are told of each document.
_OF_TEXTS = ("decided", "second", "posterior", "margin", "reject_posterior")


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
    progress: Progress,
    reject_code: int | None = None,
    *,
    step: int = 1,
    parts: Parts = NOTHING_KEPT,
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
    progress : Progress
        Looked at after every chunk, to stop where that was asked for.
    reject_code : int, optional
        Code of the reject class.
    step : int
        Which of the progress's fits this is.
    parts : Parts
        Chunks that were decided before are taken from there.

    Returns
    -------
    CorpusDecisions

    Raises
    ------
    Cancelled
        If the progress was cancelled.
    """
    scorer = Scorer.of_model(model)
    multiplicity = np.bincount(counts.text_of_document, minlength=counts.n_texts)

    def decide_some(rows: slice) -> Arrays:
        logits = scorer.logits(counts.counts, rows, features)
        posterior = posteriors(logits, model.training_prior, settings)
        unknown = np.full(len(posterior), np.nan, dtype=np.float32)
        reject = unknown if reject_code is None else posterior[:, reject_code].copy()
        total = multiplicity[rows] @ posterior
        decided = decide(logits, model.training_prior, settings)
        second, value, margin = _runners_up(posterior, decided)
        of_texts = (decided, second.astype(np.int32), value, margin, reject)
        return dict(zip(_OF_TEXTS, of_texts, strict=True)) | {"total": total}

    all_chunks = chunks(counts.n_texts)
    made = computed_in_chunks("decisions", all_chunks, decide_some, progress, step, parts)
    of_chunks = [arrays for _, arrays in made]
    of = counts.text_of_document
    return CorpusDecisions(
        **{name: np.concatenate([each[name] for each in of_chunks])[of] for name in _OF_TEXTS},
        mean_posterior=np.sum([each["total"] for each in of_chunks], axis=0) / len(of),
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
