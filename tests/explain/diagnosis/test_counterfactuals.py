from dataclasses import replace

import numpy as np
import pytest

from analysis.decision.scenario import Scenario
from analysis.decision.settings import DecisionSettings
from analysis.explain.diagnosis.counterfactuals import (
    counterfactuals_as_arrays,
    counterfactuals_from_arrays,
    try_remedies,
)
from analysis.explain.diagnosis.diagnosis import FINDINGS, diagnose
from analysis.explain.diagnosis.remedy_steps import PRIORS, REGULARISATION, REMEDIES, RIVAL
from analysis.model.crossfit import deal_folds, train
from analysis.model.features import count_terms
from analysis.model.settings import TrainingSettings
from analysis.progress import Cancelled
from tests.corpora import labelled, long_tailed
from tests.explain.tried import planned, tried


@pytest.fixture(scope="module")
def study():
    return tried(long_tailed())


def test_every_remedy_is_tried_and_has_a_placebo(study):
    _, found = study
    # No failing class has a rival here but the reject class.
    expected = set(REMEDIES) - {RIVAL}
    assert {trial.remedy for trial in found.trials if not trial.placebo} == expected
    assert {trial.remedy for trial in found.trials if trial.placebo} == expected


def test_a_class_left_out_is_decided_for_no_document(study):
    for trial in study[1].trials:
        assert not trial.left_out[trial.decided].any()


def test_every_document_is_scored_each_time(study):
    plan, found = study
    for trial in found.trials:
        assert trial.decided.shape == (plan.corpus.n_documents,)
        assert trial.decided.min() >= 0


def test_equal_priors_are_decided_from_the_same_logits(study):
    plan, found = study
    (trial,) = (t for t in found.trials if t.remedy == PRIORS and not t.placebo)
    scores = plan.training.out_of_fold
    expected = (scores.logits - np.log(scores.training_prior)).argmax(axis=1)
    assert (trial.decided == expected).mean() > 0.99


def test_c_is_chosen_without_the_fold_it_decides(study):
    plan, found = study
    (trial,) = (t for t in found.trials if t.remedy == REGULARISATION and not t.placebo)
    corpus, counts = plan.corpus, count_terms(plan.corpus.texts, TrainingSettings().features)
    folds = deal_folds(corpus, TrainingSettings())
    of_c = {}
    for c in (3.0, 10.0, 30.0, 100.0):
        settings = TrainingSettings(c=c)
        of_c[c] = train(corpus, counts, folds, settings).out_of_fold.logits.argmax(axis=1)
    for fold in range(5):
        held = folds == fold
        assert any(np.array_equal(trial.decided[held], each[held]) for each in of_c.values())
    assert found.c in of_c


def test_kept_as_arrays_and_read_back_it_is_the_same(study):
    _, found = study
    again = counterfactuals_from_arrays(counterfactuals_as_arrays(found))
    np.testing.assert_array_equal(again.before, found.before)
    np.testing.assert_array_equal(again.rivals, found.rivals)
    assert again.c == found.c
    for one, other in zip(again.trials, found.trials, strict=True):
        assert (one.remedy, one.placebo) == (other.remedy, other.placebo)
        np.testing.assert_array_equal(one.decided, other.decided)
        np.testing.assert_array_equal(one.left_out, other.left_out)


def test_the_same_study_gives_the_same_trials(study):
    _, again = tried(long_tailed())
    for one, other in zip(study[1].trials, again.trials, strict=True):
        np.testing.assert_array_equal(one.decided, other.decided)


def test_all_fits_are_reported_as_done():
    plan, counts = planned(long_tailed())
    progress = plan.progress()
    try_remedies(plan, counts, progress)
    assert progress.n_done == progress.n_steps


def test_it_can_be_cancelled():
    plan, counts = planned(long_tailed())
    progress = plan.progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        try_remedies(plan, counts, progress)


def test_the_end_of_the_path_has_nowhere_to_go():
    plan, counts = planned(long_tailed())
    scenario = replace(plan.scenario, training=TrainingSettings(c=100))
    plan = replace(plan, scenario=scenario)
    found = try_remedies(plan, counts, plan.progress())
    assert np.isnan(found.c)
    assert not [t for t in found.trials if t.remedy == REGULARISATION and not t.placebo]


def test_two_classes_leave_none_to_leave_out():
    texts = [f"{word} n{i}z" for word in ("left", "right") for i in range(12)] + ["left right"] * 3
    corpus = labelled(texts, ["a"] * 12 + ["b"] * 12 + ["a", "b", "b"])
    _, found = tried(corpus, Scenario(TrainingSettings(c=0.01)))
    assert not [trial for trial in found.trials if trial.left_out.any()]
    assert set(diagnose(corpus, found).findings) <= set(FINDINGS)


def test_documents_that_are_not_decided_are_missed():
    scenario = Scenario(decision=DecisionSettings(abstain_cost=0.3))
    corpus = long_tailed()
    _, found = tried(corpus, scenario)
    assert (found.before < 0).any()
    assert set(diagnose(corpus, found).findings) <= set(FINDINGS)
