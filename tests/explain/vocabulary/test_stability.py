import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from analysis.explain.vocabulary.stability import (
    LEAST_REFITS,
    N_REFITS,
    Stability,
    bootstrap_stability,
    draw_groups,
    stability_progress,
)
from analysis.model.crossfit import fit_model
from analysis.model.features import count_terms, term_weights, tfidf
from analysis.model.settings import TrainingSettings
from analysis.progress import Cancelled
from tests.corpora import labelled, long_tailed

SETTINGS = TrainingSettings(c=3.0)


def stability_of(corpus, settings=SETTINGS, **options):
    counts = count_terms(corpus.texts, settings.features)
    return bootstrap_stability(corpus, counts, settings, stability_progress(), **options)


@pytest.fixture(scope="module")
def measured():
    return stability_of(long_tailed())


def refits(corpus, settings):
    """The same refits by scikit-learn, on repeated rows."""
    counts = count_terms(corpus.texts, settings.features)
    features = tfidf(counts, term_weights(counts, settings.features), settings.features)
    rows = np.arange(corpus.n_documents)
    found = []
    for number in range(1, N_REFITS + 1):
        drawn = draw_groups(corpus, rows, np.random.default_rng([settings.seed, number]))
        repeated = np.repeat(rows, drawn)
        estimator = LogisticRegression(C=settings.c, tol=1e-7, max_iter=5000)
        estimator.fit(features[repeated].astype(np.float64), corpus.codes[repeated])
        found.append(estimator.coef_ - estimator.coef_.mean(axis=0))
    return np.array(found)


def test_signs_and_spread_are_those_of_refits_on_repeated_rows():
    corpus = long_tailed(support=(20, 12, 6))
    measured = stability_of(corpus)
    expected = refits(corpus, SETTINGS)
    counts = count_terms(corpus.texts, SETTINGS.features)
    full = fit_model(corpus, counts, SETTINGS).coefficients
    np.testing.assert_allclose(measured.spread, expected.std(axis=0, ddof=1), atol=3e-3)
    clear = (np.abs(expected) > 1e-3).all(axis=0) & (np.abs(full) > 1e-3)
    same = (np.sign(expected) == np.sign(full)).sum(axis=0)
    assert (measured.same_sign[clear] == same[clear]).all()


def test_a_word_of_a_large_class_keeps_its_sign_and_a_common_word_does_not(measured):
    corpus = long_tailed()
    code = corpus.classes.index("class 1")
    own = measured.of_terms(code, np.array(["word1a"], dtype=object))
    common = measured.of_terms(code, np.array([f"common{i}" for i in range(20)], dtype=object))
    assert own.sign_kept[0] == 1
    assert not own.flips[0]
    assert common.flips.any()


def test_identical_documents_are_drawn_together_and_every_class_stays():
    corpus = labelled(["a x", "a x", "a y", "b z", "b w", "B w"], list("aaabbb"))
    for seed in range(20):
        drawn = draw_groups(corpus, np.arange(6), np.random.default_rng(seed))
        assert drawn[0] == drawn[1]
        assert drawn[4] == drawn[5]
        assert drawn[0] + drawn[2] == 2
        assert drawn[3] + drawn[4] == 2


def test_a_class_with_a_single_document_is_always_drawn():
    corpus = labelled(["a x", "a y", "b z"], list("aab"))
    drawn = draw_groups(corpus, np.arange(3), np.random.default_rng(0))
    assert drawn[2] == 1


def test_when_time_is_short_there_are_fewer_refits_and_it_is_said():
    seconds = iter([0.0, *np.linspace(100, 1000, 200)])
    hurried = stability_of(long_tailed(), clock=lambda: next(seconds))
    assert hurried.n_refits == LEAST_REFITS


def test_the_number_of_refits_is_told(measured):
    assert measured.n_refits == N_REFITS
    assert measured.same_sign.max() <= N_REFITS


def test_balanced_fits_are_refitted_balanced(measured):
    balanced = stability_of(long_tailed(), TrainingSettings(c=3.0, class_weight="balanced"))
    assert not np.allclose(balanced.spread, measured.spread)


def test_arrays_keep_all_but_the_terms(measured):
    again = Stability.from_arrays(measured.arrays(), measured.terms)
    assert (again.same_sign == measured.same_sign).all()
    assert again.n_refits == measured.n_refits


def test_it_can_be_cancelled():
    corpus, progress = long_tailed(), stability_progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        bootstrap_stability(
            corpus, count_terms(corpus.texts, SETTINGS.features), SETTINGS, progress
        )


def test_a_sign_that_changes_in_more_than_one_of_ten_flips():
    terms = np.array(["x", "y"], dtype=object)
    kept = Stability(np.array([[27, 26]], np.uint8), np.ones((1, 2), np.float16), 30, terms)
    assert kept.of_terms(0, terms).flips.tolist() == [False, True]
