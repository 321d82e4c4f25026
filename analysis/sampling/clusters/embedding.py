"""Documents as points: tf-idf of their words, reduced to the directions that explain most.

Identical documents are one text with one point. Directions are those of all documents, each
text counting as often as it occurs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.errors import InputError
from analysis.model.features import TermCounts, count_terms, term_weights, tfidf
from analysis.model.settings import FeatureSettings
from analysis.progress import Progress
from analysis.sampling.clusters.truncated_svd import PASSES, truncated_svd

# Counting, the passes, and placing the texts.
EMBEDDING_STEPS = 2 + PASSES
# Shorter than this, a point is rounding error of float32.
_NO_LENGTH = 1e-6


def _features() -> FeatureSettings:
    """Words in two texts at least: a word of one text brings it near to no other."""
    return FeatureSettings(split_letters_digits=True, sublinear=True, min_document_frequency=2)


@dataclass(frozen=True)
class EmbeddingSettings:
    """How documents become points.

    Parameters
    ----------
    features : FeatureSettings
    n_components : int
        Number of directions, at least 1; fewer are used where there are fewer texts or terms.
    seed : int
        Of the randomised search for the directions.
    """

    features: FeatureSettings = field(default_factory=_features)
    n_components: int = 100
    seed: int = 0


@dataclass(frozen=True, eq=False)
class Embedding:
    """A point for each text of a corpus.

    Parameters
    ----------
    coordinates : ndarray of float32, shape (n_texts, n_components)
        Rows of unit length, so that a product of two is their cosine; the direction that
        explains most first. A text without any known term lies at the origin.
    text_of_document : ndarray of int, shape (n_documents,)
        Row of each document's text; identical documents share it.
    explained : float
        Share of the tf-idf features' sum of squares that the directions hold, in [0, 1].
    """

    coordinates: NDArray[np.float32]
    text_of_document: NDArray[np.int64]
    explained: float

    @property
    def n_texts(self) -> int:
        """Number of different texts."""
        return len(self.coordinates)

    @property
    def n_times(self) -> NDArray[np.int64]:
        """How many documents have each text, shape (n_texts,)."""
        return np.bincount(self.text_of_document, minlength=self.n_texts)

    @property
    def has_terms(self) -> NDArray[np.bool_]:
        """Whether each text holds a known term, shape (n_texts,)."""
        return np.asarray(self.coordinates.any(axis=1), dtype=np.bool_)


def embed(
    texts: Sequence[str],
    settings: EmbeddingSettings,
    progress: Progress,
    first_step: int = 0,
) -> Embedding:
    """Place every document by its words.

    Parameters
    ----------
    texts : sequence of str, n_documents
        `Corpus.normalised_texts`: those that are equal count as identical.
    settings : EmbeddingSettings
    progress : Progress
        `EMBEDDING_STEPS` of its steps are finished.
    first_step : int
        Number of steps that come before them.

    Returns
    -------
    Embedding

    Raises
    ------
    InputError
        If no two texts have a term in common.
    Cancelled
        If the progress was cancelled.

    Notes
    -----
    The same settings on the same machine give the same points.

    References
    ----------
    Deerwester, Dumais, Furnas, Landauer, Harshman (1990). Indexing by latent semantic analysis.
    Journal of the American Society for Information Science 41.
    """
    progress.raise_if_cancelled()
    text_of_document, different = pd.factorize(np.asarray(texts, dtype=object))
    features = _known_features(count_terms(different, settings.features), settings.features)
    progress.finish(first_step)

    def after_pass(number: int) -> None:
        progress.finish(first_step + 1 + number)
        progress.raise_if_cancelled()

    times = np.bincount(text_of_document).astype(np.float32)
    weighted = sparse.csr_matrix(sparse.diags_array(np.sqrt(times)) @ features)
    found = truncated_svd(weighted, settings.n_components, settings.seed, after_pass)
    coordinates = _unit_rows(features @ found.vectors)
    progress.finish(first_step + EMBEDDING_STEPS - 1)
    return Embedding(coordinates, text_of_document.astype(np.int64), found.explained)


def _known_features(counts: TermCounts, settings: FeatureSettings) -> sparse.csr_matrix:
    """Tf-idf of the terms that occur often enough."""
    weights = term_weights(counts, settings)
    if not weights.any():
        raise InputError(
            f"corpus: no word occurs in {settings.min_document_frequency:,} of its "
            f"{counts.counts.shape[0]:,} different texts, so nothing tells which of them are "
            "alike. Check the text column and the encoding."
        )
    return sparse.csr_matrix(tfidf(counts, weights, settings)[:, weights > 0])


def _unit_rows(points: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scale rows to unit length, in place; those next to nothing become zero."""
    lengths = np.linalg.norm(points, axis=1, keepdims=True)
    points *= lengths > _NO_LENGTH
    points /= np.maximum(lengths, _NO_LENGTH)
    return points
