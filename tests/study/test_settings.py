import threading

import pytest

from analysis.errors import InputError
from analysis.study.settings import read_setting, write_setting
from tests.study.small_studies import create


def test_a_setting_is_kept_and_replaced(tmp_path):
    study = create(tmp_path)
    assert read_setting(tmp_path, study.id, "baseline") is None
    write_setting(tmp_path, study.id, "baseline", '{"tau": 0.5}')
    assert read_setting(tmp_path, study.id, "baseline") == '{"tau": 0.5}'
    write_setting(tmp_path, study.id, "baseline", "null")
    assert read_setting(tmp_path, study.id, "baseline") == "null"
    assert read_setting(tmp_path, study.id, "other") is None


def test_a_setting_of_another_form_counts_as_absent(tmp_path):
    study = create(tmp_path)
    write_setting(tmp_path, study.id, "baseline", "1", version=1)
    assert read_setting(tmp_path, study.id, "baseline", version=2) is None
    write_setting(tmp_path, study.id, "baseline", "2", version=2)
    assert read_setting(tmp_path, study.id, "baseline", version=1) is None
    assert read_setting(tmp_path, study.id, "baseline", version=2) == "2"


def test_what_is_not_json_is_refused(tmp_path):
    study = create(tmp_path)
    with pytest.raises(ValueError, match="Expecting value"):
        write_setting(tmp_path, study.id, "baseline", "tau = 1")


def test_each_study_has_its_own_settings(tmp_path):
    one, other = create(tmp_path), create(tmp_path)
    write_setting(tmp_path, one.id, "baseline", "1")
    assert read_setting(tmp_path, other.id, "baseline") is None


def test_the_settings_of_an_unknown_study_are_refused(tmp_path):
    with pytest.raises(InputError, match="none with the id"):
        write_setting(tmp_path, "0" * 32, "baseline", "1")
    with pytest.raises(InputError, match="is no study id"):
        read_setting(tmp_path, "../x", "baseline")


def test_sessions_write_at_the_same_time(tmp_path):
    study = create(tmp_path)

    def write(session):
        for value in range(5):
            write_setting(tmp_path, study.id, f"session {session}", str(value))

    threads = [threading.Thread(target=write, args=(session,)) for session in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = [read_setting(tmp_path, study.id, f"session {session}") for session in range(4)]
    assert kept == ["4"] * 4
