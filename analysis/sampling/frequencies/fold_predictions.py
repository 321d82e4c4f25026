"""What models that saw none of the documents predict on average for each cluster.

A difference estimator compares the predictions for the sample with those for the corpus, so
both must come from models that did not see the text. A text of the corpus without a label is
scored by the model of every fold; one that bears a label anywhere, by the model of the fold that
held it out.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.corpus.corpus import LabelledCorpus
from analysis.decision.decide import posteriors
from analysis.decision.settings import DecisionSettings
from analysis.model.crossfit import OutOfFold, Training, training_weights, usable_rows
from analysis.model.features import TermCounts, term_weights, tfidf
from analysis.model.linear import fit_linear
from analysis.model.settings import TrainingSettings
from analysis.progress import Progress
from analysis.sampling.coverage.strata import OUTSIDE, Strata
from analysis.sampling.frequencies.corpus_counts import NO_LABEL, CorpusCounts, chunks
from analysis.sampling.frequencies.parts import NOTHING_KEPT, Parts
from analysis.sampling.frequencies.prevalence import Predictions
from analysis.sampling.frequencies.scorer import Scorer


@dataclass(frozen=True, eq=False)
class FoldPredictions:
    """Sums of posteriors over the documents of each cluster.

    Parameters
    ----------
    without_label : ndarray of shape (n_clusters, n_folds, n_classes)
        By the model of each fold, over documents of which no labelled one has the text.
    with_label : ndarray of shape (n_clusters, n_classes)
        Out of fold, over the other documents.
    """

    without_label: NDArray[np.float64]
    with_label: NDArray[np.float64]


def predict_by_folds(
    labelled: LabelledCorpus,
    label_counts: TermCounts,
    training: Training,
    settings: TrainingSettings,
    counts: CorpusCounts,
    cluster_of_document: NDArray[np.int64],
    progress: Progress,
    first_step: int,
    *,
    parts: Parts = NOTHING_KEPT,
) -> FoldPredictions:
    """Fit the model of each fold again, and let it predict the corpus.

    Parameters
    ----------
    labelled : LabelledCorpus
    label_counts : TermCounts
        Of the labelled documents.
    training : Training
        Made with `settings`; its folds are used.
    settings : TrainingSettings
    counts : CorpusCounts
        Of the corpus.
    cluster_of_document : ndarray of int, shape (n_documents,)
    progress : Progress
        Each fold is one of its fits.
    first_step : int
        Number of the first fold's fit in `progress`.
    parts : Parts
        A fold that was summed up to some text goes on there.

    Returns
    -------
    FoldPredictions

    Raises
    ------
    Cancelled
        If the progress was cancelled.

    Notes
    -----
    The models are fitted anew rather than kept: five of them on character n-grams take more
    memory than a whole study. They end at the same proved optimum as those of the training.
    """
    out_of_fold = training.out_of_fold
    documents = _documents(counts, cluster_of_document)
    unlabelled = counts.label_of_text == NO_LABEL
    task = _Task(labelled, label_counts, training, settings, counts, progress, parts)
    sums = []
    for fold in range(int(out_of_fold.folds.max()) + 1):
        sums.append(task.sums(fold, documents, unlabelled, first_step + fold))
        progress.finish(first_step + fold)
    return FoldPredictions(
        np.stack(sums, axis=1), _labelled_sums(counts, documents, out_of_fold, unlabelled)
    )


@dataclass(frozen=True, eq=False)
class _Task:
    """What all folds have in common."""

    labelled: LabelledCorpus
    label_counts: TermCounts
    training: Training
    settings: TrainingSettings
    counts: CorpusCounts
    progress: Progress
    parts: Parts

    def sums(
        self, fold: int, documents: sparse.csc_matrix, scored: NDArray[np.bool_], step: int
    ) -> NDArray[np.float64]:
        """Sum the posteriors of the documents with the texts to be scored, cluster by cluster."""
        out_of_fold, n_texts = self.training.out_of_fold, self.counts.n_texts
        sums = np.zeros((documents.shape[0], len(out_of_fold.training_prior)))
        n_done, name = 0, f"fold-{fold}"
        kept = self.parts.find(name)
        if kept is not None:
            sums, n_done = kept["sums"], int(kept["n_texts"])
        if n_done < n_texts:
            scorer = self._fit(out_of_fold.folds != fold)
        for rows in chunks(n_texts):
            if rows.stop <= n_done:
                continue
            self.progress.raise_if_cancelled()
            sums = sums + documents[:, rows] @ self._posteriors(scorer, rows, scored)
            self.progress.advance(step, rows.stop / n_texts)
            done = {"sums": sums, "n_texts": np.array(rows.stop)}
            self.parts.keep(name, done, self.progress.share)
        return sums

    def _fit(self, kept: NDArray[np.bool_]) -> Scorer:
        """Fit on the documents that the fold does not hold out."""
        labelled, settings = self.labelled, self.settings
        usable = usable_rows(labelled, settings)
        rows = usable[kept[usable]]
        weights = term_weights(self.label_counts, settings.features, rows)
        fit = fit_linear(
            tfidf(self.label_counts, weights, settings.features, rows),
            labelled.codes[rows],
            settings,
            on_pass=lambda *_: self.progress.raise_if_cancelled(),
            weights=training_weights(labelled, settings, rows),
        )
        return Scorer.of_fit(fit, weights, labelled.n_classes)

    def _posteriors(
        self, scorer: Scorer, rows: slice, scored: NDArray[np.bool_]
    ) -> NDArray[np.floating]:
        """Posteriors of some texts, 0 for those that are not scored."""
        prior = self.training.out_of_fold.training_prior
        logits = scorer.logits(self.counts.counts, rows, self.settings.features)
        posterior = posteriors(logits, prior, DecisionSettings())
        posterior[~scored[rows]] = 0
        return posterior


def predictions(strata: Strata, by_folds: FoldPredictions, out_of_fold: OutOfFold) -> Predictions:
    """Put predictions for the sample beside those for the corpus.

    Parameters
    ----------
    strata : Strata
    by_folds : FoldPredictions
    out_of_fold : OutOfFold
        Of the labelled documents.

    Returns
    -------
    Predictions
        In the mean over a stratum, each fold's model counts as often as the stratum's labels
        were held out in its fold, so that what is peculiar to a model cancels.
    """
    fold_shares = _fold_shares(strata, out_of_fold.folds, by_folds.without_label.shape[1])
    of_cluster = np.einsum(
        "cj,cjk->ck", fold_shares[strata.stratum_of_cluster], by_folds.without_label
    )
    sums = np.zeros((strata.n_strata, of_cluster.shape[1]))
    np.add.at(sums, strata.stratum_of_cluster, of_cluster + by_folds.with_label)
    return Predictions(_posteriors(out_of_fold), sums / strata.sizes[:, None])


def _posteriors(out_of_fold: OutOfFold) -> NDArray[np.float32]:
    settings = DecisionSettings()
    return posteriors(out_of_fold.logits, out_of_fold.training_prior, settings)


def _fold_shares(strata: Strata, folds: NDArray[np.int8], n_folds: int) -> NDArray[np.float64]:
    """Share of each stratum's labels in each fold, shape (n_strata, n_folds)."""
    known = strata.stratum_of_label != OUTSIDE
    counts = np.zeros((strata.n_strata, n_folds))
    np.add.at(counts, (strata.stratum_of_label[known], folds[known]), 1)
    return counts / strata.labels[:, None]


def _documents(counts: CorpusCounts, cluster_of_document: NDArray[np.int64]) -> sparse.csc_matrix:
    """Documents of each cluster with each text, shape (n_clusters, n_texts)."""
    ones = np.ones(len(cluster_of_document))
    shape = (int(cluster_of_document.max()) + 1, counts.n_texts)
    positions = (cluster_of_document, counts.text_of_document)
    return sparse.csc_matrix((ones, positions), shape=shape)


def _labelled_sums(
    counts: CorpusCounts,
    documents: sparse.csc_matrix,
    out_of_fold: OutOfFold,
    unlabelled: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """Sum the out-of-fold posteriors over the documents whose text bears a label."""
    texts = np.flatnonzero(~unlabelled)
    posterior = _posteriors(out_of_fold)[counts.label_of_text[texts]]
    return np.asarray(documents[:, texts] @ posterior)
