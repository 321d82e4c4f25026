"""Trainings of studies: found in memory or on disk, or made in the background."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from cachetools import LRUCache

from analysis.corpus.corpus import LabelledCorpus
from analysis.model.crossfit import Training, deal_folds, train
from analysis.model.features import TermCounts, count_terms
from analysis.model.precompile import wait_until_compiled
from analysis.model.settings import FeatureSettings, TrainingSettings
from analysis.progress import Progress
from analysis.study.results import load_training, save_training
from analysis.study.study import Study

# A training of 33,000 documents takes about 60 MB; twelve are two analysts at work.
TRAININGS_IN_MEMORY = 12
# Counts of character n-grams take twenty times the memory of words.
COUNTS_IN_MEMORY = 3

Key = tuple[str, str, TrainingSettings]


@dataclass(frozen=True, eq=False)
class Job:
    """A training in the making.

    Parameters
    ----------
    settings : TrainingSettings
    progress : Progress
        To watch, and to cancel.
    future : Future of Training
    """

    settings: TrainingSettings
    progress: Progress
    future: Future[Training]


class Trainings:
    """Finds trainings or makes them, one at a time since each uses every core.

    Safe to call from any thread.

    Parameters
    ----------
    home : Path
        Folder of the studies; trainings are kept there with the study they belong to.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._lock = threading.RLock()
        self._kept: LRUCache[Key, Training] = LRUCache(TRAININGS_IN_MEMORY)
        self._counts: LRUCache[tuple[str, FeatureSettings], TermCounts] = LRUCache(COUNTS_IN_MEMORY)
        self._jobs: dict[Key, Job] = {}
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="training")

    def find(self, study: Study, settings: TrainingSettings) -> Training | None:
        """Return a finished training.

        Parameters
        ----------
        study : Study
        settings : TrainingSettings

        Returns
        -------
        Training or None
            None if it has not been made.
        """
        key = _key(study, settings)
        with self._lock:
            if key in self._kept:
                return self._kept[key]
        training = load_training(self._home, study.id, study.labelled, settings)
        if training is not None:
            self._keep(key, training)
        return training

    def job(self, study: Study, settings: TrainingSettings) -> Job | None:
        """Return the job that makes this training, or has failed to; None if there is none."""
        with self._lock:
            return self._jobs.get(_key(study, settings))

    def start(self, study: Study, settings: TrainingSettings) -> Job:
        """Make a training in the background; one that is in the making is not begun again.

        Parameters
        ----------
        study : Study
        settings : TrainingSettings

        Returns
        -------
        Job
            Its future holds the training, or raises what went wrong: `Cancelled`, or
            `InputError` where too few classes are left to train.
        """
        key = _key(study, settings)
        with self._lock:
            if key in self._jobs and not self._jobs[key].future.done():
                return self._jobs[key]
            progress = Progress(1 + settings.folds)
            if key in self._kept:
                return Job(settings, progress, _finished(self._kept[key]))
            future = self._pool.submit(self._make, key, study, settings, progress)
            self._jobs[key] = Job(settings, progress, future)
            return self._jobs[key]

    def cancel(self, study_id: str) -> None:
        """Stop what is in the making for a study that is about to be deleted."""
        with self._lock:
            for (owner, _, _), job in self._jobs.items():
                if owner == study_id:
                    job.progress.cancel()

    def counts(self, corpus: LabelledCorpus, features: FeatureSettings) -> TermCounts:
        """Count the terms of a corpus, or return the counts made before.

        Parameters
        ----------
        corpus : LabelledCorpus
        features : FeatureSettings

        Returns
        -------
        TermCounts
        """
        key = (corpus.fingerprint, _what_counting_needs(features))
        with self._lock:
            if key not in self._counts:
                self._counts[key] = count_terms(corpus.texts, features)
            return self._counts[key]

    def _make(
        self, key: Key, study: Study, settings: TrainingSettings, progress: Progress
    ) -> Training:
        """Train and keep the result; runs in the background thread."""
        progress.raise_if_cancelled()
        wait_until_compiled()
        counts = self.counts(study.labelled, settings.features)
        folds = deal_folds(study.labelled, settings)
        training = train(study.labelled, counts, folds, settings, progress)
        save_training(self._home, study.id, study.labelled, settings, training)
        self._keep(key, training)
        return training

    def _keep(self, key: Key, training: Training) -> None:
        """Keep a training; its job is forgotten, or it would hold the training for ever."""
        with self._lock:
            self._kept[key] = training
            self._jobs.pop(key, None)


def _finished(training: Training) -> Future[Training]:
    future: Future[Training] = Future()
    future.set_result(training)
    return future


def _key(study: Study, settings: TrainingSettings) -> Key:
    """A training belongs to a study, its labelled documents and its settings."""
    return study.id, study.labelled.fingerprint, settings


def _what_counting_needs(features: FeatureSettings) -> FeatureSettings:
    """Settings that weigh terms after counting do not make counts different."""
    return replace(features, sublinear=False, min_document_frequency=1)
