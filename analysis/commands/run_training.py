"""Train in the terminal, with a progress bar."""

import numpy as np
from numpy.typing import NDArray

from analysis.commands.watch import watched
from analysis.corpus.corpus import LabelledCorpus
from analysis.model.crossfit import Training, train
from analysis.model.features import count_terms
from analysis.model.settings import TrainingSettings
from analysis.progress import Progress


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
    progress = Progress(2 + int(folds.max()))
    counts = count_terms(corpus.texts, settings.features)
    return watched(lambda: train(corpus, counts, folds, settings, progress), progress, "fits")
