import pytest

from analysis.errors import InputError
from analysis.study.made_clusters import ClusterChoice, read_cluster_choice, write_cluster_choice
from tests.study.small_studies import create


def test_a_choice_is_kept_changed_and_taken_back(tmp_path):
    study = create(tmp_path)
    assert read_cluster_choice(tmp_path, study.id) is None
    for choice in (ClusterChoice(40, 0), ClusterChoice(40, 7), None):
        write_cluster_choice(tmp_path, study.id, choice)
        assert read_cluster_choice(tmp_path, study.id) == choice


def test_a_study_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="stud"):
        read_cluster_choice(tmp_path, "0" * 32)
