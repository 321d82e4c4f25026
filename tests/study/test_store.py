import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.corpus.findings import Finding
from analysis.errors import InputError
from analysis.study import contents
from analysis.study.listing import list_studies
from analysis.study.store import (
    create_study,
    delete_study,
    open_study,
    refresh_study,
    update_study,
)
from tests.study.small_studies import create, labelled, unlabelled

FINDING = Finding("small-classes", "warning", "3 classes …", "Label more.", 3, ("007", "<b>"))


def content(study):
    parts = [study.labelled, study.unlabelled] if study.unlabelled else [study.labelled]
    columns = [
        None if column is None else column.tolist()
        for part in parts
        for column in (part.texts, part.ids, part.clusters)
    ]
    return columns, study.labelled.codes.tolist(), study.labelled.classes


def run_together(tasks):
    threads = [threading.Thread(target=task) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.parametrize("whole", [None, unlabelled()])
@pytest.mark.parametrize("reject_class", [None, "bad"])
def test_a_study_is_opened_as_it_was_made(tmp_path, whole, reject_class):
    made = create(
        tmp_path,
        labelled=labelled(reject_class=reject_class),
        unlabelled=whole,
        drawing="by-class",
        aim="classify",
        findings=[FINDING, replace(FINDING, offenders=())],
    )
    opened = open_study(tmp_path, made.id)
    assert content(opened) == content(made)
    assert opened.labelled.fingerprint == made.labelled.fingerprint
    assert opened.labelled.reject_class == reject_class
    assert (opened.unlabelled is None) == (whole is None)
    assert opened.unlabelled is None or opened.unlabelled.fingerprint == whole.fingerprint
    for field in ("id", "name", "created", "drawing", "aim", "findings"):
        assert getattr(opened, field) == getattr(made, field)


def test_the_home_is_made_with_the_first_study_and_is_private(tmp_path):
    create(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").stat().st_mode & 0o077 == 0


def test_a_home_may_be_given_relative_to_the_current_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = create(Path("home"))
    assert content(open_study(Path("home"), made.id)) == content(made)


def test_a_study_can_be_moved_with_its_home(tmp_path):
    made = create(tmp_path / "before")
    (tmp_path / "before").rename(tmp_path / "after #?%")
    assert content(open_study(tmp_path / "after #?%", made.id)) == content(made)


def test_a_home_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="folder of studies: it could not be used"):
        create(tmp_path / "file")


@pytest.mark.parametrize("name", ["", "  ", "x" * 201])
def test_a_name_has_a_length(tmp_path, name):
    with pytest.raises(InputError, match=r"name of the study.*1 to 200"):
        create(tmp_path, name=name)


@pytest.mark.parametrize(
    "name", ["<b>$x$</b>", "../x", "🔩", "nul\0", "=1+1", "'; DROP TABLE study;"]
)
def test_a_name_is_data(tmp_path, name):
    assert open_study(tmp_path, create(tmp_path, name=name).id).name == name


@pytest.mark.parametrize(("field", "shown"), [("aim", "aim"), ("drawing", "drawing of the labels")])
def test_unknown_choices_are_refused(tmp_path, field, shown):
    with pytest.raises(InputError, match=f"{shown}: 'fun' is not known. Choose one of"):
        create(tmp_path, **{field: "fun"})
    made = create(tmp_path)
    with pytest.raises(InputError, match=f"{shown}: 'fun' is not known. Choose one of"):
        update_study(tmp_path, made.id, **{field: "fun"})


def test_a_class_name_that_is_not_unicode_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"^labelled corpus, label: 1 of 2 values hold half"):
        create(tmp_path, labelled=labelled("xy", ["a", "\udc80"], reject_class=None))


@pytest.mark.parametrize("part", ["labelled", "unlabelled"])
def test_a_text_that_is_not_unicode_is_refused_and_leaves_nothing(tmp_path, part):
    corpus = {"labelled": labelled, "unlabelled": unlabelled}[part](
        ["a", "\ud83d", "c", "d", "e", "f"]
    )
    with pytest.raises(InputError, match=f"^{part} corpus, text: 1 of 6 values hold half"):
        create(tmp_path, **{part: corpus})
    assert os.listdir(tmp_path) == []


# --- crashes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "step", ["create_database", "insert_study", "write_corpus", "insert_corpus"]
)
def test_a_failure_at_any_step_leaves_no_study(tmp_path, monkeypatch, step):
    def fail(*_):
        raise RuntimeError("power cut")

    monkeypatch.setattr(contents, step, fail)
    with pytest.raises(RuntimeError, match="power cut"):
        create(tmp_path)
    assert os.listdir(tmp_path) == []


def test_a_full_disk_is_told_and_leaves_no_study(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(contents, "write_corpus", full)
    with pytest.raises(InputError, match=r"No space left on device.*PRIORSCOPE_HOME"):
        create(tmp_path)
    assert os.listdir(tmp_path) == []


KILLED_HALF_WAY = """
import os, pathlib, sys
from analysis.study import contents
from tests.study.small_studies import create
contents.insert_corpus = lambda *_: os._exit(9)
create(pathlib.Path(sys.argv[1]))
"""


def test_a_killed_process_leaves_no_study_and_its_leftovers_are_swept(tmp_path):
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", KILLED_HALF_WAY, str(tmp_path)]
    assert subprocess.run(command, cwd=root, check=False).returncode == 9
    (leftover,) = os.listdir(tmp_path)
    assert list_studies(tmp_path) == []
    os.utime(tmp_path / leftover, (0, 0))
    made = create(tmp_path)
    assert os.listdir(tmp_path) == [made.id]


# --- unknown and damaged -----------------------------------------------------------------------


@pytest.mark.parametrize("act", [open_study, delete_study, update_study])
@pytest.mark.parametrize("study_id", ["../x", "", "..", "0" * 32])
def test_ids_of_no_study_are_refused_and_touch_nothing(tmp_path, act, study_id):
    home, outside = tmp_path / "home", tmp_path / "x"
    made = create(home)
    outside.mkdir()
    with pytest.raises(InputError, match=r"is no study id|none with the id"):
        act(home, study_id)
    assert os.listdir(home) == [made.id]
    assert outside.is_dir()


@pytest.mark.parametrize("act", [open_study, delete_study, update_study])
def test_a_link_to_a_study_elsewhere_is_not_followed(tmp_path, act):
    made = create(tmp_path / "elsewhere")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / made.id).symlink_to(tmp_path / "elsewhere" / made.id)
    with pytest.raises(InputError, match="none with the id"):
        act(tmp_path / "home", made.id)
    assert content(open_study(tmp_path / "elsewhere", made.id)) == content(made)


DAMAGES = {
    "missing": lambda path, other: path.unlink(),
    "empty": lambda path, other: path.write_bytes(b""),
    "another study's": lambda path, other: path.write_bytes(other.read_bytes()),
}


@pytest.mark.parametrize("name", ["study.sqlite", "labelled.parquet", "unlabelled.parquet"])
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_study_is_refused_and_can_be_deleted(tmp_path, name, damage):
    made = create(tmp_path)
    other = create(tmp_path, labelled=labelled(texts="uvwxyz"), unlabelled=unlabelled("xyz"))
    damage(tmp_path / made.id / name, tmp_path / other.id / name)
    with pytest.raises(InputError, match=f"study {made.id}: it cannot be used"):
        open_study(tmp_path, made.id)
    delete_study(tmp_path, made.id)
    assert os.listdir(tmp_path) == [other.id]


# --- changes -----------------------------------------------------------------------------------


def test_what_is_changed_is_seen_by_every_session(tmp_path):
    made = create(tmp_path)
    other_session = open_study(tmp_path, made.id)
    update_study(tmp_path, made.id, name=" New ", aim="classify", drawing="other")
    update_study(tmp_path, made.id, reject_class="bolt")
    expected = labelled(reject_class="bolt").fingerprint
    for seen in (refresh_study(tmp_path, other_session), open_study(tmp_path, made.id)):
        assert (seen.name, seen.aim, seen.drawing) == ("New", "classify", "other")
        assert seen.labelled.reject_class == "bolt"
        assert seen.labelled.fingerprint == expected
        assert content(seen) == content(made)


def test_what_is_not_given_stays(tmp_path):
    made = create(tmp_path)
    update_study(tmp_path, made.id)
    update_study(tmp_path, made.id, aim="classify")
    seen = refresh_study(tmp_path, made)
    assert (seen.name, seen.drawing) == (made.name, made.drawing)
    assert seen.labelled.reject_class == "bad"
    assert seen.labelled.fingerprint == made.labelled.fingerprint


def test_what_was_computed_of_the_texts_stays_while_they_are_the_same(tmp_path):
    made = create(tmp_path)
    update_study(tmp_path, made.id, aim="classify")
    assert refresh_study(tmp_path, made).labelled is made.labelled


def test_the_reject_class_can_be_taken_away_and_given_back(tmp_path):
    made = create(tmp_path)
    update_study(tmp_path, made.id, reject_class=None)
    assert refresh_study(tmp_path, made).labelled.reject_class is None
    update_study(tmp_path, made.id, reject_class="bad")
    assert refresh_study(tmp_path, made).labelled.fingerprint == made.labelled.fingerprint


def test_a_reject_class_that_is_no_class_is_refused_and_changes_nothing(tmp_path):
    made = create(tmp_path)
    with pytest.raises(InputError, match="bda"):
        update_study(tmp_path, made.id, name="changed", reject_class="bda")
    assert refresh_study(tmp_path, made).name == made.name


def test_a_deleted_study_cannot_be_refreshed(tmp_path):
    made = create(tmp_path)
    delete_study(tmp_path, made.id)
    with pytest.raises(InputError, match="none with the id"):
        refresh_study(tmp_path, made)


def test_deleting_removes_the_study_and_nothing_else(tmp_path):
    made, other = create(tmp_path), create(tmp_path)
    (tmp_path / "notes.txt").touch()
    delete_study(tmp_path, made.id)
    assert sorted(os.listdir(tmp_path)) == sorted([other.id, "notes.txt"])
    assert content(open_study(tmp_path, other.id)) == content(other)


def test_a_study_that_cannot_be_written_to_is_opened_all_the_same(tmp_path, monkeypatch):
    made = create(tmp_path)

    def refuse(_):
        raise InputError("read-only")

    monkeypatch.setattr(contents, "writing", refuse)
    assert content(open_study(tmp_path, made.id)) == content(made)


# --- the same content --------------------------------------------------------------------------


def test_a_key_finds_the_study_made_before(tmp_path):
    made = create(tmp_path, key="sample 1")
    assert create(tmp_path, key="sample 1").id == made.id
    assert create(tmp_path, key="sample 2").id != made.id
    assert create(tmp_path).id != create(tmp_path).id


def test_a_key_whose_study_was_deleted_makes_a_new_one(tmp_path):
    made = create(tmp_path, key="sample")
    delete_study(tmp_path, made.id)
    assert create(tmp_path, key="sample").id != made.id


def test_sessions_that_open_the_same_content_together_get_one_study(tmp_path):
    ids = []
    run_together([lambda: ids.append(create(tmp_path, key="sample").id)] * 6)
    assert len(ids) == 6
    assert len(set(ids)) == 1


# --- several sessions --------------------------------------------------------------------------


def test_sessions_open_change_and_list_at_the_same_time(tmp_path):
    made = create(tmp_path)
    opened = []

    def rename():
        for number in range(5):
            update_study(tmp_path, made.id, name=f"name {number}")

    def change_reject_class():
        for name in ("bolt", None, "valve"):
            update_study(tmp_path, made.id, reject_class=name)

    def read():
        for _ in range(5):
            opened.append(open_study(tmp_path, made.id))
            assert len(list_studies(tmp_path)) == 1

    run_together([rename, change_reject_class, read, read])
    assert len(opened) == 10
    for study in opened:
        expected = labelled(reject_class=study.labelled.reject_class).fingerprint
        assert study.labelled.fingerprint == expected
    final = open_study(tmp_path, made.id)
    assert (final.name, final.labelled.reject_class) == ("name 4", "valve")


def test_only_one_of_several_deletions_succeeds(tmp_path):
    made = create(tmp_path)
    outcomes = []

    def delete():
        try:
            delete_study(tmp_path, made.id)
            outcomes.append("deleted")
        except InputError:
            outcomes.append("refused")

    run_together([delete] * 5)
    assert sorted(outcomes) == ["deleted"] + ["refused"] * 4
    assert os.listdir(tmp_path) == []


def test_what_the_caller_passes_is_not_kept_by_reference(tmp_path):
    corpus = labelled()
    made = create_study(tmp_path, "x", corpus, drawing="other", aim="explore")
    assert open_study(tmp_path, made.id).labelled.texts is not corpus.texts
