"""The error of the nearest neighbour, and what it says of the error that nothing can beat."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.evaluation.intervals import Estimate, wilson
from analysis.model.features import Features

# Some 5,000 texts tell the error to about 1.4 percentage points; all of them would take minutes.
MOST_TEXTS = 5000
SEED = 0
_BLOCK_ROWS = 500


@dataclass(frozen=True)
class NearestNeighbour:
    """How often the most similar other text bears another label.

    Parameters
    ----------
    error : Estimate
    bayes_low : Estimate
        Least error that any rule can reach if the nearest neighbour's error is `error`, as the
        number of labels grows without end; the error itself is the most.
    n_scored : int
        Texts that were held against their nearest neighbour.
    n_texts : int
        Different texts.
    """

    error: Estimate
    bayes_low: Estimate
    n_scored: int
    n_texts: int


def nearest_neighbour(
    corpus: LabelledCorpus, features: Features, seed: int = SEED
) -> NearestNeighbour:
    """Decide texts as their nearest neighbour is labelled.

    Parameters
    ----------
    corpus : LabelledCorpus
    features : csr_matrix of shape (n_documents, n_terms)
        Rows of unit length.
    seed : int
        Of the texts scored, where there are too many for all.

    Returns
    -------
    NearestNeighbour

    Notes
    -----
    Identical texts are removed first, all but the first document of each, or a text would be its
    own neighbour and the error too low. The nearest neighbour has the largest cosine; a text
    that shares no term with any other is decided for the most frequent class.

    References
    ----------
    Cover, Hart (1967), "Nearest neighbor pattern classification": asymptotically the least error
    R* obeys R* <= R <= R* (2 - K R* / (K - 1)).
    """
    first = np.unique(corpus.identical_groups, return_index=True)[1]
    codes, different = corpus.codes[first], features[first]
    common = int(corpus.support.argmax())
    chosen = np.arange(len(first))
    if len(first) > MOST_TEXTS:
        generator = np.random.default_rng(seed)
        chosen = np.sort(generator.choice(len(first), MOST_TEXTS, replace=False))
    n_wrong = 0
    for start in range(0, len(chosen), _BLOCK_ROWS):
        rows = chosen[start : start + _BLOCK_ROWS]
        nearest = _nearest_others(different, rows)
        decided = np.where(nearest < 0, common, codes[nearest])
        n_wrong += int((decided != codes[rows]).sum())
    low, high = (float(bound) for bound in wilson(n_wrong, len(chosen)))
    error = Estimate(n_wrong / len(chosen), low, high)
    return NearestNeighbour(error, _least_error(error, corpus.n_classes), len(chosen), len(first))


def _nearest_others(features: Features, rows: NDArray[np.intp]) -> NDArray[np.intp]:
    """Row of the most similar other text, -1 where none shares a term."""
    similarity = (features[rows] @ features.T).tocoo()
    itself = similarity.col == rows[similarity.row]
    similarity.data[itself] = 0
    similarity = similarity.tocsr()
    nearest = np.asarray(similarity.argmax(axis=1)).ravel()
    return np.where(similarity.max(axis=1).toarray().ravel() > 0, nearest, -1)


def _least_error(error: Estimate, n_classes: int) -> Estimate:
    """Bound of Cover and Hart, which rises with the nearest neighbour's error."""
    most = (n_classes - 1) / n_classes
    bounds = (
        most * (1 - math.sqrt(max(1 - each / most, 0)))
        for each in (error.value, error.low, error.high)
    )
    return Estimate(*bounds)
