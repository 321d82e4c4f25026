"""Scoring a corpus against a plain pipeline on every document."""

import numpy as np
import pytest

from analysis.corpus.corpus import make_corpus
from analysis.decision.decide import decide, posteriors
from analysis.decision.settings import CostSettings, DecisionSettings
from analysis.errors import InputError
from analysis.model.crossfit import deal_folds, fit_model, train
from analysis.model.features import count_known_terms, count_terms, tfidf
from analysis.model.settings import FeatureSettings, TrainingSettings
from analysis.progress import Cancelled
from analysis.sampling.coverage.strata import stratify
from analysis.sampling.frequencies import corpus_counts, fold_predictions
from analysis.sampling.frequencies.corpus_counts import count_corpus
from analysis.sampling.frequencies.corpus_scores import (
    score_corpus,
    scores_as_arrays,
    scores_from_arrays,
    scoring_progress,
)
from analysis.sampling.frequencies.decisions import decide_corpus
from analysis.sampling.frequencies.fold_predictions import predictions
from analysis.sampling.frequencies.frequencies import estimate_frequencies
from analysis.sampling.frequencies.predictions_table import nearest_boundary, predictions_frame
from tests.corpora import long_tailed

SETTINGS = TrainingSettings(c=5.0, folds=3)


@pytest.fixture(scope="module")
def labelled():
    return long_tailed()


@pytest.fixture(scope="module")
def corpus(labelled):
    """The labelled documents, others like them, some twice, and one that holds no term."""
    others = long_tailed(seed=1)
    texts = [*labelled.texts, *others.texts, *others.texts[:20], "?"]
    clusters = [f"c{row % 3}" for row in range(len(texts))]
    return make_corpus(texts, clusters=clusters)


@pytest.fixture(scope="module")
def training(labelled):
    counts = count_terms(labelled.texts, SETTINGS.features)
    return train(labelled, counts, deal_folds(labelled, SETTINGS), SETTINGS)


@pytest.fixture(scope="module")
def scores(labelled, corpus, training):
    return score(labelled, corpus, training)


def score(labelled, corpus, training, progress=None):
    counts = count_terms(labelled.texts, SETTINGS.features)
    strata = stratify(labelled, corpus)
    progress = progress or scoring_progress(SETTINGS)
    return score_corpus(labelled, counts, corpus, strata, training, SETTINGS, progress)


def plain_logits(corpus, model):
    counts = count_known_terms(corpus.texts, model.terms, SETTINGS.features)
    features = tfidf(counts, model.inverse_document_frequency, SETTINGS.features)
    return model.logits(features).astype(np.float32)


def test_the_posterior_of_the_reject_class_is_that_of_a_plain_pipeline(
    labelled, corpus, training, scores
):
    model = training.model
    expected = posteriors(plain_logits(corpus, model), model.training_prior, DecisionSettings())
    found = scores.decisions.reject_posterior
    np.testing.assert_allclose(found, expected[:, labelled.reject_code], atol=1e-5)


def test_without_a_reject_class_its_posterior_is_unknown(labelled, corpus, training):
    found = score(labelled.with_reject_class(None), corpus, training)
    assert np.isnan(found.decisions.reject_posterior).all()


@pytest.mark.parametrize("settings", [DecisionSettings(), DecisionSettings("equal", 0.5)])
@pytest.mark.parametrize("chunk", [7, 16_384])
def test_decisions_are_those_of_a_plain_pipeline(
    monkeypatch, labelled, corpus, training, settings, chunk
):
    monkeypatch.setattr(corpus_counts, "CHUNK", chunk)
    progress = scoring_progress(SETTINGS)
    terms, model = training.model.terms, training.model
    counts = count_corpus(labelled, corpus, terms, SETTINGS.features, progress)
    found = decide_corpus(counts, model, SETTINGS.features, settings, progress)
    logits = plain_logits(corpus, model)
    posterior = posteriors(logits, model.training_prior, settings)
    np.testing.assert_array_equal(found.decided, decide(logits, model.training_prior, settings))
    ranked = np.sort(posterior, axis=1)
    np.testing.assert_allclose(found.posterior, ranked[:, -1], atol=1e-5)
    np.testing.assert_allclose(found.margin, ranked[:, -1] - ranked[:, -2], atol=1e-5)
    np.testing.assert_allclose(found.mean_posterior, posterior.mean(axis=0), atol=1e-5)
    assert (found.second != found.decided).all()


def test_costs_and_abstaining_are_obeyed(labelled, corpus, training):
    costs = CostSettings(reject_code=labelled.reject_code, to_reject=0.3)
    settings = DecisionSettings(costs=costs, abstain_cost=0.25)
    progress, model = scoring_progress(SETTINGS), training.model
    counts = count_corpus(labelled, corpus, model.terms, SETTINGS.features, progress)
    found = decide_corpus(counts, model, SETTINGS.features, settings, progress)
    logits = plain_logits(corpus, model)
    np.testing.assert_array_equal(found.decided, decide(logits, model.training_prior, settings))
    assert (found.decided < 0).any()
    assert (found.margin < 0).any()
    frame = predictions_frame(corpus, found, labelled.classes)
    np.testing.assert_array_equal(frame["predicted"] == "", found.decided < 0)


def test_fold_sums_hold_every_document_once_for_every_fold(scores, corpus):
    by_folds = scores.by_folds
    without = by_folds.without_label.sum(axis=2)
    np.testing.assert_allclose(without, without[:, :1].repeat(3, axis=1), rtol=1e-4)
    sizes = np.bincount(stratify(long_tailed(), corpus).cluster_of_document)
    np.testing.assert_allclose(without[:, 0] + by_folds.with_label.sum(axis=1), sizes, rtol=1e-4)


def test_a_text_with_a_label_is_predicted_by_the_model_that_held_it_out(labelled, training):
    only_labelled = make_corpus(labelled.texts)
    scores = score(labelled, only_labelled, training)
    strata = stratify(labelled, only_labelled)
    assert (scores.by_folds.without_label == 0).all()
    predicted = predictions(strata, scores.by_folds, training.out_of_fold)
    np.testing.assert_allclose(predicted.of_strata[0], predicted.of_labels.mean(axis=0), atol=1e-5)


def test_a_census_leaves_the_model_nothing_to_correct(labelled, training):
    census = make_corpus(labelled.texts)
    scores = score(labelled, census, training)
    found = estimate_frequencies(labelled, stratify(labelled, census), training.out_of_fold, scores)
    difference = found.model_based.difference
    np.testing.assert_allclose(difference.share, labelled.support / labelled.n_documents, atol=1e-5)
    np.testing.assert_allclose(difference.high - difference.low, 0, atol=1e-12)


def test_scores_come_back_from_their_arrays(scores):
    again = scores_from_arrays(scores_as_arrays(scores))
    for part in ("decisions", "by_folds"):
        for name, array in vars(getattr(scores, part)).items():
            np.testing.assert_array_equal(getattr(getattr(again, part), name), array)


def test_the_progress_ends_at_one(labelled, corpus, training):
    progress = scoring_progress(SETTINGS)
    score(labelled, corpus, training, progress)
    assert progress.share == 1


def test_scoring_can_be_cancelled(labelled, corpus, training):
    progress = scoring_progress(SETTINGS)
    progress.cancel()
    with pytest.raises(Cancelled):
        score(labelled, corpus, training, progress)


class InMemory:
    """Keeps parts, and cancels after some of them."""

    def __init__(self):
        self.kept, self.shares, self.stop_after, self.progress = {}, [], None, None

    def find(self, name):
        return self.kept.get(name)

    def keep(self, name, arrays, share):
        self.kept[name] = arrays
        self.shares.append(share)
        if len(self.shares) == self.stop_after:
            self.progress.cancel()


@pytest.mark.parametrize("stop_after", [1, 12, 25, 40, 70])
def test_a_cancelled_scoring_goes_on_where_it_stopped_with_the_same_result(
    monkeypatch, labelled, corpus, training, stop_after
):
    monkeypatch.setattr(corpus_counts, "CHUNK", 30)
    whole = scores_as_arrays(score(labelled, corpus, training))
    parts, counts = InMemory(), count_terms(labelled.texts, SETTINGS.features)
    inputs = (labelled, counts, corpus, stratify(labelled, corpus), training, SETTINGS)
    parts.stop_after, parts.progress = stop_after, scoring_progress(SETTINGS)
    with pytest.raises(Cancelled):
        score_corpus(*inputs, parts.progress, parts=parts)
    assert len(parts.shares) == stop_after
    again = scores_as_arrays(score_corpus(*inputs, scoring_progress(SETTINGS), parts=parts))
    for name, array in whole.items():
        np.testing.assert_array_equal(again[name], array)
    n_chunks = len(corpus_counts.chunks(len(set(corpus.texts))))
    assert len(parts.shares) == n_chunks * (2 + SETTINGS.folds)
    assert parts.shares == sorted(parts.shares)
    assert parts.shares[-1] > 0.95


def test_kept_parts_are_not_computed_again(monkeypatch, labelled, corpus, training):
    parts, counts = InMemory(), count_terms(labelled.texts, SETTINGS.features)
    inputs = (labelled, counts, corpus, stratify(labelled, corpus), training, SETTINGS)
    first = scores_as_arrays(score_corpus(*inputs, scoring_progress(SETTINGS), parts=parts))
    for module, name in ((corpus_counts, "count_known_terms"), (fold_predictions, "fit_linear")):
        monkeypatch.setattr(module, name, None)
    again = scores_as_arrays(score_corpus(*inputs, scoring_progress(SETTINGS), parts=parts))
    np.testing.assert_equal(again, first)


def test_a_corpus_without_a_word_in_common_is_refused(labelled, training):
    with pytest.raises(InputError, match="none of its 2 documents has a word in common"):
        score(labelled, make_corpus(["zzz", "yyy"]), training)


def test_a_class_left_out_of_training_is_never_decided(labelled, corpus):
    settings = TrainingSettings(include_reject=False, folds=3)
    counts = count_terms(labelled.texts, settings.features)
    trained = train(labelled, counts, deal_folds(labelled, settings), settings)
    found = score_corpus(
        labelled,
        counts,
        corpus,
        stratify(labelled, corpus),
        trained,
        settings,
        scoring_progress(settings),
    )
    assert labelled.reject_code not in found.decisions.decided
    frequencies = estimate_frequencies(
        labelled, stratify(labelled, corpus), trained.out_of_fold, found
    )
    assert frequencies.model_based.difference.share.sum() == pytest.approx(1)


def test_the_fit_alone_is_that_of_the_training(labelled, training):
    counts = count_terms(labelled.texts, SETTINGS.features)
    alone = fit_model(labelled, counts, SETTINGS)
    np.testing.assert_allclose(alone.coefficients, training.model.coefficients, atol=1e-4)
    np.testing.assert_array_equal(alone.training_prior, training.model.training_prior)


def test_tables_keep_the_order_of_the_corpus_and_rank_the_closest_first(scores, labelled, corpus):
    frame = predictions_frame(corpus, scores.decisions, labelled.classes)
    assert frame["text"].tolist() == corpus.texts.tolist()
    assert list(frame) == ["text", "predicted", "posterior", "second", "margin"]
    code = int(scores.decisions.decided[0])
    nearest = nearest_boundary(corpus, scores.decisions, labelled.classes, code)
    name, found = labelled.classes[code], scores.decisions
    assert len(nearest) == (found.decided == code).sum() + (found.second == code).sum()
    assert ((nearest["predicted"] == name) | (nearest["second"] == name)).all()
    assert set(nearest["predicted"]) > {name}
    assert nearest["margin"].is_monotonic_increasing


def test_characters_are_scored_too(labelled, corpus):
    features = FeatureSettings(kind="words+characters", sublinear=True, min_document_frequency=2)
    settings = TrainingSettings(features=features, folds=3)
    model = fit_model(labelled, count_terms(labelled.texts, features), settings)
    progress = scoring_progress(settings)
    counts = count_corpus(labelled, corpus, model.terms, features, progress)
    found = decide_corpus(counts, model, features, DecisionSettings(), progress)
    weighed = tfidf(
        count_known_terms(corpus.texts, model.terms, features),
        model.inverse_document_frequency,
        features,
    )
    np.testing.assert_array_equal(found.decided, model.logits(weighed).argmax(axis=1))
