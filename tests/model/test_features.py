import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

from analysis.errors import InputError
from analysis.model.features import (
    LETTERS_OR_DIGITS_PATTERN,
    count_known_terms,
    count_terms,
    term_weights,
    tfidf,
)
from analysis.model.settings import FeatureSettings

TEXTS = np.array(
    ["Flange FLG4532 steel", "steel pipe DN50 dn50", "flg99 FLANGE", "", "ein Rohr, Stahl ␣ x"],
    dtype=object,
)
MORE_TEXTS = np.array(["flange pipe unknown", "dn50", ""], dtype=object)
SETTINGS = {
    "defaults": FeatureSettings(),
    "word pairs": FeatureSettings(word_ngrams=(1, 2)),
    "sublinear": FeatureSettings(sublinear=True),
    "rare terms left out": FeatureSettings(min_document_frequency=2),
    "letters from digits": FeatureSettings(split_letters_digits=True),
    "characters": FeatureSettings(kind="characters", character_ngrams=(2, 3)),
    "both": FeatureSettings(kind="words+characters", character_ngrams=(2, 3), sublinear=True),
}


def reference(settings):
    """The same features by scikit-learn alone."""
    shared = {"sublinear_tf": settings.sublinear, "min_df": settings.min_document_frequency}
    words = TfidfVectorizer(ngram_range=settings.word_ngrams, **shared)
    if settings.split_letters_digits:
        words.set_params(token_pattern=LETTERS_OR_DIGITS_PATTERN)
    characters = TfidfVectorizer(
        analyzer="char_wb",
        ngram_range=settings.character_ngrams,
        preprocessor=lambda text: text.lower().replace("␣", " "),
        **shared,
    )
    parts = [("words", words)] * (settings.kind != "characters")
    return FeatureUnion(parts + [("characters", characters)] * (settings.kind != "words"))


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS.keys())
def test_tfidf_equals_scikit_learns_fitted_on_the_training_rows(settings):
    rows = np.array([0, 1, 3])
    union = reference(settings).fit(TEXTS[rows])
    counts = count_terms(TEXTS, settings)
    weights = term_weights(counts, settings, rows)
    ours = tfidf(counts, weights, settings)[:, weights > 0]
    np.testing.assert_allclose(ours.toarray(), union.transform(TEXTS).toarray(), atol=1e-6)


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS.keys())
def test_known_terms_are_counted_in_new_texts_as_in_old_ones(settings):
    counts = count_terms(TEXTS, settings)
    again = count_known_terms(TEXTS, counts.terms, settings)
    np.testing.assert_array_equal(again.counts.toarray(), counts.counts.toarray())
    new = count_known_terms(MORE_TEXTS, counts.terms, settings)
    assert new.counts.shape == (3, len(counts.terms))
    assert new.counts[2].nnz == 0


def test_splitting_letters_from_digits_shows_the_prefix_of_an_item_code():
    terms = count_terms(TEXTS, FeatureSettings(split_letters_digits=True)).terms
    assert {"flg", "4532", "dn", "50"} <= set(terms)


def test_character_ngrams_are_told_from_words_and_show_their_blanks():
    terms = count_terms(TEXTS[:1], SETTINGS["both"]).terms
    assert "flange" in terms
    assert "‹␣fl›" in terms


def test_rows_of_each_kind_have_unit_length():
    counts = count_terms(TEXTS, SETTINGS["both"])
    features = tfidf(counts, term_weights(counts, SETTINGS["both"]), SETTINGS["both"])
    norms = np.sqrt(features.multiply(features).sum(axis=1)).A1
    np.testing.assert_allclose(norms, [2**0.5, 2**0.5, 2**0.5, 0, 2**0.5], rtol=1e-6)


@pytest.mark.parametrize("kind", ["words", "characters", "words+characters"])
def test_texts_without_any_term_give_empty_features(kind):
    settings = FeatureSettings(kind=kind)
    counts = count_terms(np.array(["", " "], dtype=object), settings)
    assert counts.counts.shape == (2, 0)
    assert tfidf(counts, term_weights(counts, settings), settings).shape == (2, 0)
    assert count_known_terms(TEXTS, counts.terms, settings).counts.shape == (5, 0)


def test_weighting_leaves_the_counts_untouched():
    settings = SETTINGS["sublinear"]
    counts = count_terms(TEXTS, settings)
    before = counts.counts.copy()
    tfidf(counts, term_weights(counts, settings), settings)
    assert (counts.counts != before).nnz == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "emoji"}, "features: 'emoji' is not known. Choose one of words"),
        ({"word_ngrams": (2, 1)}, r"word n-grams: \(2, 1\) is no range"),
        ({"character_ngrams": (0, 3)}, "character n-grams"),
        ({"min_document_frequency": 0}, "minimum document frequency: 0 is too small"),
    ],
)
def test_wrong_feature_settings_are_refused_by_name(change, message):
    with pytest.raises(InputError, match=message):
        FeatureSettings(**change)
