"""A typed text as the model sees it, and the words that it does not know."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.model.features import count_known_terms, count_terms, tfidf
from analysis.model.linear import LinearModel
from analysis.model.settings import FeatureSettings


@dataclass(frozen=True, eq=False)
class TypedText:
    """A text in the terms of a model.

    Parameters
    ----------
    features : csr_matrix of float32, shape (1, n_terms)
        Tf-idf; no entry where the model knows nothing of the text.
    unknown : tuple of str
        Words of the text that contribute nothing, because the model knows neither them nor a
        piece of them; in alphabetical order.
    """

    features: sparse.csr_matrix
    unknown: tuple[str, ...]


def read_typed_text(text: str, model: LinearModel, settings: FeatureSettings) -> TypedText:
    """Turn a text into features of a model.

    Parameters
    ----------
    text : str
    model : LinearModel
    settings : FeatureSettings
        Those that the model was trained with.

    Returns
    -------
    TypedText
    """
    counts = count_known_terms(np.array([text], dtype=object), model.terms, settings)
    features = tfidf(counts, model.inverse_document_frequency, settings)
    return TypedText(features, _unknown_words(text, model.terms[features.indices], settings))


def _unknown_words(
    text: str, known: NDArray[np.object_], settings: FeatureSettings
) -> tuple[str, ...]:
    """Words that are neither part of a known word n-gram nor hold a known character n-gram."""
    parts = {word for term in known for word in term.split(" ")}
    pieces = set(known)
    return tuple(
        word
        for word in _terms(text, replace(settings, kind="words", word_ngrams=(1, 1), pairs=()))
        if word not in parts and pieces.isdisjoint(_character_ngrams(word, settings))
    )


def _character_ngrams(word: str, settings: FeatureSettings) -> tuple[str, ...]:
    """Character n-grams of a word, if the model counts any."""
    return (
        ()
        if settings.kind == "words"
        else _terms(word, replace(settings, kind="characters", pairs=()))
    )


def _terms(text: str, settings: FeatureSettings) -> tuple[str, ...]:
    return tuple(count_terms(np.array([text], dtype=object), settings).terms)
