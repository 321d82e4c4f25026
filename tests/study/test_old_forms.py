"""Studies that earlier versions wrote can still be opened: one folder for each form."""

import shutil
from pathlib import Path

import pytest

from analysis.corpus.findings import Finding
from analysis.study.database import SCHEMA_VERSION, reading
from analysis.study.listing import find_study
from analysis.study.settings import read_setting, write_setting
from analysis.study.store import open_study, refresh_study, update_study
from tests.study.small_studies import LABELS, TEXTS, create, labelled, unlabelled

FORMS = [1]


def columns(home):
    with reading(home / find_study(home, "sample")) as connection:
        tables = [row["name"] for row in connection.execute("SELECT name FROM sqlite_master")]
        return {
            table: [tuple(row) for row in connection.execute(f"PRAGMA table_info('{table}')")]
            for table in tables
        }


@pytest.fixture(params=FORMS)
def home(request, tmp_path):
    """A copy, since opening a study notes the moment."""
    shutil.copytree(Path(__file__).parent / f"form_{request.param}", tmp_path / "home")
    return tmp_path / "home"


def test_what_is_written_now_has_the_newest_form_of_the_folders(tmp_path):
    """A schema that is changed needs a number, and a folder, of its own."""
    create(tmp_path, key="sample")
    assert SCHEMA_VERSION == FORMS[-1]
    assert columns(tmp_path) == columns(Path(__file__).parent / f"form_{FORMS[-1]}")


def test_a_study_of_an_older_form_is_opened_with_all_it_holds(home):
    study = open_study(home, find_study(home, "sample"))
    assert study.labelled.texts.tolist() == list(TEXTS)
    assert [study.labelled.classes[code] for code in study.labelled.codes] == list(LABELS)
    assert study.labelled.fingerprint == labelled().fingerprint
    assert study.unlabelled.fingerprint == unlabelled().fingerprint
    assert study.unlabelled.clusters.tolist() == unlabelled().clusters.tolist()
    assert (study.drawing, study.aim) == ("proportional", "explore")
    assert study.findings == (
        Finding("small-classes", "warning", "message", "remedy", 3, ("bolt",)),
    )
    assert read_setting(home, study.id, "baseline") == '{"tau": 0.5}'


def test_a_study_of_an_older_form_can_be_changed(home):
    study = open_study(home, find_study(home, "sample"))
    update_study(home, study.id, aim="classify", reject_class="bolt")
    write_setting(home, study.id, "baseline", "{}")
    assert refresh_study(home, study).labelled.reject_class == "bolt"
    assert read_setting(home, study.id, "baseline") == "{}"
