import numpy as np
import pytest

from analysis.progress import Cancelled, Progress
from analysis.study import kept_parts
from analysis.study.computations import COMPUTATIONS_FOLDER, Computations
from analysis.study.kept_parts import MAX_UNFINISHED, KeptParts
from tests.study.small_studies import create

ARRAYS = {"a": np.arange(3), "b": np.array([np.nan, 1.5])}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "computations" / "one.parts"


def test_a_part_comes_back_as_it_was_and_with_the_share_that_was_done(folder):
    KeptParts(folder).keep("chunk-0", ARRAYS, 0.25)
    KeptParts(folder).keep("chunk-1", ARRAYS, 0.5)
    again = KeptParts(folder)
    for name, array in again.find("chunk-0").items():
        np.testing.assert_array_equal(array, ARRAYS[name])
    assert again.share == 0.5
    assert again.find("chunk-2") is None


def test_before_the_first_part_there_is_nothing(folder):
    assert KeptParts(folder).find("chunk-0") is None
    assert KeptParts(folder).share == 0
    KeptParts(folder).drop()
    assert not folder.exists()


def test_a_part_replaces_that_of_its_name(folder):
    parts = KeptParts(folder)
    parts.keep("sum", {"n": np.array(1)}, 0.1)
    parts.keep("sum", {"n": np.array(2)}, 0.2)
    assert parts.find("sum")["n"] == 2
    assert len(list(folder.glob("*.npz"))) == 1


def test_a_damaged_part_counts_as_absent(folder):
    parts = KeptParts(folder)
    parts.keep("chunk-0", ARRAYS, 0.5)
    path = folder / "chunk-0.npz"
    path.write_bytes(path.read_bytes()[:-20])
    (folder / "share.txt").write_text("?")
    assert parts.find("chunk-0") is None
    assert parts.share == 0


def test_a_disk_that_refuses_is_logged_and_no_error(folder, monkeypatch, caplog):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kept_parts.np, "savez", full)
    KeptParts(folder).keep("chunk-0", ARRAYS, 0.5)
    assert "No space left on device" in caplog.text
    assert KeptParts(folder).find("chunk-0") is None


def test_computations_that_were_never_finished_do_not_pile_up(folder):
    for i in range(MAX_UNFINISHED + 2):
        KeptParts(folder.with_name(f"{i}.parts")).keep("chunk-0", ARRAYS, 0.5)
    left = {path.stem for path in folder.parent.iterdir()}
    assert left == {str(i) for i in range(2, MAX_UNFINISHED + 2)}


def test_parts_outlive_a_cancelled_computation_and_not_a_finished_one(tmp_path):
    study, computed, stops = create(tmp_path), [], [1]

    def compute(progress):
        parts = Computations(tmp_path).parts(study.id, "long")
        for i in range(4):
            if parts.find(f"part-{i}") is None:
                computed.append(i)
                parts.keep(f"part-{i}", ARRAYS, (i + 1) / 4)
            if i in stops:
                stops.remove(i)
                progress.cancel()
            progress.raise_if_cancelled()
        return ARRAYS

    with pytest.raises(Cancelled):
        Computations(tmp_path).start(study.id, "long", Progress(1), compute).future.result()
    restarted = Computations(tmp_path)
    assert restarted.parts(study.id, "long").share == 0.5
    restarted.start(study.id, "long", Progress(1), compute).future.result()
    assert computed == [0, 1, 2, 3]
    assert restarted.parts(study.id, "long").share == 0
    assert not list((tmp_path / study.id / COMPUTATIONS_FOLDER).glob("*.parts"))


def test_a_deleted_study_does_not_come_back_by_its_parts(tmp_path, caplog):
    study = create(tmp_path)
    parts = Computations(tmp_path).parts(study.id, "long")
    for path in sorted((tmp_path / study.id).rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    (tmp_path / study.id).rmdir()
    parts.keep("part-0", ARRAYS, 0.5)
    assert not (tmp_path / study.id).exists()
    assert "could not be kept" in caplog.text
