"""Clusters that the analyst made here, in place of those that came with the corpus or did not."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from analysis.study.settings import read_setting, write_setting

KEY = "clusters"


@dataclass(frozen=True)
class ClusterChoice:
    """Which clusters to make.

    Parameters
    ----------
    n_clusters : int
    seed : int
    """

    n_clusters: int
    seed: int


@dataclass(frozen=True, eq=False)
class MadeClusters:
    """Clusters that are in use in place of the given ones.

    Parameters
    ----------
    choice : ClusterChoice
    of_text : mapping of str to str
        The cluster of each labelled document that is not in the whole corpus, by its normalised
        text; the others lie in the cluster of the document that they are.
    """

    choice: ClusterChoice
    of_text: Mapping[str, str]


def read_cluster_choice(home: Path, study_id: str) -> ClusterChoice | None:
    """Return which made clusters a study uses.

    Parameters
    ----------
    home : Path
        Folder of the studies.
    study_id : str

    Returns
    -------
    ClusterChoice or None
        None where it uses those that came with the corpus.

    Raises
    ------
    InputError
        If there is no such study or it is damaged.
    """
    kept = json.loads(read_setting(home, study_id, KEY) or "null")
    return None if kept is None else ClusterChoice(**kept)


def write_cluster_choice(home: Path, study_id: str, choice: ClusterChoice | None) -> None:
    """Keep with a study which clusters it uses from now on.

    Parameters
    ----------
    home : Path
        Folder of the studies.
    study_id : str
    choice : ClusterChoice or None
        None for those that came with the corpus.

    Raises
    ------
    InputError
        If there is no such study or it is damaged.
    """
    write_setting(home, study_id, KEY, json.dumps(None if choice is None else asdict(choice)))
