"""How much of the class the words determine: a lower bound, by what a model recovers of it.

The entropy of the classes is what there is to know about a document's class for somebody who
knows the class shares. The out-of-fold log loss of a model is what is left to know after it has
read the text. The share recovered, 1 - log loss / entropy, is at most the share of the entropy
that the text determines; a better model may recover more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import fields as dataclass_fields
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.corpus.corpus import LabelledCorpus
from analysis.evaluation.bootstrap import Resamples, percentile_estimate, resample_groups
from analysis.evaluation.intervals import CONFIDENCE, Estimate
from analysis.explain.learnability.calibrated_evidence import calibrated_posteriors, evidence_of
from analysis.explain.learnability.log_loss import losses_of, shares_outside
from analysis.model.crossfit import OutOfFold, deal_folds, train
from analysis.model.features import TermCounts
from analysis.model.settings import TrainingSettings
from analysis.progress import Progress

Figures = NDArray[np.float64]

# A class with fewer has no interval to speak of.
FEWEST_TEXTS_OF_CLASS = 2
SEED = 0
# Classes whose losses are held in memory at once, one number a document and class.
_BLOCK_CLASSES = 32


@dataclass(frozen=True, eq=False, kw_only=True)
class Determined:
    """Shares of the entropy of the classes that a model recovers; negative where it misleads.

    Parameters
    ----------
    overall : Estimate
        As common as the classes are among the labels.
    equal_weight : Estimate
        With every class weighing the same, and its share told to no one.
    entropy : float
        Of the classes, in nats: the log loss of the class shares out of fold.
    log_loss : float
        Of the calibrated model, in nats.
    of_class, of_class_low, of_class_high : ndarray of float64, shape (n_classes,)
        The share recovered of whether a document is of the class or not; nan for a class with a
        single text, which no model that scores it has seen.
    within_class : ndarray of float64, shape (n_classes,)
        The share recovered for the documents of the class, every class weighing the same; their
        mean is `equal_weight`.
    """

    overall: Estimate
    equal_weight: Estimate
    entropy: float
    log_loss: float
    of_class: Figures
    of_class_low: Figures
    of_class_high: Figures
    within_class: Figures

    def arrays(self) -> dict[str, NDArray]:
        """Return the fields, to be kept; `determined_from_arrays` takes them back."""
        fields = {each.name: getattr(self, each.name) for each in dataclass_fields(self)}
        return {name: np.array(_numbers(value)) for name, value in fields.items()}

    def frame(self, corpus: LabelledCorpus) -> pd.DataFrame:
        """Return a row for each class, the most determined first.

        Parameters
        ----------
        corpus : LabelledCorpus

        Returns
        -------
        DataFrame
            `class`, `labels`, `determined` with `determined_low` and `determined_high`,
            `within_class`.
        """
        frame = pd.DataFrame(
            {
                "class": corpus.classes,
                "labels": corpus.support,
                "determined": self.of_class,
                "determined_low": self.of_class_low,
                "determined_high": self.of_class_high,
                "within_class": self.within_class,
            }
        )
        return frame.sort_values("determined", ascending=False, kind="stable", ignore_index=True)


def determined_from_arrays(arrays: Mapping[str, NDArray]) -> Determined:
    """Take back what `Determined.arrays` gave.

    Parameters
    ----------
    arrays : mapping of str to ndarray

    Returns
    -------
    Determined
    """
    values: dict[str, Any] = {each.name: arrays[each.name] for each in dataclass_fields(Determined)}
    for name in ("overall", "equal_weight"):
        values[name] = Estimate(*values[name].tolist())
    for name in ("entropy", "log_loss"):
        values[name] = float(values[name])
    return Determined(**values)


def how_much_is_determined(
    corpus: LabelledCorpus,
    trainings: Sequence[tuple[TrainingSettings, OutOfFold]],
    resamples: Resamples | None = None,
) -> Determined:
    """Measure what trainings recover of the classes, the best calibrated one in each fold.

    Parameters
    ----------
    corpus : LabelledCorpus
    trainings : sequence of (TrainingSettings, OutOfFold)
        At least one; those that left the reject class out recover nothing of it. Temperatures
        are chosen across the folds of the first.
    resamples : Resamples, optional
        Of the corpus's groups of identical documents; drawn if not given.

    Returns
    -------
    Determined

    Notes
    -----
    With w_i = 1 overall and w_i = 1 / (K n_k) with every class weighing the same,
    1 - sum_i w_i loss_i / sum_i w_i loss_i of the shares alone. Those of a class are sums over
    all documents of the binary log loss of its posterior, and of its share. Intervals are those
    of a bootstrap over groups of identical documents, which does not refit.
    """
    resamples = resamples or resample_groups(corpus.identical_groups)
    codes, folds, k = corpus.codes, trainings[0][1].folds, corpus.n_classes
    evidence = [evidence_of(corpus, *each) for each in trainings]
    shares, uniform = shares_outside(codes, folds, k), np.full((folds.max() + 1, k), 1 / k)
    ones, equal = np.ones(len(codes)), 1 / (k * corpus.support)[codes]
    posterior = calibrated_posteriors(evidence, codes, folds, shares, ones)
    balanced = calibrated_posteriors(evidence, codes, folds, uniform, equal)
    losses, of_equals = (_own_losses(each, codes) for each in (posterior, balanced))
    known = -np.log(shares[folds, codes])
    within = 1 - np.bincount(codes, of_equals, k) / (corpus.support * np.log(k))
    against_rest = _one_against_rest(posterior, codes, shares[folds], resamples)
    unseen = texts_of_class(corpus) < FEWEST_TEXTS_OF_CLASS
    of_class, low, high, within = (np.where(unseen, np.nan, v) for v in (*against_rest, within))
    return Determined(
        overall=_recovered(losses, known, resamples),
        equal_weight=_recovered(equal * of_equals, equal * np.log(k), resamples),
        entropy=float(known.mean()),
        log_loss=float(losses.mean()),
        of_class=of_class,
        of_class_low=low,
        of_class_high=high,
        within_class=within,
    )


def shuffled_reference(
    corpus: LabelledCorpus,
    counts: TermCounts,
    settings: TrainingSettings,
    progress: Progress | None = None,
    seed: int = SEED,
) -> Determined:
    """Measure the same after the labels were dealt to the documents anew, by chance.

    Parameters
    ----------
    corpus : LabelledCorpus
    counts : TermCounts
        Of the corpus, for ``settings.features``.
    settings : TrainingSettings
    progress : Progress, optional
        For the fits of a training.
    seed : int

    Returns
    -------
    Determined
        About 0, whatever the corpus: what is not 0 in it is what the method itself adds.

    Raises
    ------
    Cancelled
        If the progress was cancelled.
    """
    codes = np.random.default_rng(seed).permutation(corpus.codes)
    shuffled = replace(corpus, codes=codes, fingerprint=f"{corpus.fingerprint}-shuffled")
    folds = deal_folds(shuffled, settings)
    training = train(shuffled, counts, folds, settings, progress)
    return how_much_is_determined(shuffled, [(settings, training.out_of_fold)])


def texts_of_class(corpus: LabelledCorpus) -> NDArray[np.int64]:
    """Count the different texts of each class.

    Parameters
    ----------
    corpus : LabelledCorpus

    Returns
    -------
    ndarray of int, shape (n_classes,)
    """
    pairs = np.unique(np.stack([corpus.codes, corpus.identical_groups]), axis=1)
    return np.bincount(pairs[0], minlength=corpus.n_classes)


def _numbers(value: Any) -> Any:
    return (value.value, value.low, value.high) if isinstance(value, Estimate) else value


def _own_losses(posterior: NDArray[np.float32], codes: NDArray[np.integer]) -> Figures:
    own = posterior[np.arange(len(codes)), codes]
    return losses_of(own, len(codes), posterior.shape[1])


def _recovered(losses: Figures, known: Figures, resamples: Resamples) -> Estimate:
    """1 - losses / losses of the shares alone, with a bootstrap interval."""
    both = np.column_stack([losses, known])
    drawn = _grouped(both, resamples) @ resamples.times_drawn
    return percentile_estimate(float(1 - losses.sum() / known.sum()), 1 - drawn[0] / drawn[1])


def _one_against_rest(
    posterior: NDArray[np.float32],
    codes: NDArray[np.integer],
    shares: Figures,
    resamples: Resamples,
) -> tuple[Figures, Figures, Figures]:
    """The share recovered of belonging to each class or not, and its interval."""
    n, k = posterior.shape
    tail = 100 * (1 - CONFIDENCE) / 2
    blocks = []
    for start in range(0, k, _BLOCK_CLASSES):
        block = slice(start, min(start + _BLOCK_CLASSES, k))
        own = codes[:, None] == np.arange(k)[block]
        told, alone = posterior[:, block], shares[:, block]
        losses = losses_of(np.where(own, told, 1 - told), n, 2)
        known = losses_of(np.where(own, alone, 1 - alone), n, 2)
        drawn = [_grouped(each, resamples) @ resamples.times_drawn for each in (losses, known)]
        value = 1 - losses.sum(axis=0) / known.sum(axis=0)
        blocks.append((value, *np.percentile(1 - drawn[0] / drawn[1], [tail, 100 - tail], axis=1)))
    value, low, high = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    return value, low, high


def _grouped(values: Figures, resamples: Resamples) -> NDArray[np.float32]:
    """Sums over groups of identical documents, a row a column of `values`."""
    shape = (len(resamples.times_drawn), len(values))
    ones, documents = np.ones(len(values)), np.arange(len(values))
    together = sparse.csr_matrix((ones, (resamples.groups, documents)), shape=shape)
    return (together @ values).T.astype(np.float32)
