from dataclasses import replace

import numpy as np
import pytest

from analysis.corpus.additions import PlannedLabels
from analysis.study.additions import drawing_with_plan, study_with_labels
from analysis.study.made_clusters import (
    ClusterChoice,
    MadeClusters,
    read_cluster_choice,
    write_cluster_choice,
)
from analysis.study.settings import read_setting, write_setting
from analysis.study.store import open_study
from tests.sampling.populations import draw, population, sample
from tests.study.small_studies import create


def planned_at(rows):
    return PlannedLabels(
        rows=np.array(rows),
        labels=np.array(["washer"] * len(rows), dtype=object),
        probabilities=np.full(len(rows), 0.25),
        n_without_label=0,
    )


def free_rows(study):
    known = set(study.labelled.ids)
    return [row for row, name in enumerate(study.unlabelled.ids) if name not in known][:3]


@pytest.fixture
def spare_parts(tmp_path):
    corpus, codes = population(n=120)
    labelled = sample(corpus, codes, draw(corpus, 0.5, np.random.default_rng(0)))
    return create(tmp_path, labelled=labelled, unlabelled=corpus)


def test_the_new_study_holds_both_and_the_old_one_stays(tmp_path, spare_parts):
    write_setting(tmp_path, spare_parts.id, "kept", '{"a": 1}')
    free = free_rows(spare_parts)
    added, additions = study_with_labels(tmp_path, spare_parts, planned_at(free))
    assert additions.n_added == 3
    back = open_study(tmp_path, added.id)
    assert back.name == "Spare parts + 3 labels"
    assert back.labelled.n_documents == spare_parts.labelled.n_documents + 3
    assert np.isfinite(back.labelled.selection_probabilities).sum() == 3
    assert back.labelled.fingerprint == added.labelled.fingerprint
    assert back.unlabelled.fingerprint == spare_parts.unlabelled.fingerprint
    assert read_setting(tmp_path, added.id, "kept") == '{"a": 1}'
    old = open_study(tmp_path, spare_parts.id)
    assert old.labelled.fingerprint == spare_parts.labelled.fingerprint


def test_made_clusters_become_those_of_the_new_study(tmp_path, spare_parts):
    choice = ClusterChoice(n_clusters=2, seed=0)
    write_cluster_choice(tmp_path, spare_parts.id, choice)
    names = np.array([f"made {row % 2}" for row in range(120)], dtype=object)
    rows = [int(name[1:]) for name in spare_parts.labelled.ids]
    made = replace(
        spare_parts,
        unlabelled=replace(spare_parts.unlabelled, clusters=names),
        made_clusters=MadeClusters(choice, {}),
    )
    free = free_rows(spare_parts)
    added, _ = study_with_labels(tmp_path, made, planned_at(free))
    back = open_study(tmp_path, added.id)
    assert back.unlabelled.clusters.tolist() == names.tolist()
    assert back.labelled.clusters.tolist() == names[[*rows, *free]].tolist()
    assert read_cluster_choice(tmp_path, added.id) is None
    assert read_cluster_choice(tmp_path, spare_parts.id) == choice


def test_how_the_labels_were_drawn_follows_from_both_drawings():
    corpus, codes = population(n=2000)
    rng = np.random.default_rng(0)
    even = sample(corpus, codes, draw(corpus, 0.2, rng))
    uneven = sample(corpus, codes, draw(corpus, 0.2, rng, [0.9, 0.1, 0.1, 0.1, 0.1, 0.1]))
    assert drawing_with_plan("proportional", even, corpus) == "proportional"
    assert drawing_with_plan("proportional", uneven, corpus) == "by-cluster"
    assert drawing_with_plan("by-cluster", even, corpus) == "by-cluster"
    assert drawing_with_plan("by-class", even, corpus) == "other"
    assert drawing_with_plan("other", even, corpus) == "other"
