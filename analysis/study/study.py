"""A study: the corpora an analyst works on, and what was said about them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from analysis.corpus.corpus import Corpus, LabelledCorpus
from analysis.corpus.drawing import Drawing
from analysis.corpus.findings import Finding
from analysis.study.made_clusters import MadeClusters

Aim = Literal["classify", "explore"]
AIMS: tuple[Aim, ...] = ("classify", "explore")


@dataclass(frozen=True, eq=False, kw_only=True)
class Study:
    """What was loaded, as it is kept on disk.

    Parameters
    ----------
    id : str
        Unguessable; names the study in links.
    name : str
        What the analyst calls it.
    created : datetime
        In UTC.
    labelled : LabelledCorpus
        Holds the reject class.
    unlabelled : Corpus or None
        The whole collection, if it was loaded.
    drawing : {"proportional", "by-cluster", "by-class", "other"}
        How the labels were drawn.
    aim : {"classify", "explore"}
        What pages lead with.
    findings : tuple of Finding
        What the checks said when the corpora were read.
    made_clusters : MadeClusters or None
        Those of the unlabelled corpus, where they were made here after the labels were drawn.
        The labelled corpus keeps the clusters that it came with.
    """

    id: str
    name: str
    created: datetime
    labelled: LabelledCorpus
    unlabelled: Corpus | None
    drawing: Drawing
    aim: Aim
    findings: tuple[Finding, ...] = ()
    made_clusters: MadeClusters | None = None


@dataclass(frozen=True, kw_only=True)
class StudyInfo:
    """A study in a list, known without reading its corpora.

    Parameters
    ----------
    id, name : str
    created, opened : datetime
        When it was made and last opened, in UTC.
    n_documents : int
        Documents of the unlabelled corpus; 0 if none was loaded.
    n_labels : int
        Documents of the labelled corpus.
    n_classes : int
    n_bytes : int
        Size on disk, results included.
    """

    id: str
    name: str
    created: datetime
    opened: datetime
    n_documents: int
    n_labels: int
    n_classes: int
    n_bytes: int
