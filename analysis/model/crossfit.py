"""Train a model, and score every labelled document by one that did not see it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.errors import InputError
from analysis.model.features import TermCounts, term_weights, tfidf
from analysis.model.linear import Fit, LinearModel, fit_linear, training_prior
from analysis.model.settings import TrainingSettings

N_THREADS = 2

OnFit = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class OutOfFold:
    """Logits from models that did not see the document, nor an identical one.

    Parameters
    ----------
    logits : ndarray of float32, shape (n_documents, n_classes)
        ``ABSENT_LOGIT`` where the fold's model had no document of the class.
    folds : ndarray of int8, shape (n_documents,)
        The fold in which each document was held out.
    training_prior : ndarray of float64, shape (n_classes,)
        Class shares of the weighted training labels; 0 for a class left out of training.
    gaps : ndarray of float64, shape (n_folds,)
        Relative duality gap that each fold's fit was proved to reach.
    """

    logits: NDArray[np.float32]
    folds: NDArray[np.int8]
    training_prior: NDArray[np.float64]
    gaps: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Training:
    """A model fitted on all labelled documents, and its out-of-fold scores.

    Parameters
    ----------
    model : LinearModel
    out_of_fold : OutOfFold
    """

    model: LinearModel
    out_of_fold: OutOfFold
