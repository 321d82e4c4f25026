"""A study as it would be, with everything that was guessed, before the analyst agrees."""

from dataclasses import dataclass
from pathlib import Path

from analysis.corpus.checks import check_labelled, check_unlabelled
from analysis.corpus.columns import Columns, guess_columns, labelled_corpus, unlabelled_corpus
from analysis.corpus.corpus import Corpus, LabelledCorpus
from analysis.corpus.drawing import DrawingGuess, guess_drawing
from analysis.corpus.findings import Finding
from analysis.corpus.read import read_table
from analysis.corpus.reject import guess_reject_class
from analysis.corpus.selection import require_planned_on
from analysis.corpus.table import Table
from analysis.study.aim import AimGuess, guess_aim
from analysis.study.store import create_study
from analysis.study.study import Study


@dataclass(frozen=True, eq=False)
class Source:
    """A table and which of its columns hold what.

    Parameters
    ----------
    table : Table
    columns : Columns
    """

    table: Table
    columns: Columns


@dataclass(frozen=True, eq=False)
class Proposal:
    """What would become a study.

    Parameters
    ----------
    labelled : LabelledCorpus
        With the reject class that was guessed from the class names.
    unlabelled : Corpus or None
    findings : tuple of Finding
        Problems first.
    drawing : DrawingGuess
    aim : AimGuess
    """

    labelled: LabelledCorpus
    unlabelled: Corpus | None
    findings: tuple[Finding, ...]
    drawing: DrawingGuess
    aim: AimGuess


def read_source(name: str, data: bytes | Path) -> Source:
    """Read a file and guess its columns.

    Parameters
    ----------
    name : str
        Name of the file.
    data : bytes or Path

    Returns
    -------
    Source

    Raises
    ------
    InputError
        If the file cannot be read.
    """
    table = read_table(name, data)
    return Source(table, guess_columns(table))


def propose(labelled: Source, unlabelled: Source | None = None) -> Proposal:
    """Check two corpora and guess what has to be asked.

    Parameters
    ----------
    labelled : Source
    unlabelled : Source, optional

    Returns
    -------
    Proposal

    Raises
    ------
    InputError
        If a column is not there, fewer than two classes have labels, or the labels were planned
        on another corpus.
    """
    corpus, findings = labelled_corpus(labelled.table, labelled.columns)
    reject = guess_reject_class(corpus.classes)
    if reject is not None:
        corpus, findings = labelled_corpus(labelled.table, labelled.columns, reject)
    findings += check_labelled(corpus)
    whole = None
    if unlabelled is not None:
        whole, more = unlabelled_corpus(unlabelled.table, unlabelled.columns)
        require_planned_on(labelled.table, whole)
        findings += [*more, *check_unlabelled(whole, corpus)]
    return Proposal(corpus, whole, tuple(findings), guess_drawing(corpus, whole), guess_aim(corpus))


def accept(home: Path, name: str, proposal: Proposal, key: str | None = None) -> Study:
    """Keep a proposal as a study, with its guesses for answers.

    Parameters
    ----------
    home : Path
        Folder of the studies.
    name : str
        What the analyst calls it.
    proposal : Proposal
    key : str, optional
        Names the content; a study made under this key before is opened instead.

    Returns
    -------
    Study
        Its answers can be changed with ``update_study``.

    Raises
    ------
    InputError
        If the name is not allowed or the disk refuses.
    """
    return create_study(
        home,
        name,
        proposal.labelled,
        proposal.unlabelled,
        drawing=proposal.drawing.drawing,
        aim=proposal.aim.aim,
        findings=proposal.findings,
        key=key,
    )
