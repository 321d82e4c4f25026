"""Out-of-fold logits for every labelled document."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Logit of a class that a fold's model has never seen. Finite, so that shifting it by a prior
# stays defined; low enough that its posterior is exactly 0 in float32 and float64.
ABSENT_LOGIT = -1e4


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
        Relative duality gap (or bound) that each fold's fit was proved to reach.
    """

    logits: NDArray[np.float32]
    folds: NDArray[np.int8]
    training_prior: NDArray[np.float64]
    gaps: NDArray[np.float64]
