import sqlite3
from contextlib import closing

from analysis.study.database import DATABASE_NAME
from analysis.study.listing import find_study, list_studies, unreadable_studies
from analysis.study.store import delete_study, open_study, update_study
from tests.study.small_studies import create, labelled, unlabelled


def test_a_home_that_does_not_exist_holds_no_studies(tmp_path):
    assert list_studies(tmp_path / "absent") == []
    assert unreadable_studies(tmp_path / "absent") == {}
    assert find_study(tmp_path / "absent", "sample") is None


def test_a_study_is_listed_with_its_sizes(tmp_path):
    made = create(tmp_path, name="Teile", unlabelled=unlabelled("abcdefgh"))
    (info,) = list_studies(tmp_path)
    assert (info.id, info.name, info.created) == (made.id, "Teile", made.created)
    assert (info.n_documents, info.n_labels, info.n_classes) == (8, 6, 4)
    files = [path for path in (tmp_path / made.id).rglob("*") if path.is_file()]
    assert info.n_bytes >= sum(path.stat().st_size for path in files) > 0


def test_a_study_without_unlabelled_corpus_has_no_documents(tmp_path):
    create(tmp_path, unlabelled=None)
    assert list_studies(tmp_path)[0].n_documents == 0


def test_the_study_opened_last_comes_first(tmp_path):
    made = [create(tmp_path, name=name) for name in "abc"]
    for position, hour in ((0, 2), (1, 3), (2, 1)):
        with closing(sqlite3.connect(tmp_path / made[position].id / DATABASE_NAME)) as connection:
            connection.execute("UPDATE study SET opened = ?", (f"2030-01-01T0{hour}:00:00+00:00",))
            connection.commit()
    assert [study.name for study in list_studies(tmp_path)] == ["b", "a", "c"]


def test_opening_a_study_is_noted(tmp_path):
    made = create(tmp_path)
    with closing(sqlite3.connect(tmp_path / made.id / DATABASE_NAME)) as connection:
        connection.execute("UPDATE study SET opened = '2020-01-01T00:00:00+00:00'")
        connection.commit()
    open_study(tmp_path, made.id)
    assert list_studies(tmp_path)[0].opened >= made.created


def test_other_files_and_folders_are_no_studies(tmp_path):
    made = create(tmp_path / "home")
    (tmp_path / "home" / "notes").mkdir()
    (tmp_path / "home" / ".temporary-1").mkdir()
    (tmp_path / "home" / ("0" * 32)).touch()
    (tmp_path / "home" / ("1" * 32)).symlink_to(tmp_path / "home" / made.id)
    assert [study.id for study in list_studies(tmp_path / "home")] == [made.id]
    assert unreadable_studies(tmp_path / "home") == {}


def test_a_study_that_cannot_be_read_hides_no_other_and_is_told_with_the_reason(tmp_path):
    good, damaged, newer = (create(tmp_path, key=key) for key in "abc")
    (tmp_path / damaged.id / DATABASE_NAME).write_bytes(b"?" * 1000)
    with closing(sqlite3.connect(tmp_path / newer.id / DATABASE_NAME)) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert [study.id for study in list_studies(tmp_path)] == [good.id]
    reasons = unreadable_studies(tmp_path)
    assert reasons.keys() == {damaged.id, newer.id}
    assert "not a database" in reasons[damaged.id]
    assert "newer Priorscope, in form 99" in reasons[newer.id]
    assert [find_study(tmp_path, key) for key in "abc"] == [good.id, None, None]


def test_a_study_is_found_by_its_key_alone(tmp_path):
    create(tmp_path)
    made = create(tmp_path, key="sample", labelled=labelled())
    update_study(tmp_path, made.id, name="renamed", reject_class=None)
    assert find_study(tmp_path, "sample") == made.id
    assert find_study(tmp_path, "") is None
    delete_study(tmp_path, made.id)
    assert find_study(tmp_path, "sample") is None
