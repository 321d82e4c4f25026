import numpy as np
import pytest
from scipy.special import softmax

from analysis.model.crossfit import deal_folds, train
from analysis.model.features import count_terms
from analysis.model.nested_scores import n_nested_fits, nested_scores
from analysis.model.settings import TrainingSettings
from analysis.progress import Cancelled, Progress
from tests.corpora import labelled, long_tailed

SETTINGS = TrainingSettings(c=10.0, folds=3)
OUTERS = (None, 0, 1, 2)


@pytest.fixture(scope="module")
def corpus():
    return long_tailed()


@pytest.fixture(scope="module")
def scored(corpus):
    return scores_of(corpus)


def scores_of(corpus, outers=OUTERS, settings=SETTINGS, folds=None, progress=None):
    folds = deal_folds(corpus, settings) if folds is None else folds
    counts = count_terms(corpus.texts, settings.features)
    return nested_scores(corpus, counts, folds, settings, outers, progress)


def close(a, b):
    """Logits are known up to the tolerance of the solver; posteriors are what counts."""
    return np.abs(softmax(a, axis=1) - softmax(b, axis=1)).max() < 5e-3


def test_without_an_outer_fold_they_are_the_usual_scores(corpus, scored):
    folds = deal_folds(corpus, SETTINGS)
    usual = train(corpus, count_terms(corpus.texts, SETTINGS.features), folds, SETTINGS)
    assert close(scored[None].inner.logits, usual.out_of_fold.logits)
    np.testing.assert_allclose(scored[None].inner.training_prior, usual.out_of_fold.training_prior)
    assert len(scored[None].outer.rows) == 0


@pytest.mark.parametrize("outer", [0, 1, 2])
def test_inside_they_are_those_of_a_training_that_never_saw_the_outer_fold(corpus, scored, outer):
    folds = deal_folds(corpus, SETTINGS)
    counts = count_terms(corpus.texts, SETTINGS.features)
    inner = train(corpus, counts, folds, SETTINGS, trainable=folds != outer).out_of_fold
    found = scored[outer]
    assert close(found.inner.logits, inner.logits[found.inner.rows])
    assert close(found.outer.logits, inner.logits[found.outer.rows])
    np.testing.assert_allclose(found.inner.training_prior, inner.training_prior)


def test_every_document_is_inside_or_in_the_outer_fold(corpus, scored):
    folds = deal_folds(corpus, SETTINGS)
    for outer in (0, 1, 2):
        found = scored[outer]
        rows = np.concatenate([found.inner.rows, found.outer.rows])
        assert sorted(rows) == list(range(corpus.n_documents))
        assert (folds[found.outer.rows] == outer).all()
        np.testing.assert_array_equal(found.inner.codes, corpus.codes[found.inner.rows])


def test_labels_of_the_outer_fold_change_nothing_inside(corpus):
    folds = deal_folds(corpus, SETTINGS)
    names = np.array(corpus.classes, dtype=object)[corpus.codes]
    held = np.flatnonzero(folds == 1)
    names[held] = np.roll(names[held], 1)
    others = scores_of(labelled(corpus.texts, names, "bad"), (1,), folds=folds)[1]
    mine = scores_of(corpus, (1,), folds=folds)[1]
    assert close(mine.inner.logits, others.inner.logits)
    assert close(mine.outer.logits, others.outer.logits)


@pytest.mark.parametrize(
    ("n_folds", "outers", "expected"),
    [(5, (None,), 6), (5, (2,), 6), (5, (None, *range(5)), 16), (3, (0, 1), 1 + 5)],
)
def test_models_that_serve_twice_are_fitted_once(n_folds, outers, expected):
    assert n_nested_fits(n_folds, outers) == expected


def test_a_class_of_three_documents_is_scored_wherever_it_can_be(corpus, scored):
    rarest = int(corpus.support.argmin())
    assert corpus.support[rarest] == 3
    assert np.isfinite(scored[None].inner.logits).all()
    assert all(np.isfinite(scored[outer].inner.logits).all() for outer in (0, 1, 2))


def test_it_stops_when_asked_to(corpus):
    progress = Progress(n_nested_fits(3, OUTERS))
    progress.cancel()
    with pytest.raises(Cancelled):
        scores_of(corpus, progress=progress)
