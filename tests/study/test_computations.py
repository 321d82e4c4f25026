import threading

import numpy as np
import pytest

from analysis.errors import InputError
from analysis.progress import Cancelled, Progress
from analysis.study.computations import COMPUTATIONS_FOLDER, Computations
from tests.study.small_studies import create


@pytest.fixture
def study(tmp_path):
    return create(tmp_path)


def numbers(progress):
    progress.finish(0)
    return {"numbers": np.arange(3)}


def test_what_was_computed_is_found_again_also_after_a_restart(tmp_path, study):
    computations = Computations(tmp_path)
    assert computations.find(study.id, "a") is None
    made = computations.start(study.id, "a", Progress(1), numbers).future.result()
    assert computations.find(study.id, "a") is made
    again = Computations(tmp_path).find(study.id, "a")
    np.testing.assert_array_equal(again["numbers"], [0, 1, 2])
    assert Computations(tmp_path).find(study.id, "b") is None


def test_what_is_in_the_making_is_not_begun_again(tmp_path, study):
    computations, go = Computations(tmp_path), threading.Event()

    def wait(progress):
        assert go.wait(10)
        return numbers(progress)

    first = computations.start(study.id, "a", Progress(1), wait)
    assert computations.start(study.id, "a", Progress(1), numbers) is first
    assert computations.running(study.id, "a") is first
    go.set()
    first.future.result()


def test_a_cancelled_computation_keeps_nothing_and_can_be_started_again(tmp_path, study):
    computations, progress = Computations(tmp_path), Progress(1)
    progress.cancel()
    with pytest.raises(Cancelled):
        computations.start(study.id, "a", progress, numbers).future.result()
    assert computations.find(study.id, "a") is None
    computations.start(study.id, "a", Progress(1), numbers).future.result()
    assert computations.find(study.id, "a") is not None


def test_all_computations_of_a_study_can_be_cancelled(tmp_path, study):
    computations, begun = Computations(tmp_path), threading.Event()

    def until_cancelled(progress):
        begun.set()
        while True:
            progress.raise_if_cancelled()

    computation = computations.start(study.id, "a", Progress(1), until_cancelled)
    begun.wait()
    computations.cancel("0" * 32)
    assert not computation.future.done()
    computations.cancel(study.id)
    with pytest.raises(Cancelled):
        computation.future.result(timeout=60)


def test_a_disk_that_refuses_is_no_error(tmp_path, study, caplog):
    (tmp_path / study.id / COMPUTATIONS_FOLDER).write_text("in the way")
    computations = Computations(tmp_path)
    computations.start(study.id, "a", Progress(1), numbers).future.result()
    assert computations.find(study.id, "a") is not None
    assert "could not be kept" in caplog.text


def test_an_unknown_study_is_refused(tmp_path):
    with pytest.raises(InputError, match="there is none with the id"):
        Computations(tmp_path).find("0" * 32, "a")
