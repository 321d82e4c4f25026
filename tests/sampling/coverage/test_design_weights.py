from dataclasses import replace

import numpy as np
import pytest

from analysis.corpus.corpus import make_corpus, make_labelled_corpus
from analysis.corpus.drawing import DRAWINGS
from analysis.errors import InputError
from analysis.sampling.coverage.design_weights import (
    effective_number,
    weigh_labels,
    weights_by_class,
    weights_by_cluster,
    weights_by_probability,
)
from analysis.sampling.coverage.strata import stratify
from analysis.sampling.coverage.weighing_wording import weighing_sentence
from analysis.sampling.frequencies.moments import label_moments
from analysis.sampling.frequencies.prevalence import stratified_share
from tests.sampling.populations import draw, population, sample


@pytest.fixture(scope="module")
def whole():
    return population()


@pytest.fixture(scope="module")
def drawn(whole):
    """Labels of which small clusters got far more than their share."""
    corpus, codes = whole
    rows = draw(corpus, None, np.random.default_rng(0), [0.05, 0.6, 0.1, 0.5, 0.2, 0.9])
    return sample(corpus, codes, rows)


def test_a_label_weighs_as_many_documents_as_there_are_for_each_in_its_cluster(whole, drawn):
    weights = weights_by_cluster(stratify(drawn, whole[0]))
    expected = np.empty(drawn.n_documents)
    for name in set(drawn.clusters):
        here = drawn.clusters == name
        expected[here] = (whole[0].clusters == name).sum() / here.sum()
    np.testing.assert_allclose(weights, expected / expected.mean())
    assert weights.mean() == pytest.approx(1)


def test_shares_of_weight_are_the_stratified_estimate(whole, drawn):
    strata = stratify(drawn, whole[0])
    of_class = np.bincount(drawn.codes, weights_by_cluster(strata))
    stratified = stratified_share(strata, label_moments(strata, drawn))
    np.testing.assert_allclose(of_class / of_class.sum(), stratified.share)


def test_labels_drawn_in_proportion_would_weigh_the_same(drawn):
    times = np.repeat(np.arange(drawn.n_documents), 5)
    corpus = make_corpus(drawn.texts[times], clusters=drawn.clusters[times])
    np.testing.assert_allclose(weights_by_cluster(stratify(drawn, corpus)), 1)


def test_a_label_of_an_unknown_cluster_weighs_as_the_average():
    corpus = make_corpus([f"t{i}" for i in range(9)], clusters=list("xxxxxxyyy"))
    labels = make_labelled_corpus(["t0", "t1", "t6", "t7", "t8", "new"], list("ababab"))
    weights = weights_by_cluster(stratify(labels, corpus))
    np.testing.assert_allclose(weights, np.array([3, 3, 1, 1, 1, 9 / 5]) / (9 / 5))


def test_probabilities_weigh_by_their_inverse():
    np.testing.assert_allclose(
        weights_by_probability(np.array([0.1, 0.5, 1.0])), [30 / 13, 6 / 13, 3 / 13]
    )


@pytest.mark.parametrize("wrong", [0.0, -0.1, 1.1, np.nan, np.inf])
def test_probabilities_outside_of_zero_to_one_are_refused(wrong):
    with pytest.raises(
        InputError, match=r"1 of 3 are not above 0 and at most 1 \(.* of document 2"
    ):
        weights_by_probability(np.array([0.1, wrong, 1.0]))


def test_classes_weigh_as_their_shares(drawn):
    shares = np.array([0.1, 0.2, 0.3, 0.4])
    weights = weights_by_class(drawn, shares)
    np.testing.assert_allclose(np.bincount(drawn.codes, weights) / weights.sum(), shares)
    assert weights.mean() == pytest.approx(1)


@pytest.mark.parametrize("missing", [0.0, np.nan])
def test_a_class_with_labels_and_no_share_is_refused(drawn, missing):
    with pytest.raises(InputError, match=r'1 of 4 have none above 0, among them "?flange'):
        weights_by_class(drawn, np.array([0.5, 0.3, missing, 0.2]))


def test_the_effective_number_is_that_of_the_labels_where_all_weigh_the_same():
    assert effective_number(np.full(7, 3.0)) == pytest.approx(7)
    assert effective_number(np.array([1.0, 1, 8])) == pytest.approx(100 / 66)


def test_the_drawing_decides_whether_labels_are_weighed_and_by_what(whole, drawn):
    strata, shares = stratify(drawn, whole[0]), np.full(4, 0.25)
    bases = {
        each: weigh_labels(drawn, each, strata=strata, shares=shares).basis for each in DRAWINGS
    }
    assert bases == {
        "proportional": "none",
        "by-cluster": "clusters",
        "by-class": "classes",
        "other": "none",
    }


def test_chances_known_of_all_labels_go_before_clusters(whole, drawn):
    strata = stratify(drawn, whole[0])
    chances = np.linspace(0.1, 1, drawn.n_documents)
    known = replace(drawn, selection_probabilities=chances)
    found = weigh_labels(known, "by-cluster", strata=strata)
    assert found.basis == "probabilities"
    np.testing.assert_allclose(found.weights, weights_by_probability(chances))
    chances = np.where(np.arange(len(chances)) < 5, np.nan, chances)
    partly = weigh_labels(
        replace(drawn, selection_probabilities=chances), "by-cluster", strata=strata
    )
    assert partly.basis == "clusters"


def test_without_what_weights_come_from_nothing_is_weighed(drawn):
    assert weigh_labels(drawn, "by-cluster").weights is None
    one = stratify(drawn, make_corpus(drawn.texts))
    assert weigh_labels(drawn, "by-cluster", strata=one).basis == "none"
    assert weigh_labels(drawn, "by-class").basis == "none"
    partly = np.array([0.5, 0.5, np.nan, 0.1])
    assert weigh_labels(drawn, "by-class", shares=partly).basis == "none"


def test_every_case_has_its_own_sentence(whole, drawn):
    strata, shares = stratify(drawn, whole[0]), np.full(4, 0.25)
    cases = [(each, weigh_labels(drawn, each)) for each in DRAWINGS]
    cases += [(d, weigh_labels(drawn, d, strata=strata, shares=shares)) for d in DRAWINGS[1:3]]
    told = [weighing_sentence(*case, drawn.n_documents) for case in cases]
    assert len(set(told)) == len(cases)
    assert "nothing has to be corrected" in told[0]
    n = effective_number(cases[4][1].weights)
    assert f"{drawn.n_documents:,} labels say as much as {n:,.0f} of one weight" in told[4]
    assert np.isnan(cases[0][1].effective_labels)
    fitted = weighing_sentence(*cases[4], drawn.n_documents, in_training=True)
    assert "This training weighs them too" in fitted
