from dataclasses import replace

import numpy as np
import pytest

from analysis.sampling.coverage.strata import stratify
from analysis.sampling.frequencies.disagreement import differs_from_given
from analysis.sampling.frequencies.frequencies import estimate_frequencies
from analysis.sampling.frequencies.moments import label_moments
from analysis.sampling.frequencies.prevalence import stratified_share
from analysis.sampling.frequencies.wording import (
    class_sentence,
    disagreement_sentence,
    drawing_sentence,
    frequency_sentence,
    strata_sentence,
    without_label_sentence,
)
from tests.sampling.populations import NAMES, draw, population, sample

EVEN, UNEVEN = [0.2] * 6, [0.1, 0.1, 0.9, 0.1, 0.9, 0.1]


def estimated(shares=EVEN, own=None, seed=0):
    corpus, codes = population(n=1200)
    labelled = sample(corpus, codes, draw(corpus, 0, np.random.default_rng(seed), shares))
    return estimate_frequencies(labelled, stratify(labelled, corpus), own=own)


def test_the_table_has_one_row_a_class_the_most_common_first():
    found = estimated()
    frame = found.frame()
    assert sorted(frame["class"]) == sorted(NAMES)
    assert frame["share_stratified"].is_monotonic_decreasing
    np.testing.assert_array_equal(
        frame["documents"], np.round(frame["share_stratified"] * found.n_documents)
    )
    assert "share_difference" not in frame
    assert "share_own" not in frame


def test_own_figures_that_the_labels_speak_against_are_flagged_alone():
    truth = estimated().stratified.share
    own = truth + np.array([0.2, -0.2, 0.001, -0.001])
    found = estimated(own=own)
    assert found.own_differs.tolist() == [True, True, False, False]
    assert found.disagreements()[0] == "own figure and labels"
    assert "2 classes have estimates" in disagreement_sentence(found)
    assert disagreement_sentence(estimated(own=truth)) == ""


def test_a_class_without_an_own_figure_is_not_compared():
    own = np.array([np.nan, 0.9, np.nan, 0.1])
    assert estimated(own=own).own_differs.tolist()[::2] == [False, False]


def test_labels_drawn_unevenly_differ_from_their_strata_and_even_ones_do_not():
    assert estimated(UNEVEN).labels_differ.any()
    assert not estimated(EVEN).labels_differ.any()


def test_even_drawing_is_hardly_ever_flagged():
    corpus, codes = population(n=1200)
    flagged = []
    for seed in range(100):
        rng = np.random.default_rng(seed)
        rows = np.sort(rng.choice(corpus.n_documents, size=240, replace=False))
        labelled = sample(corpus, codes, rows)
        strata = stratify(labelled, corpus)
        moments = label_moments(strata, labelled)
        stratified = stratified_share(strata, moments)
        truth = np.bincount(codes, minlength=len(NAMES)) / len(codes)
        flagged.append(differs_from_given(truth, stratified).any())
    assert np.mean(flagged) <= 0.1


def test_the_sentence_names_the_most_common_and_the_rarest_class():
    found = estimated()
    sentence = frequency_sentence(found)
    assert f"{found.stratified.share[0] * 1200:,.0f} (" in sentence
    assert "of 1,200 documents are bad" in sentence
    assert "the rarest class, valve" in sentence


def test_classes_that_are_equally_rare_are_counted():
    found = estimated()
    share = found.stratified.share.copy()
    share[2:] = share.min()
    tied = replace(found, stratified=replace(found.stratified, share=share))
    assert "2 classes are equally rare, valve one of them, each with about" in frequency_sentence(
        tied
    )


def test_classes_that_are_equally_common_are_counted():
    found = estimated()
    share = np.array([0.3, 0.3, 0.3, 0.1])
    tied = replace(found, stratified=replace(found.stratified, share=share))
    sentence = frequency_sentence(tied)
    assert sentence.startswith("3 classes are equally common, bad one of them, each with about 360")
    assert "of 1,200 documents (30 %); the rarest class, valve" in sentence
    alike = replace(found, stratified=replace(found.stratified, share=np.full(4, 0.25)))
    sentence = frequency_sentence(alike)
    assert sentence.startswith("4 classes are equally common: each has about 300 (")


def test_a_class_is_told_with_the_analysts_own_figure():
    found = estimated(own=np.array([0.1, 0.5, 0.2, 0.2]))
    assert "your own figure is 120, which chance does not explain" in class_sentence(found, 0)
    assert "own figure" not in class_sentence(estimated(), 0)


@pytest.mark.parametrize(
    ("drawing", "word"),
    [
        ("proportional", "nothing has to be corrected"),
        ("by-cluster", "The stratified ones are"),
        ("by-class", "no estimate here can be trusted"),
        ("other", "not known"),
    ],
)
def test_the_drawing_says_what_can_be_trusted(drawing, word):
    assert word in drawing_sentence(drawing)


def test_clusters_without_labels_and_strata_are_told():
    corpus, codes = population(n=1200)
    rows = draw(corpus, 0, np.random.default_rng(0), [0.2, 0.2, 0, 0.2, 0.2, 0.2])
    labelled = sample(corpus, codes, rows)
    strata = stratify(labelled, corpus)
    assert without_label_sentence(strata).startswith("1 cluster with ")
    assert "c2" in without_label_sentence(strata)
    assert "6 clusters in 5 strata; 2 of them share one" in strata_sentence(strata)
    whole = type(corpus)(texts=corpus.texts, ids=corpus.ids, fingerprint="no clusters")
    one = stratify(labelled, whole)
    assert "no clusters" in strata_sentence(one)
    for each in (strata, one):
        assert "the chance it was drawn with" in strata_sentence(each, chances_known=True)
        assert "chance" not in strata_sentence(each)
    assert without_label_sentence(stratify(labelled, whole)) == ""
