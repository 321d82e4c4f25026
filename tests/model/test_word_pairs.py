from dataclasses import replace

import numpy as np
import pytest

from analysis.decision.scenario import Scenario
from analysis.decision.scenario_json import scenario_as_json, scenario_from_json
from analysis.errors import InputError
from analysis.explain.vocabulary.documents_with import documents_counting
from analysis.explain.vocabulary.typed_text import read_typed_text
from analysis.model.crossfit import fit_model
from analysis.model.features import count_known_terms, count_terms, term_weights, tfidf
from analysis.model.settings import (
    FeatureSettings,
    TrainingSettings,
    describe_settings,
    settings_as_json,
    settings_from_json,
    settings_id,
)
from analysis.model.word_pairs import is_pair_term, pair_of_term, pair_term
from tests.corpora import labelled

TEXTS = np.array(
    ["Belt of a SEAT", "seat belt belt", "belt", "the seat", "", "drive belt"], dtype=object
)
PAIRS = (("belt", "seat"), ("drive", "seat"))


def columns(texts, settings):
    counted = count_terms(texts, settings)
    return dict(zip(counted.terms, counted.counts.toarray().T, strict=True))


@pytest.mark.parametrize("kind", ["words", "characters", "words+characters"])
def test_a_pair_is_counted_where_both_words_stand_wherever_and_however_often(kind):
    counted = columns(TEXTS, FeatureSettings(kind=kind, pairs=PAIRS))
    assert counted["belt + seat"].tolist() == [1, 1, 0, 0, 0, 0]


def test_a_pair_that_no_text_holds_is_no_term():
    assert "drive + seat" not in columns(TEXTS, FeatureSettings(pairs=PAIRS))


def test_pairs_leave_the_counts_of_all_other_terms_alone():
    without, pairs = (
        FeatureSettings(word_ngrams=(1, 2)),
        FeatureSettings(word_ngrams=(1, 2), pairs=PAIRS),
    )
    counted = columns(TEXTS, pairs)
    expected = columns(TEXTS, without)
    assert set(counted) - set(expected) == {"belt + seat"}
    assert all((counted[term] == column).all() for term, column in expected.items())


@pytest.mark.parametrize("kind", ["words", "characters", "words+characters"])
def test_pairs_are_counted_in_new_texts_as_in_old_ones(kind):
    settings = FeatureSettings(kind=kind, pairs=PAIRS)
    counted = count_terms(TEXTS, settings)
    again = count_known_terms(TEXTS, counted.terms, settings)
    assert again.terms.tolist() == counted.terms.tolist()
    assert (again.counts != counted.counts).nnz == 0
    unseen = count_known_terms(np.array(["a seat of belt"], dtype=object), counted.terms, settings)
    assert unseen.counts[0, counted.terms.tolist().index("belt + seat")] == 1


def test_words_that_are_split_from_digits_pair_too():
    settings = FeatureSettings(split_letters_digits=True, pairs=(("4532", "flg"),))
    assert columns(np.array(["flg4532 x"], dtype=object), settings)["4532 + flg"] == 1


@pytest.mark.parametrize("kind", ["words", "characters", "words+characters"])
def test_pairs_are_normalised_by_themselves_so_that_other_features_stay(kind):
    settings = FeatureSettings(kind=kind, pairs=PAIRS)
    counted, plain = count_terms(TEXTS, settings), count_terms(TEXTS, replace(settings, pairs=()))
    features = tfidf(counted, term_weights(counted, settings), settings).toarray()
    expected = tfidf(plain, term_weights(plain, settings), settings).toarray()
    joint = np.array([is_pair_term(term) for term in counted.terms])
    np.testing.assert_allclose(features[:, ~joint], expected)
    np.testing.assert_allclose(features[:, joint].ravel(), [1, 1, 0, 0, 0, 0])


def test_a_pair_and_its_reverse_are_the_same_settings():
    assert FeatureSettings(pairs=(("seat", "belt"), ("belt", "seat"))) == FeatureSettings(
        pairs=(("belt", "seat"),)
    )


@pytest.mark.parametrize("pair", [("a",), ("a", "a"), ("a b", "c"), ("", "c"), "ab", (1, 2)])
def test_what_is_no_pair_is_refused(pair):
    with pytest.raises(InputError, match="word pairs"):
        FeatureSettings(pairs=(pair,))


def test_settings_with_pairs_are_kept_and_read_again():
    settings = TrainingSettings(features=FeatureSettings(pairs=PAIRS))
    assert settings_from_json(settings_as_json(settings)) == settings
    assert settings_id(settings) != settings_id(TrainingSettings())
    scenario = Scenario(settings)
    assert scenario_from_json(scenario_as_json(scenario, ("a", "b")), ("a", "b")) == scenario
    assert "2 added word pairs" in describe_settings(settings)


def test_settings_that_were_kept_before_there_were_pairs_are_read_and_keep_their_id():
    text = settings_as_json(TrainingSettings())
    assert "pairs" not in text
    assert settings_from_json(text) == TrainingSettings()


@pytest.mark.parametrize("pairs", ['"x"', "[1]", '[["a"]]'])
def test_pairs_that_are_none_are_refused_when_read(pairs):
    text = settings_as_json(TrainingSettings()).replace(
        '"features": {', f'"features": {{"pairs": {pairs}, '
    )
    with pytest.raises(InputError, match=r"word pairs|no complete set"):
        settings_from_json(text)


def test_a_typed_text_and_a_search_know_pairs():
    corpus = labelled(TEXTS, ["a", "a", "b", "b", "b", "b"])
    settings = TrainingSettings(features=FeatureSettings(pairs=PAIRS))
    model = fit_model(corpus, count_terms(corpus.texts, settings.features), settings)
    typed = read_typed_text("a seat with belt of unheard", model, settings.features)
    assert "belt + seat" in model.terms[typed.features.indices]
    assert typed.unknown == ("unheard", "with")
    found = documents_counting(corpus, "belt + seat", settings.features)
    assert found.tolist() == [0, 1]


def test_hostile_words_are_only_text():
    pair = ("=1+1", "<b>x</b>")
    assert pair_of_term(pair_term(pair)) == pair
    assert is_pair_term(pair_term(pair))
    counted = columns(np.array(["=1+1 <b>x</b>"], dtype=object), FeatureSettings(pairs=(pair,)))
    assert not any(is_pair_term(term) for term in counted)
