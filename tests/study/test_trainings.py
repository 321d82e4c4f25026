import threading

import numpy as np
import pytest

from analysis.errors import InputError
from analysis.model.settings import FeatureSettings, TrainingSettings
from analysis.progress import Cancelled
from analysis.study.store import create_study
from analysis.study.trainings import Trainings
from tests.corpora import labelled, long_tailed

DEFAULTS = TrainingSettings()


@pytest.fixture
def study(tmp_path):
    return create_study(tmp_path, "A study", long_tailed(), drawing="other", aim="explore")


def test_a_training_is_not_there_until_it_was_made(tmp_path, study):
    trainings = Trainings(tmp_path)
    assert trainings.find(study, DEFAULTS) is None
    made = trainings.start(study, DEFAULTS).future.result()
    assert trainings.find(study, DEFAULTS) is made


def test_another_process_finds_it_on_disk(tmp_path, study):
    made = Trainings(tmp_path).start(study, DEFAULTS).future.result()
    found = Trainings(tmp_path).find(study, DEFAULTS)
    np.testing.assert_array_equal(found.out_of_fold.logits, made.out_of_fold.logits)
    np.testing.assert_array_equal(found.model.terms, made.model.terms)


def test_a_finished_job_is_forgotten(tmp_path, study):
    trainings = Trainings(tmp_path)
    trainings.start(study, DEFAULTS).future.result()
    assert trainings.job(study, DEFAULTS) is None


def test_other_settings_are_another_training(tmp_path, study):
    trainings = Trainings(tmp_path)
    trainings.start(study, DEFAULTS).future.result()
    assert trainings.find(study, TrainingSettings(c=10)) is None


def test_another_study_is_another_training(tmp_path, study):
    trainings = Trainings(tmp_path)
    trainings.start(study, DEFAULTS).future.result()
    other = create_study(tmp_path, "Other", long_tailed(1), drawing="other", aim="explore")
    assert trainings.find(other, DEFAULTS) is None


def test_what_is_in_the_making_is_not_begun_again(tmp_path, study):
    trainings = Trainings(tmp_path)
    jobs = {id(trainings.start(study, TrainingSettings(c=3))) for _ in range(5)}
    trainings.start(study, TrainingSettings(c=3)).future.result()
    assert len(jobs) == 1


def test_many_threads_may_ask_at_once(tmp_path, study):
    trainings = Trainings(tmp_path)
    results = []

    def ask():
        results.append(trainings.start(study, DEFAULTS).future.result())

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    for result in results:
        np.testing.assert_array_equal(result.out_of_fold.logits, results[0].out_of_fold.logits)


def test_a_cancelled_training_says_so_and_can_be_begun_again(tmp_path, study):
    trainings = Trainings(tmp_path)
    blocking = trainings.start(study, TrainingSettings(c=30))
    job = trainings.start(study, DEFAULTS)
    job.progress.cancel()
    with pytest.raises(Cancelled):
        job.future.result()
    blocking.future.result()
    assert trainings.job(study, DEFAULTS) is job
    assert trainings.start(study, DEFAULTS).future.result() is not None


def test_all_trainings_of_a_study_can_be_cancelled(tmp_path, study):
    trainings = Trainings(tmp_path)
    blocking = trainings.start(study, TrainingSettings(c=30))
    waiting = trainings.start(study, DEFAULTS)
    trainings.cancel("0" * 32)
    waiting.progress.raise_if_cancelled()
    trainings.cancel(study.id)
    for job in (blocking, waiting):
        with pytest.raises(Cancelled):
            job.progress.raise_if_cancelled()
    with pytest.raises(Cancelled):
        waiting.future.result()


def test_what_cannot_be_trained_says_why(tmp_path):
    corpus = labelled(["a bad one", "one bad", "good"], ["bad", "bad", "good"], "bad")
    study = create_study(tmp_path, "Small", corpus, drawing="other", aim="explore")
    job = Trainings(tmp_path).start(study, TrainingSettings(include_reject=False))
    with pytest.raises(InputError, match="fewer than two classes"):
        job.future.result()


def test_terms_are_counted_once_for_settings_that_weigh_them_later(tmp_path, study):
    trainings = Trainings(tmp_path)
    plain = trainings.counts(study.labelled, FeatureSettings())
    assert trainings.counts(study.labelled, FeatureSettings(sublinear=True)) is plain
    assert trainings.counts(study.labelled, FeatureSettings(word_ngrams=(1, 2))) is not plain
