"""Documents that are scored and not trained on."""

import numpy as np
import pytest

from analysis.errors import InputError
from analysis.model.crossfit import deal_folds, train
from analysis.model.features import count_terms
from analysis.model.linear import ABSENT_LOGIT
from analysis.model.settings import TrainingSettings
from tests.corpora import long_tailed

CORPUS, PLAIN = long_tailed(), TrainingSettings()
COUNTS, FOLDS = count_terms(CORPUS.texts, PLAIN.features), deal_folds(CORPUS, PLAIN)


def trained(trainable=None, settings=PLAIN):
    return train(CORPUS, COUNTS, FOLDS, settings, trainable=trainable).out_of_fold


def test_without_the_reject_class_is_the_same_as_the_setting():
    by_hand = trained(CORPUS.codes != CORPUS.reject_code)
    by_setting = trained(settings=TrainingSettings(include_reject=False))
    np.testing.assert_array_equal(by_hand.logits, by_setting.logits)
    np.testing.assert_array_equal(by_hand.training_prior, by_setting.training_prior)


def test_a_class_that_is_not_trained_on_is_scored_and_never_decided():
    scores = trained(CORPUS.codes != 1)
    assert (scores.logits[:, 1] == ABSENT_LOGIT).all()
    assert scores.training_prior[1] == 0
    assert np.isfinite(scores.logits).all()


def test_all_documents_may_be_trained_on_unless_told_otherwise():
    everything = np.ones(CORPUS.n_documents, dtype=bool)
    np.testing.assert_array_equal(trained(everything).logits, trained().logits)


def test_fewer_than_two_classes_are_refused():
    with pytest.raises(InputError, match="fewer than two classes"):
        trained(CORPUS.codes == 0)
