import numpy as np
import pytest

from analysis.explain.vocabulary.typed_text import read_typed_text
from analysis.model.features import count_terms, term_weights, tfidf
from analysis.model.linear import LinearModel
from analysis.model.settings import FeatureSettings

TEXTS = np.array(["red flange flg4532", "Red bolt, steel", "the bolt of the flange"], dtype=object)


def model_of(settings):
    """A model that knows the terms of `TEXTS`; its coefficients do not matter here."""
    counts = count_terms(TEXTS, settings)
    weights = term_weights(counts, settings)
    blank = np.zeros((2, len(counts.terms)), dtype=np.float32)
    model = LinearModel(blank, np.zeros(2), counts.terms, weights, np.full(2, 0.5))
    return model, tfidf(counts, weights, settings)


@pytest.mark.parametrize(
    "settings",
    [
        FeatureSettings(),
        FeatureSettings(sublinear=True, word_ngrams=(1, 2)),
        FeatureSettings(min_document_frequency=2),
        FeatureSettings(kind="characters"),
        FeatureSettings(kind="words+characters", split_letters_digits=True),
    ],
)
def test_a_typed_document_has_the_features_of_the_document(settings):
    model, features = model_of(settings)
    for row, text in enumerate(TEXTS):
        typed = read_typed_text(text, model, settings)
        np.testing.assert_array_equal(typed.features.toarray(), features[row].toarray())


@pytest.mark.parametrize(
    ("settings", "text", "unknown"),
    [
        (FeatureSettings(), "RED washer, steel cog", ("cog", "washer")),
        (FeatureSettings(), "red bolt", ()),
        (FeatureSettings(), "flg 4532", ("4532", "flg")),
        (FeatureSettings(split_letters_digits=True), "flg 4532 x9", ()),
        # Known, but in too few documents to have a weight.
        (FeatureSettings(min_document_frequency=2), "red steel", ("steel",)),
        # Without single words, a word is known in the company of the right neighbour only.
        (FeatureSettings(word_ngrams=(2, 2)), "flange red bolt", ("flange",)),
        (FeatureSettings(word_ngrams=(1, 2)), "steel red", ()),
        # "flan" is a piece of "flange".
        (FeatureSettings(kind="characters"), "flan zyzzyva", ("zyzzyva",)),
        (FeatureSettings(kind="words+characters"), "flan zyzzyva", ("zyzzyva",)),
        (FeatureSettings(), "", ()),
        (FeatureSettings(), "? !", ()),
    ],
)
def test_words_that_contribute_nothing_are_listed(settings, text, unknown):
    model, _ = model_of(settings)
    assert read_typed_text(text, model, settings).unknown == unknown


def test_a_text_without_a_known_word_has_no_features():
    model, _ = model_of(FeatureSettings())
    for text in ["", "zyzzyva", "<b>", "\u200b"]:
        typed = read_typed_text(text, model, FeatureSettings())
        assert typed.features.shape == (1, len(model.terms))
        assert typed.features.nnz == 0
