"""The four ways against brute force and against the decisions made elsewhere."""

import numpy as np
import pytest
from sklearn.metrics import confusion_matrix

from analysis.decision.decide import decide
from analysis.decision.settings import DecisionSettings
from analysis.evaluation.reject_ways import (
    AS_A_CLASS,
    GATE,
    LEFT_OUT,
    THRESHOLD,
    best_threshold,
    nested_thresholds,
    reject_ways,
    way_documents,
)
from analysis.model.crossfit import OutOfFold
from tests.evaluation.scored import scored


def two_trainings(seed=0):
    """A corpus, its scores with and without the reject class, and those of a gate."""
    corpus, with_reject = scored(seed=seed)
    rng = np.random.default_rng(seed + 1)
    folds = rng.integers(0, 3, corpus.n_documents).astype(np.int8)
    prior = np.where(np.arange(corpus.n_classes) == corpus.reject_code, 0, corpus.support)
    logits = with_reject.logits.copy()
    logits[:, corpus.reject_code] = -1e4
    without = OutOfFold(logits, folds, prior / prior.sum(), np.zeros(3))
    gate = rng.normal(size=corpus.n_documents) + 2 * (corpus.codes != corpus.reject_code)
    return corpus, with_reject, without, gate


def ways_of(settings=None, seed=0):
    corpus, *scores = two_trainings(seed)
    return corpus, {w.name: w for w in reject_ways(corpus, *scores, settings or DecisionSettings())}


@pytest.mark.parametrize(
    "settings",
    [
        DecisionSettings(),
        DecisionSettings(prior="equal", tau=0.5, temperature=1.7),
        DecisionSettings(offsets=((0, 1.5), (3, -2.0))),
    ],
    ids=["as learned", "shifted", "offsets"],
)
def test_as_a_class_decides_as_the_decision_does(settings):
    corpus, with_reject, without, gate = two_trainings()
    way = reject_ways(corpus, with_reject, without, gate, settings)[0]
    assert way.name == AS_A_CLASS
    expected = decide(with_reject.logits, with_reject.training_prior, settings)
    np.testing.assert_array_equal(way.decided, expected)


def test_left_out_never_rejects():
    corpus, ways = ways_of()
    assert ways[LEFT_OUT].confusion.predicted[corpus.reject_code] == 0
    assert ways[LEFT_OUT].lost().sum() == 0
    assert ways[LEFT_OUT].intruding().sum() == corpus.support[corpus.reject_code]


def test_gate_and_threshold_decide_among_the_others_as_left_out_does():
    corpus, ways = ways_of()
    for name in (GATE, THRESHOLD):
        kept = ways[name].decided != corpus.reject_code
        assert 0 < kept.sum() < corpus.n_documents
        np.testing.assert_array_equal(ways[name].decided[kept], ways[LEFT_OUT].decided[kept])


def test_lost_and_intruding_are_counted_from_the_decisions():
    corpus, ways = ways_of()
    for way in ways.values():
        errors = confusion_matrix(corpus.codes, way.decided, labels=range(corpus.n_classes))
        np.fill_diagonal(errors, 0)
        np.testing.assert_array_equal(way.lost(), errors[:, corpus.reject_code])
        np.testing.assert_array_equal(way.intruding(), errors[corpus.reject_code])


def test_the_documents_of_a_class_are_those_it_loses_and_takes_in():
    corpus, ways = ways_of()
    way = ways[AS_A_CLASS]
    code = int((way.lost() + way.intruding()).argmax())
    name = corpus.classes[code]
    frame = way_documents(corpus, way, code)
    assert len(frame) == way.lost()[code] + way.intruding()[code]
    assert {(name, "bad"), ("bad", name)} >= set(zip(frame["label"], frame["decided"], strict=True))


def test_no_reject_class_is_a_programmers_error():
    corpus, *scores = two_trainings()
    with pytest.raises(ValueError, match="no reject class"):
        reject_ways(corpus.with_reject_class(None), *scores, DecisionSettings())


def rightly_decided(threshold, evidence, right, rejectable):
    return np.where(evidence < threshold, rejectable, right).sum()


@pytest.mark.parametrize("seed", range(20))
def test_the_best_threshold_is_that_of_brute_force(seed):
    rng = np.random.default_rng(seed)
    # Rounded, so that there are ties.
    evidence = rng.normal(size=30).round(1)
    rejectable = rng.random(30) < 0.4
    right = ~rejectable & (rng.random(30) < 0.7)
    found = best_threshold(evidence, right, rejectable)
    candidates = [-np.inf, *(np.unique(evidence) + 1e-9)]
    best = max(rightly_decided(t, evidence, right, rejectable) for t in candidates)
    assert rightly_decided(found, evidence, right, rejectable) == best


@pytest.mark.parametrize("seed", range(10))
def test_the_best_weighed_threshold_is_that_of_repeated_documents(seed):
    rng = np.random.default_rng(seed)
    evidence, rejectable = rng.normal(size=30).round(1), rng.random(30) < 0.4
    right, times = ~rejectable & (rng.random(30) < 0.7), rng.integers(1, 6, size=30)
    found = best_threshold(evidence, right, rejectable, times.astype(float))
    documents = (np.repeat(each, times) for each in (evidence, right, rejectable))
    assert found == best_threshold(*documents)
    plain = best_threshold(evidence, right, rejectable)
    assert best_threshold(evidence, right, rejectable, np.ones(30)) == plain


def test_the_threshold_of_a_fold_weighs_the_documents_of_the_others():
    rng = np.random.default_rng(0)
    evidence, rejectable = rng.normal(size=60), rng.random(60) < 0.5
    folds, weights = np.arange(60) % 3, rng.lognormal(size=60)
    found = nested_thresholds(evidence, ~rejectable, rejectable, folds, weights)
    others = folds != 1
    expected = best_threshold(
        evidence[others], ~rejectable[others], rejectable[others], weights[others]
    )
    assert (found[folds == 1] == expected).all()


def test_nothing_is_rejected_where_rejecting_is_never_right():
    nothing = np.zeros(5, dtype=bool)
    assert best_threshold(np.arange(5.0), ~nothing, nothing) == -np.inf
    assert best_threshold(np.empty(0), np.empty(0, bool), np.empty(0, bool)) == -np.inf


def test_everything_is_rejected_where_that_is_right():
    everything = np.ones(5, dtype=bool)
    assert best_threshold(np.arange(5.0), ~everything, everything) == np.inf


def test_a_folds_threshold_does_not_depend_on_its_own_documents():
    rng = np.random.default_rng(0)
    evidence, rejectable = rng.normal(size=60), rng.random(60) < 0.5
    folds = np.arange(60) % 3
    before = nested_thresholds(evidence, ~rejectable, rejectable, folds)
    changed = np.where(folds == 0, ~rejectable, rejectable)
    after = nested_thresholds(evidence, ~changed, changed, folds)
    np.testing.assert_array_equal(before[folds == 0], after[folds == 0])
    assert (before[folds != 0] != after[folds != 0]).any()


def test_thresholds_chosen_on_other_folds_are_no_better_in_the_mean_than_on_the_same():
    differences = []
    for seed in range(40):
        rng = np.random.default_rng(seed)
        rejectable = rng.random(90) < 0.3
        evidence, folds = rng.normal(size=90) + ~rejectable, np.arange(90) % 5
        apparent = best_threshold(evidence, ~rejectable, rejectable)
        nested = nested_thresholds(evidence, ~rejectable, rejectable, folds)
        differences.append(
            rightly_decided(apparent, evidence, ~rejectable, rejectable)
            - rightly_decided(nested, evidence, ~rejectable, rejectable)
        )
    assert np.mean(differences) > 0
