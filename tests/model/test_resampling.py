"""Resampling stays inside the folds, reaches its target, and refuses by name."""

import sys

import numpy as np
import pytest

from analysis.errors import InputError
from analysis.model.crossfit import deal_folds, train
from analysis.model.features import count_terms
from analysis.model.resampling import (
    NEIGHBOURS,
    ResampledScores,
    Resampling,
    resample,
    scores_as_arrays,
    scores_from_arrays,
    train_resampled,
)
from analysis.model.settings import TrainingSettings
from tests.corpora import long_tailed

SETTINGS = TrainingSettings(folds=3)
SUPPORT = (60, 40, 24, 15, 12)


@pytest.fixture(scope="module")
def problem():
    corpus = long_tailed(support=SUPPORT)
    counts = count_terms(corpus.texts, SETTINGS.features)
    return corpus, counts, deal_folds(corpus, SETTINGS)


def rows_of(matrix, codes):
    return [(code, row.tobytes()) for code, row in zip(codes, matrix.toarray(), strict=True)]


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("oversampling", [60, 40, 30, 30, 30]),
        ("undersampling", [30, 30, 24, 15, 12]),
        ("SMOTE", [60, 40, 30, 30, 30]),
    ],
)
def test_classes_reach_the_target_and_no_other_changes(problem, way, expected):
    corpus, counts, _ = problem
    drawn, codes = resample(counts.counts, corpus.codes, Resampling(way, 30), corpus.classes)
    order = np.argsort(-corpus.support, kind="stable")
    assert np.bincount(codes)[order].tolist() == expected
    assert drawn.shape == (sum(expected), counts.counts.shape[1])


def test_oversampling_repeats_documents_of_the_same_class(problem):
    corpus, counts, _ = problem
    matrix = counts.counts
    drawn, codes = resample(matrix, corpus.codes, Resampling("oversampling", 70), corpus.classes)
    known = {
        (code, row.tobytes()) for code, row in zip(corpus.codes, matrix.toarray(), strict=True)
    }
    assert {(c, row.tobytes()) for c, row in zip(codes, drawn.toarray(), strict=True)} == known


def test_without_anything_to_resample_the_scores_are_those_of_an_ordinary_training(problem):
    corpus, counts, folds = problem
    scores = train_resampled(corpus, counts, folds, SETTINGS, Resampling("oversampling", 1))
    plain = train(corpus, counts, folds, SETTINGS).out_of_fold
    np.testing.assert_allclose(scores.logits, plain.logits, atol=2e-3)
    assert scores.documents == pytest.approx(corpus.n_documents * 2 / 3)


def test_documents_held_out_lend_nothing_to_the_model_that_scores_them(problem):
    corpus, counts, folds = problem
    resampling = Resampling("oversampling", 40)
    before = train_resampled(corpus, counts, folds, SETTINGS, resampling)
    corpus.codes.setflags(write=True)
    kept = corpus.codes.copy()
    corpus.codes[folds == 1] = (kept[folds == 1] + 1) % corpus.n_classes
    after = train_resampled(corpus, counts, folds, SETTINGS, resampling)
    corpus.codes[:] = kept
    np.testing.assert_array_equal(before.logits[folds == 1], after.logits[folds == 1])
    assert (before.logits[folds != 1] != after.logits[folds != 1]).any()


def test_shifting_to_the_priors_it_was_trained_on_changes_nothing():
    prior = np.array([0.5, 0.5, 0.0])
    logits = np.random.default_rng(0).normal(size=(4, 3)).astype(np.float32)
    scores = ResampledScores(logits, np.array([0, 1, 0, 1], np.int8), np.array([prior, prior]), 4)
    np.testing.assert_array_equal(scores.shifted_to(prior), logits)


def test_each_fold_is_shifted_by_its_own_priors():
    priors = np.array([[0.5, 0.5], [0.9, 0.1]])
    scores = ResampledScores(np.zeros((2, 2), np.float32), np.array([0, 1], np.int8), priors, 2)
    back = scores.shifted_to(np.array([0.6, 0.4]))
    posterior = np.exp(back) / np.exp(back).sum(axis=1, keepdims=True)
    expected = np.array([0.6, 0.4]) / priors
    np.testing.assert_allclose(posterior, expected / expected.sum(axis=1, keepdims=True), rtol=1e-5)


def test_smote_refuses_a_class_with_too_few_documents_by_name(problem):
    corpus, counts, _ = problem
    few = np.flatnonzero(corpus.codes == 4)[NEIGHBOURS:]
    rows = np.setdiff1d(np.arange(corpus.n_documents), few)
    with pytest.raises(InputError, match=r"class 4 \(5\).*random oversampling"):
        resample(counts.counts[rows], corpus.codes[rows], Resampling("SMOTE", 30), corpus.classes)


@pytest.mark.parametrize("values", [("bootstrap", 5), ("SMOTE", 0)])
def test_what_is_no_resampling_is_refused(values):
    with pytest.raises(InputError, match="resampling"):
        Resampling(*values)


def test_without_the_optional_library_the_message_says_how_to_get_it(problem, monkeypatch):
    corpus, counts, _ = problem
    monkeypatch.setitem(sys.modules, "imblearn.over_sampling", None)
    with pytest.raises(InputError, match=r"priorscope\[resampling\]"):
        resample(counts.counts, corpus.codes, Resampling("oversampling", 70), corpus.classes)


def test_scores_come_back_as_they_were_kept():
    prior = np.array([[0.25, 0.75]])
    scores = ResampledScores(np.ones((3, 2), np.float32), np.zeros(3, np.int8), prior, 12.5)
    back = scores_from_arrays(scores_as_arrays(scores))
    assert back.documents == 12.5
    np.testing.assert_array_equal(back.logits, scores.logits)
    np.testing.assert_array_equal(back.priors, prior)
