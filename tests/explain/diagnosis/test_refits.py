import numpy as np
import pytest

from analysis.decision.scenario import Scenario
from analysis.decision.settings import DecisionSettings
from analysis.explain.diagnosis.refits import Refitter
from analysis.model.crossfit import deal_folds, train
from analysis.model.features import count_terms
from analysis.model.settings import FeatureSettings, TrainingSettings
from analysis.progress import Cancelled, Progress
from tests.corpora import long_tailed

CORPUS, PLAIN = long_tailed(), TrainingSettings()
COUNTS = count_terms(CORPUS.texts, PLAIN.features)


def refitter(n_trainings=1, scenario=None):
    progress = Progress(6 * n_trainings)
    return Refitter(CORPUS, COUNTS, scenario or Scenario(), progress), progress


def test_nothing_changed_decides_as_the_training_does():
    expected = train(CORPUS, COUNTS, deal_folds(CORPUS, PLAIN), PLAIN).out_of_fold.logits
    decided = refitter()[0].decisions(PLAIN)
    np.testing.assert_array_equal(decided, expected.argmax(axis=1))


def test_the_decision_is_that_of_the_scenario():
    equal = Scenario(decision=DecisionSettings(prior="equal"))
    assert (refitter()[0].decisions(PLAIN) != refitter(scenario=equal)[0].decisions(PLAIN)).any()


def test_other_features_are_counted_anew():
    settings = TrainingSettings(FeatureSettings(kind="characters"))
    counts = count_terms(CORPUS.texts, settings.features)
    expected = train(CORPUS, counts, deal_folds(CORPUS, settings), settings).out_of_fold.logits
    np.testing.assert_array_equal(refitter()[0].decisions(settings), expected.argmax(axis=1))


def test_classes_and_documents_left_out_are_left_out_together():
    left_out = np.arange(CORPUS.n_classes) == 1
    trainable = np.arange(CORPUS.n_documents) % 10 > 0
    both = refitter()[0].decisions(PLAIN, left_out, trainable)
    mask = refitter()[0].decisions(PLAIN, None, trainable & (CORPUS.codes != 1))
    np.testing.assert_array_equal(both, mask)


def test_each_refit_is_a_part_of_the_progress():
    refit, progress = refitter(2)
    refit.decisions(PLAIN)
    assert progress.n_done == 6
    refit.decisions(PLAIN)
    assert progress.n_done == progress.n_steps


def test_cancelling_the_whole_stops_a_part():
    refit, progress = refitter()
    progress.cancel()
    with pytest.raises(Cancelled):
        refit.decisions(PLAIN)
