from dataclasses import replace

import numpy as np
import pytest

from analysis.explain.vocabulary.shrinkage import (
    C_PATH,
    shrinkage_from_arrays,
    shrinkage_path,
    shrinkage_progress,
)
from analysis.explain.vocabulary.shrinkage_wording import (
    class_shrinkage_sentence,
    nearest_step,
    prior_slope_sentence,
    shrinkage_sentence,
)
from analysis.model.crossfit import fit_model
from analysis.model.features import count_terms, term_weights, tfidf
from analysis.model.settings import TrainingSettings
from analysis.progress import Cancelled
from tests.corpora import labelled, long_tailed

SUPPORT = (120, 70, 40, 20, 10, 6)


def path_of(corpus, settings=None):
    settings = settings or TrainingSettings()
    counts = count_terms(corpus.texts, settings.features)
    return shrinkage_path(corpus, counts, settings, shrinkage_progress())


@pytest.fixture(scope="module")
def path():
    return path_of(long_tailed(support=SUPPORT))


@pytest.mark.parametrize("class_weight", ["none", "balanced"])
def test_each_point_of_the_path_is_the_fit_at_that_c(path, class_weight):
    corpus = long_tailed(support=SUPPORT)
    settings = TrainingSettings(c=10.0, class_weight=class_weight)
    model = fit_model(corpus, count_terms(corpus.texts, settings.features), settings)
    at = (int(class_weight == "balanced"), C_PATH.index(10.0))
    np.testing.assert_allclose(path.intercept[at], model.intercept, atol=1e-3)
    norms = np.linalg.norm(model.coefficients, axis=1)
    np.testing.assert_allclose(path.norm[at], norms, rtol=1e-3)


def test_coefficients_are_no_larger_than_c_times_the_documents_of_the_class_and_a_leak(path):
    corpus = long_tailed(support=SUPPORT)
    for step, c in enumerate(C_PATH):
        settings = TrainingSettings(c=c)
        counts = count_terms(corpus.texts, settings.features)
        model = fit_model(corpus, counts, settings)
        features = tfidf(counts, term_weights(counts, settings.features), settings.features)
        logits = model.logits(features)
        posterior = np.exp(logits - logits.max(axis=1, keepdims=True))
        posterior /= posterior.sum(axis=1, keepdims=True)
        elsewhere = np.where(corpus.codes[:, None] == np.arange(len(SUPPORT)), 0, posterior)
        # Every document has length 1, so this is the most that other classes can leak in.
        bound = c * (corpus.support + elsewhere.sum(axis=0))
        assert (path.norm[0, step] <= bound + 1e-3).all()


def test_intercepts_follow_the_priors_less_and_less_as_c_grows(path):
    assert path.prior_slope[0] > 0.9
    # Beyond C = 10 the few documents are separated, and intercepts hold nothing but chance.
    usual = path.c <= 10
    assert (np.diff(path.prior_slope[usual]) < 0).all()
    assert path.prior_slope[-1] < path.prior_slope[0] - 0.1


def test_prior_and_what_is_beyond_it_add_up_to_the_intercept(path):
    np.testing.assert_allclose(path.log_prior + path.beyond_prior[0], path.intercept[0])
    np.testing.assert_allclose(path.beyond_prior[1], path.intercept[1])


def test_small_classes_are_shrunk_most_and_balancing_relieves_them(path):
    small, large = path.norms_by_size(20)
    step = C_PATH.index(1.0)
    assert small[0, step] / large[0, step] < 0.7
    assert small[1, step] / large[1, step] > small[0, step] / large[0, step]
    assert small[0, -1] / large[0, -1] > small[0, 0] / large[0, 0]


def test_a_class_left_out_of_training_has_no_figures():
    corpus = long_tailed(support=SUPPORT)
    path = path_of(corpus, TrainingSettings(include_reject=False))
    code = corpus.reject_code
    assert np.isnan(path.norm[:, :, code]).all()
    assert np.isfinite(path.prior_slope).all()
    assert "left out of training" in class_shrinkage_sentence(path, "bad", code, 1.0)


def test_classes_of_one_size_have_no_prior_to_follow():
    path = path_of(labelled(["red x", "red y", "blue x", "blue y"], list("aabb")))
    assert np.isnan(path.prior_slope).all()
    assert "same number of labels" in prior_slope_sentence(path, 1.0)
    assert "All classes have at most 30 labels" in shrinkage_sentence(path, 1.0)


def test_the_sentences_tell_figures_of_the_path(path):
    small, large = path.norms_by_size(30)
    step = C_PATH.index(1.0)
    assert f"{100 * small[0, step] / large[0, step]:.0f} % as large" in shrinkage_sentence(
        path, 1.2
    )
    assert f"higher by {path.prior_slope[step]:.2f} at C = 1," in prior_slope_sentence(path, 1.0)
    assert f"length {path.norm[0, step, 5]:.2f}" in class_shrinkage_sentence(path, "x", 5, 1.0)
    assert path.c[nearest_step(path, 25)] == 30


def test_arrays_keep_all_of_it(path):
    again = shrinkage_from_arrays(path.arrays())
    assert again.frame(("a",) * 6, 2).equals(path.frame(("a",) * 6, 2))


def test_it_can_be_cancelled():
    corpus, progress = long_tailed(), shrinkage_progress()
    progress.cancel()
    settings = replace(TrainingSettings(), c=1.0)
    with pytest.raises(Cancelled):
        shrinkage_path(corpus, count_terms(corpus.texts, settings.features), settings, progress)
