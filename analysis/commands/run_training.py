"""Train in the terminal, with a progress bar."""

import sys
from concurrent.futures import ThreadPoolExecutor, wait

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from analysis.corpus.corpus import LabelledCorpus
from analysis.model.crossfit import Training, train
from analysis.model.features import count_terms
from analysis.model.progress import TrainingProgress
from analysis.model.settings import TrainingSettings

SECONDS_BETWEEN_LOOKS = 0.2


def run_training(
    corpus: LabelledCorpus, folds: NDArray[np.int8], settings: TrainingSettings
) -> Training:
    """Train, and show on standard error how far it is and how long it will take.

    Parameters
    ----------
    corpus : LabelledCorpus
    folds : ndarray of int8, shape (n_documents,)
    settings : TrainingSettings

    Returns
    -------
    Training

    Raises
    ------
    InputError
        If too few classes are left to train.
    KeyboardInterrupt
        After the workers were told to stop.
    """
    progress = TrainingProgress(2 + int(folds.max()))
    with ThreadPoolExecutor(1) as pool:
        counts = count_terms(corpus.texts, settings.features)
        future = pool.submit(train, corpus, counts, folds, settings, progress)
        try:
            with _bar() as bar:
                while wait([future], SECONDS_BETWEEN_LOOKS).not_done:
                    _show(bar, progress)
        except KeyboardInterrupt:
            progress.cancel()
            raise
    return future.result()


def _bar() -> "tqdm[None]":
    """A bar from 0 to 100 %; none where standard error is no terminal."""
    form = "{desc} {percentage:3.0f}%|{bar}| {remaining} left"
    return tqdm(total=1.0, bar_format=form, disable=not sys.stderr.isatty(), leave=False)


def _show(bar: "tqdm[None]", progress: TrainingProgress) -> None:
    bar.set_description(f"{progress.n_done} of {progress.n_fits} fits", refresh=False)
    bar.n = progress.share
    bar.refresh()
