"""A study made of another one and of new labels; the other one stays as it is."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from analysis.corpus.additions import Additions, PlannedLabels, add_labels
from analysis.corpus.checks import check_labelled, check_unlabelled
from analysis.corpus.corpus import Corpus, LabelledCorpus
from analysis.corpus.drawing import Drawing, guess_drawing
from analysis.corpus.overlap import overlap
from analysis.study.made_clusters import write_cluster_choice
from analysis.study.settings import copy_settings
from analysis.study.store import LONGEST_NAME, create_study
from analysis.study.study import Study


def study_with_labels(home: Path, study: Study, planned: PlannedLabels) -> tuple[Study, Additions]:
    """Keep old and new labels together as a study of its own.

    Parameters
    ----------
    home : Path
        Folder of the studies.
    study : Study
        With an unlabelled corpus; stays as it is. Clusters that were made for it become those of
        the new study, for the new labels were drawn by them.
    planned : PlannedLabels
        New labels, drawn from its corpus.

    Returns
    -------
    added : Study
        With the settings that were kept with the other one, and findings of its own.
    additions : Additions

    Raises
    ------
    InputError
        If no label is new, or the disk refuses.
    """
    if study.unlabelled is None:
        raise ValueError("study: it has no corpus from which labels could have been drawn")
    additions = add_labels(_labels_in_use(study), study.unlabelled, planned)
    labelled = additions.labelled
    added = create_study(
        home,
        _name(study.name, additions.n_added),
        labelled,
        study.unlabelled,
        drawing=drawing_with_plan(study.drawing, labelled, study.unlabelled),
        aim=study.aim,
        findings=[*check_labelled(labelled), *check_unlabelled(study.unlabelled, labelled)],
    )
    copy_settings(home, study.id, added.id)
    write_cluster_choice(home, added.id, None)
    return added, additions


def _labels_in_use(study: Study) -> LabelledCorpus:
    """The labels with the clusters that are in use."""
    labelled, corpus, made = study.labelled, study.unlabelled, study.made_clusters
    if made is None or corpus is None or corpus.clusters is None:
        return labelled
    rows = overlap(labelled, corpus)
    outside = np.array([made.of_text.get(text, "") for text in labelled.normalised_texts], object)
    return replace(labelled, clusters=np.where(rows >= 0, corpus.clusters[rows], outside))


def drawing_with_plan(drawing: Drawing, labelled: LabelledCorpus, unlabelled: Corpus) -> Drawing:
    """Say how labels were drawn of which some were drawn by a plan.

    Parameters
    ----------
    drawing : {"proportional", "by-cluster", "by-class", "other"}
        Of those that were there before.
    labelled : LabelledCorpus
        Old and new.
    unlabelled : Corpus

    Returns
    -------
    {"proportional", "by-cluster", "by-class", "other"}
        "proportional" where they were and still follow the clusters, "by-cluster" where the plan
        gave clusters other shares. Old labels that were drawn by class, or in an unknown way,
        make the whole unknown.
    """
    if drawing == "proportional":
        follows = guess_drawing(labelled, unlabelled).drawing == "proportional"
        return "proportional" if follows or unlabelled.clusters is None else "by-cluster"
    return "by-cluster" if drawing == "by-cluster" else "other"


def _name(name: str, n_added: int) -> str:
    behind = f" + {n_added:,} labels"
    return name[: LONGEST_NAME - len(behind)] + behind
