import os
import time

import pytest

from analysis.errors import InputError
from analysis.study.atomic import (
    SWEEP_SECONDS,
    disk_errors_for_the_user,
    new_file,
    new_folder,
    remove_folder,
    sweep,
)


def age(path, seconds):
    moment = time.time() - seconds
    os.utime(path, (moment, moment), follow_symlinks=False)


def start_folder(folder, error):
    with new_folder(folder) as making:
        (making / "a").write_text("1")
        raise error("half-way")


def start_file(path):
    with new_file(path) as making:
        making.write_text("ne")
        raise ValueError("half-way")


def test_a_new_folder_has_its_name_only_when_it_is_whole(tmp_path):
    with new_folder(tmp_path / "new") as making:
        (making / "a").write_text("1")
        assert not (tmp_path / "new").exists()
    assert (tmp_path / "new" / "a").read_text() == "1"
    assert os.listdir(tmp_path) == ["new"]


def test_a_new_folder_is_private(tmp_path):
    with new_folder(tmp_path / "new"):
        pass
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_folder_that_fails_leaves_nothing(tmp_path, error):
    with pytest.raises(error, match="half-way"):
        start_folder(tmp_path / "new", error)
    assert os.listdir(tmp_path) == []


def test_a_new_file_replaces_the_old_one_only_when_it_is_whole(tmp_path):
    path = tmp_path / "file"
    path.write_text("old")
    with pytest.raises(ValueError, match="half-way"):
        start_file(path)
    assert path.read_text() == "old"
    with new_file(path) as making:
        making.write_text("new")
    assert path.read_text() == "new"
    assert os.listdir(tmp_path) == ["file"]


def test_removing_a_folder_leaves_what_its_links_point_to(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "kept").touch()
    (tmp_path / "mine" / "link").symlink_to(tmp_path / "other")
    remove_folder(tmp_path / "mine")
    assert os.listdir(tmp_path) == ["other"]
    assert os.listdir(tmp_path / "other") == ["kept"]


def test_sweeping_removes_old_leftovers_and_nothing_else(tmp_path):
    for name in (".temporary-old", ".temporary-young", "old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a").touch()
    (tmp_path / ".temporary-file").touch()
    (tmp_path / ".temporary-link").symlink_to(tmp_path / "old")
    for name in (".temporary-old", ".temporary-file", ".temporary-link", "old"):
        age(tmp_path / name, SWEEP_SECONDS + 60)
    sweep(tmp_path)
    assert sorted(os.listdir(tmp_path)) == [".temporary-young", "old"]
    assert os.listdir(tmp_path / "old") == ["a"]


def test_disk_errors_say_what_to_do(tmp_path):
    (tmp_path / "file").touch()
    with (
        pytest.raises(InputError, match=r"Not a directory.*choose another in PRIORSCOPE_HOME"),
        disk_errors_for_the_user(),
    ):
        (tmp_path / "file" / "x").touch()
