import pytest

from analysis.errors import InputError
from analysis.study.identifier import is_study_id, new_study_id, study_folder

GIVEN = "0123456789abcdef" * 2


def test_new_ids_are_well_formed_and_differ():
    ids = {new_study_id() for _ in range(100)}
    assert len(ids) == 100
    assert all(map(is_study_id, ids))


def test_the_folder_of_a_study_lies_in_home(tmp_path):
    (tmp_path / GIVEN).mkdir()
    assert study_folder(tmp_path, GIVEN) == tmp_path / GIVEN


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        ".",
        "..",
        "../x",
        "/etc",
        "C:\\Windows",
        f"../{GIVEN}",
        f"{GIVEN}/",
        f"{GIVEN}/..",
        f"{GIVEN}\n",
        f"{GIVEN}\0",
        f" {GIVEN}",
        GIVEN.upper(),
        GIVEN[:-1],
        GIVEN + "0",
        "٠" * 32,
        "*" * 32,
        "x" * 1_000_000,
    ],
)
def test_what_is_no_id_is_refused_whatever_lies_there(tmp_path, hostile):
    (tmp_path / GIVEN).mkdir()
    with pytest.raises(InputError, match="is no study id") as caught:
        study_folder(tmp_path, hostile)
    assert len(str(caught.value)) < 400


def test_an_id_that_no_study_has_is_refused(tmp_path):
    with pytest.raises(InputError, match=f"none with the id '{GIVEN}'"):
        study_folder(tmp_path, GIVEN)


@pytest.mark.parametrize("target", ["folder", "nothing"])
def test_a_link_is_not_followed(tmp_path, target):
    (tmp_path / "folder").mkdir()
    (tmp_path / GIVEN).symlink_to(tmp_path / target)
    with pytest.raises(InputError, match="none with the id"):
        study_folder(tmp_path, GIVEN)


def test_a_file_is_no_study(tmp_path):
    (tmp_path / GIVEN).touch()
    with pytest.raises(InputError, match="none with the id"):
        study_folder(tmp_path, GIVEN)
