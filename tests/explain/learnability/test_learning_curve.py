import numpy as np
import pytest

from analysis.decision.decide import decide
from analysis.decision.settings import DecisionSettings
from analysis.errors import InputError
from analysis.explain.learnability.learning_curve import (
    SHARES,
    TAUS,
    curve_from_arrays,
    curve_progress,
    measure_curve,
    why_no_curve,
)
from analysis.model.crossfit import deal_folds, train
from analysis.model.features import count_terms
from analysis.model.settings import TrainingSettings
from analysis.progress import Cancelled
from tests.corpora import labelled, long_tailed

SETTINGS = TrainingSettings(folds=3)
CORPUS = long_tailed(0, (120, 80, 50, 30, 15, 5))
COUNTS = count_terms(CORPUS.texts, SETTINGS.features)


@pytest.fixture(scope="module")
def curve():
    return measure_curve(CORPUS, COUNTS, SETTINGS, n_repeats=2)


def test_the_largest_size_is_that_of_an_ordinary_cross_validation(curve):
    folds = deal_folds(CORPUS, SETTINGS)
    scores = train(CORPUS, COUNTS, folds, SETTINGS).out_of_fold
    decided = decide(scores.logits, scores.training_prior, DecisionSettings())
    np.testing.assert_array_equal(curve.decided[0, 0, -1], decided)
    equal = DecisionSettings(prior="equal", tau=0.5)
    shifted = decide(scores.logits, scores.training_prior, equal)
    # The curve takes out the shares of the fold's own documents, the scenario those of all.
    assert (curve.decided[TAUS.index(0.5), 0, -1] == shifted).mean() > 0.95
    assert curve.sizes[-1] == pytest.approx(CORPUS.n_documents * 2 / 3)


def test_sizes_are_the_shares_of_the_largest(curve):
    np.testing.assert_allclose(curve.sizes / curve.sizes[-1], SHARES, atol=0.01)


def test_every_document_is_decided_and_scored_at_every_size(curve):
    shape = (2, len(SHARES), CORPUS.n_documents)
    assert curve.decided.shape == (len(TAUS), *shape)
    assert curve.losses.shape == shape
    assert ((curve.decided >= 0) & (curve.decided < CORPUS.n_classes)).all()
    assert (curve.losses > 0).all()
    assert np.isfinite(curve.losses).all()


def test_more_labels_help(curve):
    right = (curve.decided[0] == CORPUS.codes).mean(axis=(0, 2))
    assert right[-1] > right[0]
    assert curve.losses.mean(axis=(0, 2))[-1] < curve.losses.mean(axis=(0, 2))[0]


def test_the_same_seed_gives_the_same_curve_and_another_one_another(curve):
    again = measure_curve(CORPUS, COUNTS, SETTINGS, n_repeats=2)
    np.testing.assert_array_equal(again.decided, curve.decided)
    other = measure_curve(CORPUS, COUNTS, TrainingSettings(folds=3, seed=7), n_repeats=1)
    assert (other.decided[:, 0] != curve.decided[:, 0]).any()


def test_repeats_differ(curve):
    assert (curve.decided[0, 0, 0] != curve.decided[0, 1, 0]).any()


def test_it_is_kept_as_arrays(curve):
    again = curve_from_arrays(curve.arrays())
    np.testing.assert_array_equal(again.decided, curve.decided)
    assert again.nearest_tau(0.6) == TAUS.index(0.5)


def test_after_balanced_training_there_are_no_priors_to_shift():
    settings = TrainingSettings(folds=2, class_weight="balanced")
    curve = measure_curve(CORPUS, COUNTS, settings, n_repeats=1)
    assert list(curve.taus) == [0]
    assert curve.nearest_tau(1.0) == 0


def test_a_reject_class_left_out_is_scored_all_the_same():
    settings = TrainingSettings(folds=2, include_reject=False)
    corpus = long_tailed(0, (60, 150, 80, 40))
    curve = measure_curve(
        corpus, count_terms(corpus.texts, settings.features), settings, n_repeats=1
    )
    assert not (curve.decided == corpus.reject_code).any()
    assert curve.sizes[-1] == pytest.approx(135, abs=1)


def test_too_few_texts_are_refused_with_the_reason():
    assert why_no_curve(CORPUS, SETTINGS) is None
    small = long_tailed(0, (60, 40, 20))
    assert "different texts to train on. A learning curve needs 200" in why_no_curve(
        small, SETTINGS
    )
    with pytest.raises(InputError, match=r"learning curve: There are .* Label more documents"):
        measure_curve(small, count_terms(small.texts, SETTINGS.features), SETTINGS)


def test_a_class_of_99_percent_may_be_the_only_one_that_a_small_model_sees():
    texts = [f"w{i % 40} x{i}" for i in range(300)]
    corpus = labelled(texts, ["big"] * 297 + ["small"] * 3)
    curve = measure_curve(
        corpus, count_terms(corpus.texts, SETTINGS.features), SETTINGS, n_repeats=1
    )
    assert (curve.decided[0] == 0).mean() > 0.98
    assert np.isfinite(curve.losses).all()


def test_it_tells_how_far_it_is_and_can_be_cancelled():
    progress = curve_progress(SETTINGS, 1)
    measure_curve(CORPUS, COUNTS, SETTINGS, progress, n_repeats=1)
    assert progress.n_done == progress.n_steps == 3 * len(SHARES)
    cancelled = curve_progress(SETTINGS, 1)
    cancelled.cancel()
    with pytest.raises(Cancelled):
        measure_curve(CORPUS, COUNTS, SETTINGS, cancelled, n_repeats=1)
