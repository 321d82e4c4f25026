import os
import threading

import numpy as np
import pytest

from analysis.study.array_cache import load_arrays, save_arrays

ARRAYS = {"a": np.arange(6, dtype=np.float32).reshape(2, 3), "b": np.array(np.nan)}
PLENTY = 1 << 30


def save(path, arrays=ARRAYS, max_bytes=PLENTY):
    save_arrays(path, arrays, max_bytes)


def kilobyte(folder, name, last_used, max_bytes=PLENTY):
    save(folder / f"{name}.npz", {"x": np.zeros(1000, dtype=np.uint8)}, max_bytes)
    os.utime(folder / f"{name}.npz", (last_used, last_used))


def kept(folder):
    return sorted(path.stem for path in folder.iterdir())


def test_arrays_come_back_as_they_were(tmp_path):
    save(tmp_path / "x.npz")
    back = load_arrays(tmp_path / "x.npz")
    assert back.keys() == ARRAYS.keys()
    for name, array in ARRAYS.items():
        np.testing.assert_array_equal(back[name], array)
        assert back[name].dtype == array.dtype


def test_what_was_never_saved_is_absent(tmp_path):
    assert load_arrays(tmp_path / "x.npz") is None
    assert load_arrays(tmp_path / "no folder" / "x.npz") is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1],
        lambda content: b"?" * len(content),
        lambda content: content.replace(np.float32(5).tobytes(), np.float32(6).tobytes()),
    ],
    ids=["empty", "half", "last byte", "other bytes", "one number"],
)
def test_a_damaged_file_counts_as_absent(tmp_path, damage):
    path = tmp_path / "x.npz"
    save(path)
    content = path.read_bytes()
    path.write_bytes(damage(content))
    assert path.read_bytes() != content
    assert load_arrays(path) is None


def test_objects_are_neither_written_nor_read(tmp_path):
    path = tmp_path / "x.npz"
    with pytest.raises(ValueError, match="Object arrays cannot be saved"):
        save(path, {"x": np.array([{}], dtype=object)})
    assert kept(tmp_path) == []
    with path.open("wb") as file:
        np.savez(file, x=np.array([{}], dtype=object))
    assert load_arrays(path) is None


def test_the_folder_is_made_but_not_what_it_lies_in(tmp_path):
    save(tmp_path / "results" / "x.npz")
    assert load_arrays(tmp_path / "results" / "x.npz") is not None
    with pytest.raises(FileNotFoundError, match="results"):
        save(tmp_path / "deleted study" / "results" / "x.npz")


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    save(tmp_path / "x.npz")

    def fail(file, **_):
        file.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", fail)
    with pytest.raises(OSError, match="No space left"):
        save(tmp_path / "x.npz", {})
    assert load_arrays(tmp_path / "x.npz").keys() == ARRAYS.keys()
    assert kept(tmp_path) == ["x"]


def test_what_was_not_used_for_longest_is_dropped(tmp_path):
    for name, last_used in (("a", 3), ("b", 1), ("c", 2)):
        kilobyte(tmp_path, name, last_used)
    kilobyte(tmp_path, "d", 4, max_bytes=4000)
    assert kept(tmp_path) == ["a", "c", "d"]


def test_loading_counts_as_use(tmp_path):
    for name, last_used in (("a", 1), ("b", 2)):
        kilobyte(tmp_path, name, last_used)
    assert load_arrays(tmp_path / "a.npz") is not None
    kilobyte(tmp_path, "c", 4, max_bytes=3000)
    assert kept(tmp_path) == ["a", "c"]


def test_what_exceeds_the_bound_by_itself_is_not_kept_and_displaces_nothing(tmp_path):
    kilobyte(tmp_path, "a", 1)
    save(tmp_path / "big.npz", {"x": np.zeros(5000, dtype=np.uint8)}, max_bytes=3000)
    assert kept(tmp_path) == ["a"]


def test_leftovers_of_a_crash_are_swept(tmp_path):
    (tmp_path / ".temporary-1").touch()
    os.utime(tmp_path / ".temporary-1", (0, 0))
    save(tmp_path / "x.npz")
    assert kept(tmp_path) == ["x"]


def test_sessions_save_and_load_at_the_same_time(tmp_path):
    seen = []

    def work(number):
        for _ in range(5):
            save(tmp_path / "shared.npz", max_bytes=3000)
            save(tmp_path / f"own {number}.npz", max_bytes=3000)
            seen.append(load_arrays(tmp_path / "shared.npz"))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 20
    for arrays in filter(None, seen):
        np.testing.assert_array_equal(arrays["a"], ARRAYS["a"])
