import numpy as np
import pytest

from analysis.explain.learnability.determined import how_much_is_determined
from analysis.explain.learnability.yardsticks import (
    compute_yardsticks,
    yardsticks_from_arrays,
    yardsticks_progress,
)
from analysis.model.crossfit import deal_folds, train
from analysis.model.features import count_terms
from analysis.model.settings import TrainingSettings
from analysis.progress import Cancelled
from tests.corpora import long_tailed

SETTINGS = TrainingSettings(folds=3)
CORPUS = long_tailed(0, (150, 100, 60, 30, 15))
COUNTS = count_terms(CORPUS.texts, SETTINGS.features)
SCORED = (SETTINGS, train(CORPUS, COUNTS, deal_folds(CORPUS, SETTINGS), SETTINGS).out_of_fold)


@pytest.fixture(scope="module")
def found():
    return compute_yardsticks(CORPUS, COUNTS, [SCORED])


def test_weaker_regularisation_recovers_more_than_the_training_at_hand(found):
    at_hand = how_much_is_determined(CORPUS, [SCORED])
    assert found.determined.overall.value > at_hand.overall.value - 0.005


def test_shuffled_labels_recover_next_to_nothing(found):
    assert abs(found.shuffled.overall.value) < 0.05


def test_they_are_kept_as_arrays(found):
    again = yardsticks_from_arrays(found.arrays())
    assert again.neighbour == found.neighbour
    for part in ("determined", "shuffled"):
        before, after = getattr(found, part), getattr(again, part)
        assert after.overall == before.overall
        assert after.log_loss == before.log_loss
        np.testing.assert_array_equal(after.of_class, before.of_class)


def test_they_tell_how_far_they_are_and_can_be_cancelled():
    progress = yardsticks_progress(SETTINGS)
    compute_yardsticks(CORPUS, COUNTS, [SCORED], progress)
    assert progress.n_done == progress.n_steps
    cancelled = yardsticks_progress(SETTINGS)
    cancelled.cancel()
    with pytest.raises(Cancelled):
        compute_yardsticks(CORPUS, COUNTS, [SCORED], cancelled)
