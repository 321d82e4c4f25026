import numpy as np
import pytest

from analysis.explain.diagnosis.remedy_steps import (
    c_path,
    other_features,
    other_folds,
    without_reject,
    without_rivals,
    without_suspicious,
)
from analysis.model.settings import FeatureSettings, TrainingSettings
from tests.corpora import long_tailed

CORPUS = long_tailed()
PLAIN = TrainingSettings()


@pytest.mark.parametrize(
    ("c", "path"), [(1.0, [3, 10, 30, 100]), (0.1, [1, 3, 10, 30, 100]), (80.0, []), (25.0, [100])]
)
def test_c_is_raised_along_the_path_and_never_lowered(c, path):
    assert [settings.c for settings in c_path(TrainingSettings(c=c))] == path


def test_other_folds_differ_in_their_seed_alone():
    (step,) = other_folds(CORPUS, PLAIN)
    assert step.placebo
    assert step.settings == TrainingSettings(seed=1)


def test_the_placebo_of_the_reject_class_is_as_many_documents_of_other_classes():
    remedy, *placebos = without_reject(CORPUS, PLAIN)
    assert np.flatnonzero(remedy.left_out) == [CORPUS.reject_code]
    for placebo in placebos:
        assert placebo.placebo
        assert not placebo.left_out[CORPUS.reject_code]
        left = CORPUS.support[placebo.left_out].sum()
        assert 0 < left <= CORPUS.support[CORPUS.reject_code]
    assert not np.array_equal(placebos[0].left_out, placebos[1].left_out)


def test_without_a_reject_class_there_is_nothing_to_leave_out():
    assert not list(without_reject(CORPUS.with_reject_class(None), PLAIN))
    assert not list(without_reject(CORPUS, TrainingSettings(include_reject=False)))


@pytest.mark.parametrize(
    ("features", "kinds"),
    [
        (FeatureSettings(), ["words", "words+characters"]),
        (FeatureSettings(split_letters_digits=True), ["words+characters"]),
        (FeatureSettings(kind="words+characters"), ["words+characters"]),
        (FeatureSettings(kind="characters"), []),
    ],
)
def test_only_features_that_are_not_there_are_tried(features, kinds):
    steps = list(other_features(CORPUS, TrainingSettings(features=features)))
    assert [step.settings.features.kind for step in steps if not step.placebo] == kinds


def test_each_rival_is_left_out_by_itself():
    steps = list(without_rivals(CORPUS, PLAIN, np.array([3, 1])))
    assert [list(np.flatnonzero(step.left_out)) for step in steps] == [[3], [1]]


def test_as_many_documents_of_each_class_are_left_out_at_random_as_are_suspicious():
    suspicious = np.random.default_rng(0).random(CORPUS.n_documents) < 0.2
    remedy, *placebos = without_suspicious(CORPUS, PLAIN, suspicious)
    assert np.array_equal(remedy.trainable, ~suspicious)
    for placebo in placebos:
        left = [
            np.bincount(CORPUS.codes[~each], minlength=CORPUS.n_classes)
            for each in (remedy.trainable, placebo.trainable)
        ]
        np.testing.assert_array_equal(*left)
        assert not np.array_equal(placebo.trainable, remedy.trainable)


def test_without_a_suspicious_label_nothing_is_left_out():
    assert not list(without_suspicious(CORPUS, PLAIN, np.zeros(CORPUS.n_documents, dtype=bool)))
