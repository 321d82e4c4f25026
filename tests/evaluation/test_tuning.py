from dataclasses import replace

import numpy as np
import pytest

from analysis.decision.settings import DecisionSettings
from analysis.evaluation.evaluate import evaluate
from analysis.evaluation.tuning import AS_LEARNED, OFFSETS, ONE_TAU, tune_for_macro_f1, tuning_frame
from tests.evaluation.scored import scored


def case(seed=0, strength=2.0):
    corpus, out_of_fold = scored(strength, seed)
    folds = (np.random.default_rng(seed).permutation(corpus.n_documents) % 5).astype(np.int8)
    return corpus, replace(out_of_fold, folds=folds)


@pytest.fixture(scope="module")
def tuned():
    return tune_for_macro_f1(*case(), DecisionSettings())


def named(tuned, name):
    return next(each for each in tuned if each.name == name)


def test_the_best_by_its_nested_figure_comes_first(tuned):
    nested = [each.nested for each in tuned]
    assert nested == sorted(nested, reverse=True)
    assert {each.name for each in tuned} == {AS_LEARNED, ONE_TAU, OFFSETS}


@pytest.mark.parametrize("name", [AS_LEARNED, ONE_TAU, OFFSETS])
def test_the_apparent_figure_is_that_of_the_settings(tuned, name):
    found = named(tuned, name)
    shown = evaluate(*case(), found.settings).overall.macro_f1.value
    assert found.apparent == pytest.approx(shown)


def test_weighed_documents_are_tuned_and_scored_by_weight():
    corpus, out_of_fold = case()
    corpus = corpus.with_weights(np.random.default_rng(0).lognormal(size=corpus.n_documents))
    for each in tune_for_macro_f1(corpus, out_of_fold, DecisionSettings()):
        shown = evaluate(corpus, out_of_fold, each.settings).overall.macro_f1.value
        assert each.apparent == pytest.approx(shown)


def test_what_was_not_tuned_is_as_good_as_it_looks(tuned):
    plain = named(tuned, AS_LEARNED)
    assert plain.nested == plain.apparent
    assert plain.settings == DecisionSettings()


def test_richer_ways_look_better_and_more_so_than_they_are(tuned):
    plain, tau, offsets = (named(tuned, name) for name in (AS_LEARNED, ONE_TAU, OFFSETS))
    assert plain.apparent <= tau.apparent <= offsets.apparent + 1e-9


def test_nested_figures_are_not_above_apparent_ones_in_the_mean():
    gaps = [
        each.apparent - each.nested
        for seed in range(3)
        for each in tune_for_macro_f1(*case(seed), DecisionSettings())
        if each.name == OFFSETS
    ]
    assert np.mean(gaps) > 0.02


def test_tuning_keeps_the_temperature_and_nothing_else():
    settings = DecisionSettings(offsets=((0, 3.0),), abstain_cost=0.1, temperature=0.5)
    for each in tune_for_macro_f1(*case(), settings):
        assert each.settings.temperature == 0.5
        assert each.settings.abstain_cost is None


def test_the_table_has_a_row_for_each_way(tuned):
    frame = tuning_frame(tuned)
    assert frame["way"].tolist() == [each.name for each in tuned]
    assert (frame["nested_micro"] <= 1).all()
