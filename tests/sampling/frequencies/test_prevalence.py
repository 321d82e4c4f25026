from dataclasses import replace

import numpy as np
import pytest

from analysis.corpus.corpus import make_corpus
from analysis.sampling.coverage.strata import stratify
from analysis.sampling.frequencies.moments import label_moments
from analysis.sampling.frequencies.prevalence import (
    Predictions,
    difference_share,
    labelled_share,
    prediction_weight,
    stratified_share,
    variance_weights,
)
from tests.sampling.populations import NAMES, draw, population, sample


def noisy_predictions(codes, seed=1):
    """Posteriors that know the classes a little, rows sum to one."""
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(len(codes), len(NAMES)))
    scores[np.arange(len(codes)), codes] += 2
    e = np.exp(scores)
    return e / e.sum(axis=1, keepdims=True)


def over_strata(strata, posterior):
    stratum = strata.stratum_of_cluster[strata.cluster_of_document]
    return np.array([posterior[stratum == h].mean(axis=0) for h in range(strata.n_strata)])


@pytest.fixture
def drawn():
    corpus, codes = population()
    rows = draw(corpus, 0.2, np.random.default_rng(3), shares=[0.1, 0.2, 0.3, 0.1, 0.4, 0.2])
    labelled = sample(corpus, codes, rows)
    strata = stratify(labelled, corpus)
    posterior = noisy_predictions(codes)
    predicted = Predictions(posterior[rows], over_strata(strata, posterior))
    return labelled, strata, predicted, label_moments(strata, labelled, predicted.of_labels)


def test_stratified_shares_and_variance_are_those_written_out(drawn):
    labelled, strata, _, moments = drawn
    share = np.zeros(len(NAMES))
    variance = np.zeros(len(NAMES))
    for h in range(strata.n_strata):
        codes = labelled.codes[strata.stratum_of_label == h]
        n, N = len(codes), strata.sizes[h]
        p = np.bincount(codes, minlength=len(NAMES)) / n
        weight = N / strata.sizes.sum()
        share += weight * p
        variance += weight**2 * (1 - n / N) * p * (1 - p) / (n - 1)
    np.testing.assert_allclose(stratified_share(strata, moments).share, share)
    np.testing.assert_allclose(variance_weights(strata) @ moments.label_variance, variance)


def test_all_estimates_sum_to_one(drawn):
    labelled, strata, predicted, moments = drawn
    weight = prediction_weight(strata, moments)
    assert 0 < weight <= 1
    for estimate in (
        labelled_share(labelled),
        stratified_share(strata, moments),
        difference_share(strata, moments, predicted, weight),
    ):
        assert estimate.share.sum() == pytest.approx(1)
        assert (estimate.low <= estimate.share).all()
        assert (estimate.share <= estimate.high).all()


def test_a_model_of_weight_zero_changes_nothing(drawn):
    _, strata, predicted, moments = drawn
    plain = stratified_share(strata, moments)
    weightless = difference_share(strata, moments, predicted, 0.0)
    for name in ("share", "low", "high", "n_effective"):
        np.testing.assert_array_equal(getattr(weightless, name), getattr(plain, name))


def test_a_model_that_says_nothing_gets_hardly_any_weight(drawn):
    labelled, strata, predicted, _ = drawn
    shuffled = np.random.default_rng(0).permutation(predicted.of_labels)
    weight = prediction_weight(strata, label_moments(strata, labelled, shuffled))
    assert weight < 0.2
    constant = np.full_like(shuffled, 0.25)
    assert prediction_weight(strata, label_moments(strata, labelled, constant)) == 0


def test_a_perfect_model_gives_the_truth():
    corpus, codes = population()
    rows = draw(corpus, 0.1, np.random.default_rng(0))
    labelled = sample(corpus, codes, rows)
    strata = stratify(labelled, corpus)
    truth = np.eye(len(NAMES))[codes]
    predicted = Predictions(truth[rows], over_strata(strata, truth))
    moments = label_moments(strata, labelled, predicted.of_labels)
    assert prediction_weight(strata, moments) == pytest.approx(1)
    estimate = difference_share(strata, moments, predicted, 1.0)
    np.testing.assert_allclose(estimate.share, truth.mean(axis=0))


def test_proportional_drawing_reproduces_the_shares_of_the_labels():
    corpus, codes = population(n=600, n_clusters=6)
    clusters = np.array([f"c{row % 6}" for row in range(600)], dtype=object)
    corpus = type(corpus)(texts=corpus.texts, ids=corpus.ids, clusters=clusters, fingerprint="even")
    labelled = sample(corpus, codes, draw(corpus, 0.2, np.random.default_rng(0)))
    strata = stratify(labelled, corpus)
    stratified = stratified_share(strata, label_moments(strata, labelled))
    np.testing.assert_allclose(stratified.share, labelled_share(labelled).share)


def test_a_census_gives_the_truth_without_any_width():
    corpus, codes = population()
    labelled = sample(corpus, codes, np.arange(corpus.n_documents))
    strata = stratify(labelled, corpus)
    estimate = stratified_share(strata, label_moments(strata, labelled))
    truth = np.bincount(codes, minlength=len(NAMES)) / len(codes)
    np.testing.assert_allclose(estimate.share, truth)
    np.testing.assert_allclose(estimate.high - estimate.low, 0, atol=1e-12)
    assert np.isinf(estimate.n_effective).all()


def test_a_class_that_was_never_drawn_has_an_interval():
    corpus, codes = population()
    rows = draw(corpus, 0.1, np.random.default_rng(0))
    rows = rows[codes[rows] != 3]
    labelled = sample(corpus, codes, rows)
    strata = stratify(labelled, corpus)
    estimate = stratified_share(strata, label_moments(strata, labelled))
    assert estimate.share[3] == 0
    assert 0 == estimate.low[3] < estimate.high[3] < 0.15


def test_few_labels_in_pure_strata_are_no_certainty():
    corpus, codes = population()
    clusters = np.array([f"c{code}" for code in codes], dtype=object)
    corpus = type(corpus)(texts=corpus.texts, ids=corpus.ids, clusters=clusters, fingerprint="pure")
    labelled = sample(corpus, codes, draw(corpus, 0.2, np.random.default_rng(0)))
    strata = stratify(labelled, corpus)
    estimate = stratified_share(strata, label_moments(strata, labelled))
    assert (estimate.high > estimate.low).all()
    rarest, commonest = 3, 0
    assert labelled.support[rarest] < 10
    assert estimate.n_effective[rarest] < 2.5 * labelled.n_documents
    assert estimate.n_effective[commonest] > 5 * labelled.n_documents


def test_clusters_made_after_the_drawing_widen_the_intervals(drawn):
    _, strata, _, moments = drawn
    before = stratified_share(strata, moments)
    after = stratified_share(strata, moments, clusters_came_after=True)
    np.testing.assert_array_equal(after.share, before.share)
    assert (after.high - after.low >= before.high - before.low).all()
    assert (after.n_effective < before.n_effective).any()


def by_labels(strata, moments, predicted):
    return stratified_share(strata, moments)


def by_difference(strata, moments, predicted):
    return difference_share(strata, moments, predicted, prediction_weight(strata, moments))


@pytest.mark.parametrize("estimated", [by_labels, by_difference])
def test_intervals_cover_the_truth_in_93_to_97_percent_of_redraws(estimated):
    corpus, codes = population(n=3000, seed=5)
    truth = np.bincount(codes, minlength=len(NAMES)) / len(codes)
    posterior = noisy_predictions(codes)
    rng = np.random.default_rng(11)
    covered, off = [], []
    for _ in range(300):
        rows = draw(corpus, 0.1, rng, shares=[0.05, 0.1, 0.2, 0.1, 0.1, 0.05])
        labelled = sample(corpus, codes, rows)
        strata = stratify(labelled, corpus)
        predicted = Predictions(posterior[rows], over_strata(strata, posterior))
        moments = label_moments(strata, labelled, predicted.of_labels)
        estimate = estimated(strata, moments, predicted)
        covered.append((estimate.low <= truth) & (truth <= estimate.high))
        off.append(estimate.share - truth)
    assert 0.93 <= np.mean(covered) <= 0.97
    error = np.std(off, axis=0) / np.sqrt(len(off))
    assert (np.abs(np.mean(off, axis=0)) < 4 * error).all()


def with_chances(labelled, chances):
    return replace(labelled, selection_probabilities=np.asarray(chances, dtype=float))


def test_equal_chances_and_chances_not_known_of_all_change_nothing(drawn):
    labelled, strata, predicted, moments = drawn
    n = labelled.n_documents
    unknown = np.where(np.arange(n) == 0, np.nan, 0.3)
    for chances in (np.full(n, 0.2), unknown):
        found = label_moments(strata, with_chances(labelled, chances), predicted.of_labels)
        for name, expected in vars(moments).items():
            np.testing.assert_allclose(getattr(found, name), expected, atol=1e-12)


def test_the_scale_of_chances_within_a_cluster_does_not_matter(drawn):
    labelled, strata, _, moments = drawn
    chances = 0.1 + 0.1 * strata.stratum_of_label
    found = label_moments(strata, with_chances(labelled, chances))
    np.testing.assert_allclose(found.label, moments.label)
    np.testing.assert_allclose(found.label_variance, moments.label_variance)


def test_intervals_of_labels_drawn_with_unequal_chances_cover_the_truth():
    """Some documents are drawn five times as often as others, and lean towards two classes."""
    corpus, codes = population(n=3000)
    whole = make_corpus(corpus.texts, ids=corpus.ids)
    rng = np.random.default_rng(0)
    leaning = (codes % 2 == 0) ^ (rng.random(len(codes)) < 0.2)
    chances = np.where(leaning, 0.3, 0.06)
    truth = np.bincount(codes) / len(codes)
    found, raw = [], []
    for _ in range(300):
        rows = np.flatnonzero(rng.random(len(codes)) < chances)
        labelled = with_chances(sample(corpus, codes, rows), chances[rows])
        strata = stratify(labelled, whole)
        found.append(stratified_share(strata, label_moments(strata, labelled)))
        raw.append(labelled_share(labelled).share)
    share = np.mean([each.share for each in found], axis=0)
    np.testing.assert_allclose(share, truth, rtol=0.03)
    assert np.abs(np.mean(raw, axis=0) / truth - 1).max() > 0.2
    covered = np.mean([(each.low <= truth) & (truth <= each.high) for each in found])
    assert 0.93 <= covered <= 0.98
