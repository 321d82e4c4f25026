"""Trainings in which documents weigh as much as the corpus says."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from analysis.model import multinomial
from analysis.model.crossfit import deal_folds, fit_model, train
from analysis.model.features import count_terms, term_weights, tfidf
from analysis.model.linear import fit_linear, training_prior
from analysis.model.settings import FeatureSettings, TrainingSettings
from tests.corpora import labelled, long_tailed

DESIGN = TrainingSettings(c=5.0, design_weights=True)


def features_of(corpus):
    counts = count_terms(corpus.texts, FeatureSettings())
    return tfidf(counts, term_weights(counts, FeatureSettings()), FeatureSettings())


def drawn_weights(n, seed=0):
    """Weights of a factor of 50, as those of clusters drawn in very other shares."""
    weights = np.exp(np.random.default_rng(seed).uniform(0, np.log(50), size=n))
    return weights / weights.mean()


def balanced(codes, weights):
    mass = np.bincount(codes, weights)
    return weights * (mass.sum() / (len(mass) * mass))[codes]


@pytest.mark.parametrize("solver", ["dual", "lbfgs"])
@pytest.mark.parametrize("class_weight", ["none", "balanced"])
@pytest.mark.parametrize("n_classes", [2, 9])
def test_the_optimum_is_that_of_scikit_learns_sample_weights(solver, class_weight, n_classes):
    corpus = long_tailed()
    rows = np.flatnonzero(corpus.codes < n_classes)
    features, codes = features_of(corpus)[rows], corpus.codes[rows]
    weights = drawn_weights(len(rows))
    settings = TrainingSettings(c=5.0, class_weight=class_weight, solver=solver)
    ours = fit_linear(features, codes, settings, weights=weights)
    wanted = weights if class_weight == "none" else balanced(codes, weights)
    theirs = LogisticRegression(C=5.0, tol=1e-10, max_iter=50_000)
    theirs.fit(features.astype(np.float64), codes, sample_weight=wanted)
    coefficients = theirs.coef_ if n_classes > 2 else np.vstack([-theirs.coef_, theirs.coef_]) / 2
    tolerance = 1e-4 if solver == "dual" else 2e-3
    np.testing.assert_allclose(
        ours.coefficients, coefficients - coefficients.mean(axis=0), atol=tolerance
    )


def test_the_ascent_proves_its_gap_with_weights_too(monkeypatch):
    monkeypatch.setattr(multinomial, "SMALL_PROBLEM", 0)
    corpus = long_tailed()
    weights = drawn_weights(corpus.n_documents)
    fit = fit_linear(features_of(corpus), corpus.codes, TrainingSettings(c=5.0), weights=weights)
    assert 0 <= fit.gap <= 1e-6
    theirs = LogisticRegression(C=5.0, tol=1e-10, max_iter=50_000)
    theirs.fit(features_of(corpus).astype(np.float64), corpus.codes, sample_weight=weights)
    np.testing.assert_allclose(fit.coefficients, theirs.coef_, atol=2e-2)


@pytest.mark.parametrize("class_weight", ["none", "balanced"])
def test_whole_weights_are_repeated_documents(class_weight):
    corpus = long_tailed()
    times = np.random.default_rng(1).integers(1, 4, size=corpus.n_documents)
    features, settings = features_of(corpus), TrainingSettings(class_weight=class_weight)
    repeated = np.repeat(np.arange(corpus.n_documents), times)
    weighted = fit_linear(features, corpus.codes, settings, weights=times.astype(float))
    copied = fit_linear(features[repeated], corpus.codes[repeated], settings)
    np.testing.assert_allclose(weighted.coefficients, copied.coefficients, atol=1e-5)
    np.testing.assert_allclose(weighted.intercept, copied.intercept, atol=1e-5)


def test_the_training_prior_is_the_weighted_share_of_each_class():
    codes, weights = np.array([0, 0, 1, 3]), np.array([1.0, 2.0, 4.0, 1.0])
    plain = training_prior(codes, 4, TrainingSettings(), weights)
    np.testing.assert_allclose(plain, [3 / 8, 4 / 8, 0, 1 / 8])
    equal = training_prior(codes, 4, TrainingSettings(class_weight="balanced"), weights)
    np.testing.assert_allclose(equal, [1 / 3, 1 / 3, 0, 1 / 3])


def trained(corpus, settings):
    counts = count_terms(corpus.texts, settings.features)
    return train(corpus, counts, deal_folds(corpus, settings), settings)


def test_weights_count_where_the_settings_ask_for_them_only():
    corpus = long_tailed()
    weighted = corpus.with_weights(drawn_weights(corpus.n_documents))
    plain = trained(corpus, TrainingSettings(c=5.0))
    unasked = trained(weighted, TrainingSettings(c=5.0))
    np.testing.assert_array_equal(unasked.out_of_fold.logits, plain.out_of_fold.logits)
    without = trained(corpus, DESIGN)
    np.testing.assert_array_equal(without.out_of_fold.logits, plain.out_of_fold.logits)
    asked = trained(weighted, DESIGN)
    assert np.abs(asked.out_of_fold.logits - plain.out_of_fold.logits).max() > 0.5
    mass = np.bincount(corpus.codes, weighted.weights)
    for prior in (asked.model.training_prior, asked.out_of_fold.training_prior):
        np.testing.assert_allclose(prior, mass / mass.sum())


def test_weights_of_one_change_nothing():
    corpus = long_tailed()
    ones = corpus.with_weights(np.ones(corpus.n_documents))
    plain, weighted = trained(corpus, TrainingSettings(c=5.0)), trained(ones, DESIGN)
    np.testing.assert_array_equal(weighted.out_of_fold.logits, plain.out_of_fold.logits)
    np.testing.assert_array_equal(weighted.model.coefficients, plain.model.coefficients)


def test_each_fold_is_fitted_with_the_weights_of_its_own_documents():
    corpus = long_tailed()
    corpus = corpus.with_weights(drawn_weights(corpus.n_documents))
    found = trained(corpus, DESIGN).out_of_fold
    counts = count_terms(corpus.texts, DESIGN.features)
    for fold in range(2):
        rows, held = np.flatnonzero(found.folds != fold), np.flatnonzero(found.folds == fold)
        idf = term_weights(counts, DESIGN.features, rows)
        theirs = LogisticRegression(C=5.0, tol=1e-8, max_iter=20_000).fit(
            tfidf(counts, idf, DESIGN.features, rows).astype(np.float64),
            corpus.codes[rows],
            sample_weight=corpus.weights[rows],
        )
        logits = theirs.decision_function(tfidf(counts, idf, DESIGN.features, held))
        ours = found.logits[held][:, theirs.classes_]
        np.testing.assert_allclose(
            ours - ours.mean(axis=1, keepdims=True),
            logits - logits.mean(axis=1, keepdims=True),
            atol=2e-2,
        )


def test_leaving_out_the_reject_class_keeps_the_other_weights_in_their_places():
    corpus = long_tailed()
    corpus = corpus.with_weights(drawn_weights(corpus.n_documents))
    settings = TrainingSettings(c=5.0, design_weights=True, include_reject=False)
    model = fit_model(corpus, count_terms(corpus.texts, settings.features), settings)
    mass = np.bincount(corpus.codes, corpus.weights)
    mass[corpus.reject_code] = 0
    np.testing.assert_allclose(model.training_prior, mass / mass.sum())


def test_documents_of_one_text_and_several_weights_are_one_document_of_their_sum():
    texts = ["red apple", "red apple", "green pear", "old pear", "blue plum", "blue plum"]
    corpus = labelled(texts, ["a", "a", "b", "b", "c", "c"])
    features, settings = features_of(corpus), TrainingSettings()
    apart = fit_linear(
        features, corpus.codes, settings, weights=np.array([1.0, 3.0, 1.0, 1.0, 0.5, 1.5])
    )
    rows = np.array([0, 2, 3, 4])
    together = fit_linear(
        features[rows], corpus.codes[rows], settings, weights=np.array([4.0, 1.0, 1.0, 2.0])
    )
    np.testing.assert_allclose(apart.coefficients, together.coefficients, atol=1e-6)
