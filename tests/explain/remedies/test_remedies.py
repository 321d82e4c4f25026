from unittest.mock import patch

import numpy as np
import pytest

from analysis.decision.settings import CostSettings
from analysis.errors import InputError
from analysis.evaluation.aim import Aim
from analysis.explain.remedies.remedies import search_remedies
from analysis.model.crossfit import deal_folds
from analysis.model.settings import TrainingSettings
from analysis.progress import Cancelled, Progress
from tests.corpora import labelled, long_tailed
from tests.explain.planted_remedies import faint, nothing, only_penalty, only_tokens

FITS = 110


def macro_f1(corpus, decided):
    return float(Aim().tally(corpus.codes, decided, corpus.n_classes).macro_f1())


def micro_f1(corpus, decided):
    return float((corpus.codes == decided).mean())


def kept(search):
    return {climbed.rung for climbed in search.rungs if climbed.kept}


@pytest.fixture(scope="module")
def searched():
    corpora = {"penalty": only_penalty(), "tokens": only_tokens(), "nothing": nothing()}
    return {name: (each, search_remedies(each, Aim(), FITS)) for name, each in corpora.items()}


def test_where_letters_are_glued_to_digits_splitting_them_is_what_helps(searched):
    corpus, search = searched["tokens"]
    assert "Tokens" in kept(search)
    assert search.scenario.training.features.split_letters_digits
    assert macro_f1(corpus, search.nested) > 0.95


def test_where_the_penalty_hides_the_words_raising_c_is_what_helps(searched):
    corpus, search = searched["penalty"]
    assert search.scenario.training.c > 1
    assert macro_f1(corpus, search.nested) > macro_f1(corpus, search.rungs[0].before) + 0.1


def test_where_words_know_nothing_nesting_says_so(searched):
    corpus, search = searched["nothing"]
    assert macro_f1(corpus, search.nested) < 0.2


def test_no_step_is_kept_that_costs_micro_f1(searched):
    for corpus, search in searched.values():
        baseline = micro_f1(corpus, search.rungs[0].before)
        held = [climbed.after for climbed in search.rungs if climbed.kept]
        assert min(micro_f1(corpus, each) for each in held) >= baseline


def test_steps_follow_on_each_other(searched):
    for _, search in searched.values():
        for earlier, later in zip(search.rungs, search.rungs[1:], strict=False):
            held = earlier.after if earlier.kept else earlier.before
            np.testing.assert_array_equal(held, later.before)


def test_nested_figures_are_not_above_apparent_ones_in_the_mean():
    differences = []
    for seed in range(3):
        corpus = faint(seed)
        search = search_remedies(corpus, Aim(), 100)
        differences.append(macro_f1(corpus, search.nested) - macro_f1(corpus, search.apparent))
    assert np.mean(differences) < 0


def test_labels_of_a_fold_do_not_change_what_is_chosen_without_it():
    corpus = long_tailed()
    search = search_remedies(corpus, Aim(), 60)
    names = np.array(corpus.classes, dtype=object)[corpus.codes]
    folds = deal_folds(corpus, TrainingSettings())
    held = np.flatnonzero(folds == 1)
    swapped = names.copy()
    swapped[held] = np.roll(names[held], 1)
    other = labelled(corpus.texts, swapped, "bad")
    # Folds are dealt by class: with the same folds, only the labels differ.
    fitted = search_with_folds(other, folds)
    np.testing.assert_array_equal(fitted.nested[held], search.nested[held])


def search_with_folds(corpus, folds):
    with patch("analysis.explain.remedies.remedies.deal_folds", return_value=folds):
        return search_remedies(corpus, Aim(), 60)


def test_fits_stay_within_the_budget_and_what_is_left_is_named():
    search = search_remedies(long_tailed(), Aim(), 40)
    assert search.n_fits <= 40
    assert any(climbed.untried for climbed in search.rungs)


def test_a_budget_too_small_for_the_baseline_is_refused():
    with pytest.raises(InputError, match="fits: 15 do not suffice for the baseline alone"):
        search_remedies(long_tailed(), Aim(), 15)


def test_the_same_corpus_gives_the_same_search():
    first, second = (search_remedies(long_tailed(), Aim(), 60) for _ in range(2))
    assert first.scenario == second.scenario
    np.testing.assert_array_equal(first.nested, second.nested)


def test_a_cost_aim_decides_by_costs():
    corpus = long_tailed()
    aim = Aim("cost", CostSettings(corpus.reject_code, to_reject=0.2, from_reject=2.0))
    search = search_remedies(corpus, aim, 60)
    assert search.scenario.decision.costs == aim.costs
    baseline = aim.tally(corpus.codes, search.rungs[0].before, corpus.n_classes)
    nested = aim.tally(corpus.codes, search.nested, corpus.n_classes)
    assert nested.mean_cost() < baseline.mean_cost()


def test_it_stops_when_asked_to():
    progress = Progress(60)
    progress.cancel()
    with pytest.raises(Cancelled):
        search_remedies(long_tailed(), Aim(), 60, progress=progress)


def test_progress_ends_at_one():
    progress = Progress(60)
    search_remedies(long_tailed(), Aim(), 60, progress=progress)
    assert progress.share == 1
