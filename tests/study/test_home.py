from pathlib import Path

import pytest

from analysis.errors import InputError
from analysis.study import home as module
from analysis.study.home import study_home


@pytest.fixture
def user(monkeypatch, tmp_path):
    """A user without settings, whose home folder is tmp_path."""
    for variable in ("PRIORSCOPE_HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_an_argument_wins_over_the_environment(monkeypatch, user):
    monkeypatch.setenv("PRIORSCOPE_HOME", str(user / "environment"))
    assert study_home(user / "argument") == user / "argument"
    assert study_home() == user / "environment"


def test_an_empty_variable_counts_as_none(monkeypatch, user):
    monkeypatch.setenv("PRIORSCOPE_HOME", "")
    assert study_home().name == "priorscope"


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, ".local/share/priorscope"),
        ("linux", {"XDG_DATA_HOME": "~/data"}, "data/priorscope"),
        ("darwin", {}, "Library/Application Support/priorscope"),
        ("win32", {}, "AppData/Local/priorscope"),
        ("win32", {"LOCALAPPDATA": "~/Local"}, "Local/priorscope"),
    ],
)
def test_each_platform_has_its_usual_folder(monkeypatch, user, platform, variables, expected):
    monkeypatch.setattr(module.sys, "platform", platform)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert study_home() == user / expected


def test_the_folder_is_absolute_and_not_made(monkeypatch, user):
    monkeypatch.chdir(user)
    assert study_home("mine") == user / "mine"
    assert study_home("~/mine") == user / "mine"
    assert not Path("mine").exists()


def test_the_home_of_an_unknown_user_is_refused(user):
    with pytest.raises(InputError, match=r"'~nobody-of-that-name/x'.*Give a full path"):
        study_home("~nobody-of-that-name/x")
