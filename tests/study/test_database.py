import sqlite3
import threading
from contextlib import closing

import pytest

from analysis.errors import InputError
from analysis.study import database
from analysis.study.database import (
    DATABASE_NAME,
    SCHEMA_VERSION,
    create_database,
    reading,
    writing,
)


@pytest.fixture
def folder(tmp_path):
    create_database(tmp_path)
    return tmp_path


def set_version(folder, version):
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")


def add_class(connection, position):
    connection.execute("INSERT INTO class VALUES (?, ?)", (position, f"class {position}"))


def add_class_and_fail(folder):
    with writing(folder) as connection:
        add_class(connection, 0)
        raise KeyError("half-way")


def n_classes(folder):
    with reading(folder) as connection:
        return connection.execute("SELECT count(*) FROM class").fetchone()[0]


def test_the_file_says_which_schema_it_has(folder):
    with reading(folder) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION


def test_a_change_is_made_as_a_whole_or_not_at_all(folder):
    with pytest.raises(KeyError, match="half-way"):
        add_class_and_fail(folder)
    assert n_classes(folder) == 0
    with writing(folder) as connection:
        add_class(connection, 0)
    assert n_classes(folder) == 1


def test_foreign_keys_are_enforced(folder):
    with pytest.raises(InputError, match="FOREIGN KEY"), writing(folder) as connection:
        connection.execute(
            "INSERT INTO study VALUES (1, 'i', 'n', 'c', 'o', NULL, 'other', 'explore', 'absent')"
        )


@pytest.mark.parametrize("open_database", [reading, writing])
def test_a_newer_version_is_refused(folder, open_database):
    set_version(folder, SCHEMA_VERSION + 1)
    with (
        pytest.raises(InputError, match=r"newer Priorscope, in form 2; this one reads forms up to"),
        open_database(folder),
    ):
        pass


def test_a_missing_database_is_not_made(tmp_path):
    with pytest.raises(InputError, match="cannot be used"), reading(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"not a database" * 100, b"SQLite format 3\0"])
def test_a_damaged_database_is_refused(tmp_path, content):
    (tmp_path / DATABASE_NAME).write_bytes(content)
    with pytest.raises(InputError, match=r"study\.sqlite.*restore its folder"), reading(tmp_path):
        pass


def test_a_folder_may_have_any_name(tmp_path):
    folder = tmp_path / "a b#c?d%20é"
    folder.mkdir()
    create_database(folder)
    assert n_classes(folder) == 0


def test_writers_wait_for_each_other(folder):
    def add_five(first):
        for position in range(first, first + 5):
            with writing(folder) as connection:
                add_class(connection, position)

    threads = [threading.Thread(target=add_five, args=(10 * k,)) for k in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert n_classes(folder) == 30


def test_a_reader_waits_no_longer_than_agreed_for_a_writer(folder, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.01)
    with writing(folder):
        second = writing(folder)
        with pytest.raises(InputError, match=r"locked.*try again in a moment"):
            second.__enter__()
