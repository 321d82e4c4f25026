"""Fitted models that the tests of this folder share."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from analysis.explain.vocabulary.term_counts import ClassTermCounts, count_class_terms
from analysis.model.linear import LinearModel
from tests.corpora import labelled, long_tailed

TINY = labelled(
    ["the red flange", "red flange flange", "the bolt", "a red bolt", "", "the nut of a bolt"],
    ["a", "a", "b", "b", "b", "c"],
)


@dataclass(frozen=True, eq=False)
class Fitted:
    model: LinearModel
    features: sparse.csr_matrix
    counts: ClassTermCounts
    estimator: LogisticRegression


def fitted(corpus=None, class_weight=None, left_out=None, c=1.0):
    """scikit-learn's model of a corpus, kept in float64, and everything that explains it."""
    corpus = corpus or long_tailed()
    vectoriser = TfidfVectorizer(dtype=np.float32)
    features = vectoriser.fit_transform(corpus.texts)
    used = corpus.codes != left_out
    estimator = LogisticRegression(C=c, class_weight=class_weight, tol=1e-8, max_iter=10_000)
    estimator.fit(features[used].astype(np.float64), corpus.codes[used])
    terms = vectoriser.get_feature_names_out()
    model = linear_model(estimator, corpus, used, terms, vectoriser.idf_)
    counts = count_class_terms(features, corpus.codes, corpus.n_classes, terms)
    return Fitted(model, features, counts, estimator)


def linear_model(estimator, corpus, used, terms, idf):
    coefficients = np.full((corpus.n_classes, len(terms)), np.nan)
    coefficients[estimator.classes_] = estimator.coef_ - estimator.coef_.mean(axis=0)
    intercept = np.full(corpus.n_classes, np.nan)
    intercept[estimator.classes_] = estimator.intercept_ - estimator.intercept_.mean()
    prior = np.bincount(corpus.codes[used], minlength=corpus.n_classes) / used.sum()
    if estimator.class_weight == "balanced":
        prior = (prior > 0) / (prior > 0).sum()
    return LinearModel(coefficients, intercept, terms, idf, prior)


def counts_of(in_classes, support, terms=None):
    """Counts given as a table of classes and terms."""
    table = np.asarray(in_classes, dtype=np.int64)
    names = [f"t{j}" for j in range(table.shape[1])] if terms is None else terms
    return ClassTermCounts(
        np.array(names, dtype=object), sparse.csr_matrix(table), np.asarray(support)
    )
