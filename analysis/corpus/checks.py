"""Everything that is worth knowing about a corpus before it is trusted."""

from collections.abc import Callable
from dataclasses import replace

from analysis.corpus.corpus import Corpus, LabelledCorpus
from analysis.corpus.document_checks import (
    broken_characters,
    control_characters,
    duplicate_documents,
    duplicate_ids,
    empty_documents,
    invisible_characters,
    long_documents,
    missing_clusters,
    missing_ids,
)
from analysis.corpus.drawing import uneven_drawing
from analysis.corpus.findings import Finding
from analysis.corpus.label_checks import (
    conflicting_labels,
    label_column_like_ids,
    many_tiny_classes,
    similar_class_names,
    small_classes,
)
from analysis.corpus.overlap import ids_with_other_texts

DOCUMENT_CHECKS: tuple[Callable[[Corpus], Finding | None], ...] = (
    empty_documents,
    broken_characters,
    control_characters,
    duplicate_ids,
    missing_ids,
    missing_clusters,
    long_documents,
    duplicate_documents,
    invisible_characters,
)
LABEL_CHECKS: tuple[Callable[[LabelledCorpus], Finding | None], ...] = (
    label_column_like_ids,
    conflicting_labels,
    similar_class_names,
    many_tiny_classes,
)
PAIR_CHECKS: tuple[Callable[[Corpus, Corpus], Finding | None], ...] = (
    ids_with_other_texts,
    uneven_drawing,
)
_ORDER = ("problem", "warning", "note")


def check_labelled(corpus: LabelledCorpus, folds: int = 5) -> list[Finding]:
    """Check a labelled corpus.

    Parameters
    ----------
    corpus : LabelledCorpus
    folds : int
        Number of folds that it will be dealt to.

    Returns
    -------
    list of Finding
        Problems first, then warnings, then notes; at most one of each code.
    """
    found = [check(corpus) for check in LABEL_CHECKS]
    found.append(small_classes(corpus, folds))
    found.extend(_documents(corpus, "labelled"))
    return _by_severity(found)


def check_unlabelled(corpus: Corpus, labelled: Corpus | None = None) -> list[Finding]:
    """Check an unlabelled corpus, and how the labelled one was drawn from it.

    Parameters
    ----------
    corpus : Corpus
    labelled : Corpus, optional

    Returns
    -------
    list of Finding
        Problems first, then warnings, then notes; at most one of each code.
    """
    found = _documents(corpus, "unlabelled")
    if labelled is not None:
        found.extend(check(labelled, corpus) for check in PAIR_CHECKS)
    return _by_severity(found)


def _documents(corpus: Corpus, name: str) -> list[Finding | None]:
    """Check documents, and say in which corpus they lie."""
    found = [check(corpus) for check in DOCUMENT_CHECKS]
    return [f and replace(f, message=f"In the {name} corpus: {f.message}") for f in found]


def _by_severity(found: list[Finding | None]) -> list[Finding]:
    findings = [finding for finding in found if finding is not None]
    return sorted(findings, key=lambda finding: _ORDER.index(finding.severity))
