"""Single words at their best, beside scikit-learn's models of the same documents."""

import numpy as np
import pytest
from scipy.special import softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.pipeline import make_pipeline

from analysis.explain.interactions import additive_reference as module
from analysis.explain.interactions.additive_reference import additive_reference, n_reference_fits
from analysis.model.features import count_terms
from analysis.model.settings import TrainingSettings
from analysis.progress import Progress
from tests.corpora import labelled
from tests.explain.interacting import additive

N_FOLDS = 3
# So fine that the folds of the corpus below choose differently, some far apart.
GRID = (0.5, 0.75, 1.1, 1.7, 2.5, 3.8, 5.7, 8.5, 13.0)


def reference_of(corpus, progress=None, **settings):
    settings = TrainingSettings(**settings)
    counts = count_terms(corpus.texts, settings.features)
    progress = progress or Progress(n_reference_fits(N_FOLDS))
    return additive_reference(corpus, counts, folds_of(corpus), settings, progress)


def folds_of(corpus):
    return (np.arange(corpus.n_documents) % N_FOLDS).astype(np.int8)


def posterior(corpus, trained_on, asked, c):
    """By scikit-learn."""
    pipeline = make_pipeline(
        TfidfVectorizer(), LogisticRegression(C=c, tol=1e-8, max_iter=10_000)
    ).fit(corpus.texts[trained_on], corpus.codes[trained_on])
    return pipeline.predict_proba(corpus.texts[asked])


def loss_outside(corpus, outer, c):
    """Out of fold on the folds other than the outer one."""
    folds, found = folds_of(corpus), np.empty((corpus.n_documents, corpus.n_classes))
    for inner in set(range(N_FOLDS)) - {outer}:
        trained_on = ~np.isin(folds, [inner, outer])
        found[folds == inner] = posterior(corpus, trained_on, folds == inner, c)
    return log_loss(corpus.codes[folds != outer], found[folds != outer])


@pytest.fixture(scope="module", autouse=True)
def fine_grid():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "C_GRID", GRID)
        yield


@pytest.fixture(scope="module")
def corpus():
    return additive(5, n_documents=90)


@pytest.fixture(scope="module")
def reference(corpus):
    return reference_of(corpus)


def test_the_penalty_of_a_fold_is_the_best_on_the_others(corpus, reference):
    losses = [[loss_outside(corpus, outer, c) for c in GRID] for outer in range(N_FOLDS)]
    best = np.argmin(losses, axis=1)
    assert np.ptp(best) > 2
    np.testing.assert_array_equal(reference.c, np.array(GRID)[best])


def test_documents_are_scored_by_the_other_folds_at_that_penalty(corpus, reference):
    folds = folds_of(corpus)
    for outer, c in enumerate(reference.c):
        expected = posterior(corpus, folds != outer, folds == outer, c)
        found = softmax(reference.logits[folds == outer], axis=1)
        np.testing.assert_allclose(found, expected, atol=5e-3)


def test_documents_outside_are_scored_without_the_fold_and_their_own(corpus, reference):
    folds = folds_of(corpus)
    for outer, scored in reference.outside.items():
        np.testing.assert_array_equal(scored.rows, np.flatnonzero(folds != outer))
        assert log_loss(scored.codes, softmax(scored.logits.astype(float), axis=1)) == (
            pytest.approx(loss_outside(corpus, outer, reference.c[outer]), abs=2e-3)
        )


def test_labels_of_a_fold_change_nothing_of_what_is_said_of_it(corpus, reference):
    held = folds_of(corpus) == 1
    names = np.array(corpus.classes, dtype=object)[corpus.codes]
    names[held] = np.roll(names[held], 1)
    other = reference_of(labelled(corpus.texts, names))
    assert other.c[1] == reference.c[1]
    # Fits start from one on all documents, so that they agree as far as both are proved.
    np.testing.assert_allclose(
        softmax(other.logits[held], axis=1), softmax(reference.logits[held], axis=1), atol=5e-3
    )


def test_penalty_and_class_weights_of_the_settings_are_not_used(corpus, reference):
    other = reference_of(corpus, c=0.05, class_weight="balanced")
    np.testing.assert_array_equal(other.c, reference.c)
    np.testing.assert_array_equal(other.logits, reference.logits)


def test_fits_that_were_not_needed_count_as_done(corpus):
    progress = Progress(n_reference_fits(N_FOLDS))
    reference = reference_of(corpus, progress)
    assert reference.c.max() < GRID[-2]
    assert progress.share == 1
