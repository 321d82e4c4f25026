from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from analysis.decision.priors import prior_shift
from analysis.decision.settings import DecisionSettings
from analysis.explain.vocabulary.contributions import contributions
from tests.corpora import labelled, long_tailed
from tests.explain.models import fitted


@pytest.mark.parametrize("class_weight", [None, "balanced"])
@pytest.mark.parametrize("c", [0.3, 30.0])
def test_the_parts_add_up_to_the_log_odds_of_scikit_learn(class_weight, c):
    run = fitted(class_weight=class_weight, c=c)
    log_posterior = run.estimator.predict_log_proba(run.features.astype(np.float64))
    for row in range(0, run.features.shape[0], 5):
        for a, b in [(0, 8), (8, 0), (3, 4)]:
            parts = contributions(run.model, run.features[row], a, b)
            total = parts.prior + parts.intercept + parts.contributions.sum()
            assert total == pytest.approx(log_posterior[row, a] - log_posterior[row, b], abs=1e-12)
            assert parts.log_odds == pytest.approx(total, abs=1e-12)


def test_the_parts_add_up_in_float64_for_a_float32_model():
    run = fitted(c=30.0)
    coefficients = run.model.coefficients.astype(np.float32)
    model = replace(run.model, coefficients=coefficients)
    dense = run.features.toarray().astype(np.float64)
    logits = dense @ coefficients.T.astype(np.float64) + model.intercept
    for row in range(0, len(dense), 20):
        parts = contributions(model, run.features[row], 1, 6)
        assert parts.log_odds == pytest.approx(logits[row, 1] - logits[row, 6], abs=1e-12)


def test_two_classes_are_explained_like_many():
    corpus = labelled(["red flange", "red nut", "blue bolt", "bolt nut"] * 3, list("aabb") * 3)
    run = fitted(corpus, c=3.0)
    # scikit-learn has one row of coefficients here; the model has one a class.
    model = replace(
        run.model,
        coefficients=np.array([[-0.5], [0.5]]) * run.estimator.coef_,
        intercept=np.array([-0.5, 0.5]) * run.estimator.intercept_,
    )
    expected = run.estimator.decision_function(run.features.astype(np.float64))
    for row in range(4):
        parts = contributions(model, run.features[row], 1, 0)
        assert parts.log_odds == pytest.approx(expected[row], abs=1e-12)


def test_the_prior_is_that_of_the_training_labels():
    corpus = long_tailed()
    plain = contributions(fitted(corpus).model, fitted(corpus).features[0], 0, 8)
    assert plain.prior == pytest.approx(np.log(corpus.support[0] / corpus.support[8]), abs=1e-12)
    balanced = fitted(corpus, class_weight="balanced")
    assert contributions(balanced.model, balanced.features[0], 0, 8).prior == 0


def test_swapping_the_classes_changes_every_sign():
    run = fitted()
    shift = np.linspace(-1, 1, 9)
    there = contributions(run.model, run.features[3], 2, 7, shift)
    back = contributions(run.model, run.features[3], 7, 2, shift)
    assert there.terms.tolist() == back.terms.tolist()
    np.testing.assert_array_equal(there.contributions, -back.contributions)
    assert (there.prior, there.shift, there.log_odds) == pytest.approx(
        (-back.prior, -back.shift, -back.log_odds), abs=1e-12
    )


def test_taking_the_prior_out_of_the_decision_cancels_the_prior_term():
    run = fitted()
    shift = prior_shift(run.model.training_prior, DecisionSettings("equal", tau=1.0))
    parts = contributions(run.model, run.features[0], 0, 8, shift)
    assert parts.prior + parts.shift == pytest.approx(0, abs=1e-12)
    assert parts.log_odds == pytest.approx(parts.intercept + parts.evidence, abs=1e-12)


def test_terms_are_ordered_by_how_much_they_move_the_log_odds():
    run = fitted()
    parts = contributions(run.model, run.features[0], 0, 8)
    assert set(parts.terms) == set(run.model.terms[run.features[0].indices])
    assert (np.diff(np.abs(parts.contributions)) <= 0).all()
    frame = parts.frame()
    np.testing.assert_array_equal(
        frame["contribution"], frame["tfidf"] * frame["coefficient_difference"]
    )


def test_a_text_without_a_known_term_has_the_prior_and_the_intercept_only():
    run = fitted()
    empty = sparse.csr_matrix((1, len(run.model.terms)), dtype=np.float32)
    parts = contributions(run.model, empty, 0, 8)
    assert parts.terms.size == 0
    assert parts.evidence == 0
    expected = run.model.intercept[0] - run.model.intercept[8]
    assert parts.log_odds == pytest.approx(expected, abs=1e-12)
    assert [step.kind for step in parts.steps()] == ["prior", "intercept"]


@pytest.mark.parametrize("n_terms", [0, 1, 2, 99])
@pytest.mark.parametrize("shifted", [False, True])
def test_the_steps_add_up_to_the_log_odds_however_many_are_told(n_terms, shifted):
    run = fitted()
    shift = np.linspace(-1, 1, 9) if shifted else None
    parts = contributions(run.model, run.features[0], 0, 8, shift)
    steps = parts.steps(n_terms)
    assert sum(step.value for step in steps) == pytest.approx(parts.log_odds, abs=1e-12)
    kinds = [step.kind for step in steps]
    assert kinds[:2] == ["prior", "intercept"]
    assert kinds.count("term") == min(n_terms, len(parts.terms))
    assert ("other terms" in kinds) == (n_terms < len(parts.terms))
    assert ("shift" in kinds) == shifted


def test_the_terms_that_are_not_told_are_counted():
    run = fitted()
    parts = contributions(run.model, run.features[0], 0, 8)
    n = len(parts.terms)
    assert parts.steps(n - 1)[-1].label == "1 other term"
    assert parts.steps(n - 2)[-1].label == "2 other terms"


def test_a_class_left_out_of_training_says_so_and_is_undefined():
    run = fitted(left_out=0)
    for pair in [(0, 1), (1, 0)]:
        parts = contributions(run.model, run.features[0], *pair)
        assert np.isnan(parts.log_odds)
        assert np.isnan(parts.prior)
        assert parts.reason is not None
        assert parts.reason.startswith("Left out of training: 1 of the 2 classes.")
    assert contributions(run.model, run.features[0], 1, 2).reason is None


def test_features_of_another_shape_are_refused():
    run = fitted()
    with pytest.raises(ValueError, match=r"need shape \(1, \d+\), got \(2, \d+\)"):
        contributions(run.model, run.features[:2], 0, 1)
