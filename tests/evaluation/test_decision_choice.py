from dataclasses import replace

import numpy as np
import pytest

from analysis.decision.settings import DecisionSettings
from analysis.evaluation.aim import Aim
from analysis.evaluation.decision_choice import (
    choose_decision,
    decisions,
    tally_by_fold,
    tune_offsets,
)
from analysis.model.nested_scores import ScoredDocuments
from tests.evaluation.scored import scored

PLAIN = DecisionSettings()
TAUS = (PLAIN, *(DecisionSettings("equal", tau) for tau in (0.25, 0.5, 0.75, 1.0, 1.25)))


@pytest.fixture
def documents():
    corpus, out_of_fold = scored(strength=1.5)
    folds = np.arange(corpus.n_documents, dtype=np.int8) % 4
    return ScoredDocuments(
        np.arange(corpus.n_documents),
        corpus.codes,
        out_of_fold.logits,
        folds,
        out_of_fold.training_prior,
    )


def macro_f1(documents, settings, rows=slice(None)):
    decided = decisions(documents, settings)
    return float(Aim().tally(documents.codes[rows], decided[rows], documents.n_classes).macro_f1())


def test_the_best_candidate_is_chosen(documents):
    everything_wrong = np.full(len(documents.codes), 1, dtype=np.int16)
    choice = choose_decision(documents, TAUS, Aim(), everything_wrong)
    best = max(TAUS, key=lambda each: macro_f1(documents, each))
    assert choice.settings == best != PLAIN


def test_each_fold_is_decided_as_chosen_on_the_others(documents):
    baseline = np.full(len(documents.codes), 1, dtype=np.int16)
    choice = choose_decision(documents, TAUS, Aim(), baseline)
    for fold in range(4):
        others, held = documents.folds != fold, documents.folds == fold
        best = max(TAUS, key=lambda each: macro_f1(documents, each, others))
        np.testing.assert_array_equal(choice.decided[held], decisions(documents, best)[held])


def test_none_is_chosen_that_costs_micro_f1(documents):
    baseline = decisions(documents, PLAIN)
    choice = choose_decision(documents, TAUS, Aim(), baseline)
    right = (decisions(documents, choice.settings) == documents.codes).mean()
    assert right >= (baseline == documents.codes).mean()


def test_where_none_is_allowed_the_one_with_most_right_decisions_is_chosen(documents):
    choice = choose_decision(documents, TAUS, Aim(), documents.codes.astype(np.int16))
    right = [(decisions(documents, each) == documents.codes).mean() for each in TAUS]
    assert choice.settings == TAUS[int(np.argmax(right))]


def test_the_first_of_equally_good_candidates_is_chosen(documents):
    same = replace(PLAIN, offsets=((0, 0.0),))
    baseline = decisions(documents, PLAIN)
    assert choose_decision(documents, (PLAIN, same), Aim(), baseline).settings == PLAIN


def test_tuned_offsets_are_no_worse_on_the_documents_they_are_tuned_on(documents):
    start = DecisionSettings("equal", 0.5)
    choice = tune_offsets(documents, start)
    assert choice.settings.prior == "as-learned"
    assert macro_f1(documents, choice.settings) >= macro_f1(documents, start) - 1e-9


def test_offsets_of_a_fold_do_not_see_its_labels(documents):
    held = documents.folds == 2
    codes = documents.codes.copy()
    codes[held] = 0
    other = tune_offsets(replace(documents, codes=codes), PLAIN)
    mine = tune_offsets(documents, PLAIN)
    np.testing.assert_array_equal(mine.decided[held], other.decided[held])


def test_folds_add_up_to_all_documents(documents):
    decided = decisions(documents, PLAIN)
    folds = tally_by_fold(documents, decided, Aim())
    assert folds.support.sum() == len(documents.codes)
    assert folds.sum(0).correct.sum() == (decided == documents.codes).sum()
