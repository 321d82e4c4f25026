import pytest

from analysis.corpus.set_aside import SetAside
from analysis.errors import InputError
from analysis.study.confirmations import (
    read_looks,
    read_set_aside,
    record_look,
    write_set_aside,
)
from analysis.study.store import create_study
from tests.corpora import long_tailed


@pytest.fixture
def study(tmp_path):
    return create_study(tmp_path, "A study", long_tailed(), drawing="other", aim="explore")


def test_nothing_is_set_aside_until_asked(tmp_path, study):
    assert read_set_aside(tmp_path, study.id) is None
    write_set_aside(tmp_path, study.id, SetAside(5, 3))
    assert read_set_aside(tmp_path, study.id) == SetAside(5, 3)
    write_set_aside(tmp_path, study.id, None)
    assert read_set_aside(tmp_path, study.id) is None


def test_looks_stay_on_record_also_when_documents_are_given_back(tmp_path, study):
    write_set_aside(tmp_path, study.id, SetAside(5))
    record_look(tmp_path, study.id, SetAside(5), {"version": 1})
    write_set_aside(tmp_path, study.id, None)
    record_look(tmp_path, study.id, SetAside(5), {"version": 2})
    looks = read_looks(tmp_path, study.id)
    assert [look.scenario for look in looks] == [{"version": 1}, {"version": 2}]
    assert all(look.which == SetAside(5) and look.when for look in looks)


def test_the_same_look_is_on_record_once(tmp_path, study):
    for _ in range(2):
        record_look(tmp_path, study.id, SetAside(5), {"version": 1})
    assert len(read_looks(tmp_path, study.id)) == 1


def test_a_study_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError, match="study"):
        read_set_aside(tmp_path, "x" * 8)
