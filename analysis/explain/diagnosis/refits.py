"""Refits under changed conditions, of which only the decisions are kept.

Every refit scores the same documents out of fold, in the same folds unless it says otherwise.
"""

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.decision.decide import decide
from analysis.decision.scenario import Scenario
from analysis.model.crossfit import deal_folds, train
from analysis.model.features import TermCounts, count_terms
from analysis.model.settings import TrainingSettings
from analysis.progress import Progress

Decisions = NDArray[np.int16]


class Refitter:
    """Trains a scenario again, with something changed.

    Parameters
    ----------
    corpus : LabelledCorpus
    counts : TermCounts
        Of the corpus, for the scenario's features.
    scenario : Scenario
    progress : Progress
        For as many fits as all refits together have.
    """

    def __init__(
        self,
        corpus: LabelledCorpus,
        counts: TermCounts,
        scenario: Scenario,
        progress: Progress,
    ) -> None:
        self.corpus = corpus
        self.scenario = scenario
        self._counts = counts
        self._progress = progress
        self._n_fits = 0

    def decisions(
        self,
        settings: TrainingSettings,
        left_out: NDArray[np.bool_] | None = None,
        trainable: NDArray[np.bool_] | None = None,
    ) -> Decisions:
        """Refit and decide as the scenario does.

        Parameters
        ----------
        settings : TrainingSettings
            Its seed deals the folds.
        left_out : ndarray of bool, shape (n_classes,), optional
            Classes that are not trained on, none if not given.
        trainable : ndarray of bool, shape (n_documents,), optional
            Documents that may be trained on, all if not given.

        Returns
        -------
        ndarray of int16, shape (n_documents,)

        Raises
        ------
        Cancelled
            If the progress was cancelled.
        """
        part = self._progress.part(self._n_fits, 1 + settings.folds)
        folds = deal_folds(self.corpus, settings)
        counts = self._counts_for(settings)
        rows = self._trainable(left_out, trainable)
        trained = train(self.corpus, counts, folds, settings, part, trainable=rows)
        self._n_fits += part.n_steps
        scores = trained.out_of_fold
        decided = decide(scores.logits, scores.training_prior, self.scenario.decision)
        return decided.astype(np.int16)

    def _trainable(
        self, left_out: NDArray[np.bool_] | None, trainable: NDArray[np.bool_] | None
    ) -> NDArray[np.bool_]:
        rows = np.ones(self.corpus.n_documents, dtype=bool) if trainable is None else trainable
        return rows if left_out is None else rows & ~left_out[self.corpus.codes]

    def _counts_for(self, settings: TrainingSettings) -> TermCounts:
        """The counts at hand; other features are counted and not kept, for they may be large."""
        if settings.features == self.scenario.training.features:
            return self._counts
        self._progress.raise_if_cancelled()
        return count_terms(self.corpus.texts, settings.features)
