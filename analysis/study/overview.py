"""What was loaded, said in a sentence."""

from collections.abc import Sequence

from analysis.corpus.findings import Finding, plural
from analysis.study.study import Study

_EFFECT = {
    "problem": ("makes figures wrong", "make figures wrong"),
    "warning": ("makes figures doubtful", "make figures doubtful"),
    "note": ("leaves figures as they are", "leave figures as they are"),
}


def loaded_sentence(study: Study) -> str:
    """Say how much was loaded, and whether it can be trusted.

    Parameters
    ----------
    study : Study

    Returns
    -------
    str
        Plain text, without corpus text.
    """
    labelled = study.labelled
    sizes = _counted(labelled.n_documents, "label", "labels")
    if study.unlabelled is not None:
        sizes = f"{_counted(study.unlabelled.n_documents, 'document', 'documents')} and {sizes}"
    return f"{sizes} in {labelled.n_classes:,} classes; {findings_sentence(study.findings)}"


def findings_sentence(findings: Sequence[Finding]) -> str:
    """Say how many findings there are, and what they do to the figures.

    Parameters
    ----------
    findings : sequence of Finding

    Returns
    -------
    str
        Ends in a full stop.
    """
    if not findings:
        return "the checks found nothing to report."
    n_problems, n_warnings = (
        sum(finding.severity == severity for finding in findings)
        for severity in ("problem", "warning")
    )
    total = _counted(len(findings), "finding", "findings")
    if len(findings) == 1:
        return f"{total}, which {_EFFECT[findings[0].severity][0]}."
    return f"{total}, {_effects(n_problems, n_warnings)}."


def _effects(n_problems: int, n_warnings: int) -> str:
    """What several findings do to figures, the worst first."""
    if n_problems == n_warnings == 0:
        return f"none of which {_EFFECT['problem'][0]} or doubtful"
    wrong = f"{n_problems:,} of which {plural(n_problems, *_EFFECT['problem'])}"
    if n_problems == 0:
        wrong = f"none of which {_EFFECT['problem'][0]}"
    if n_warnings == 0:
        return wrong
    return (
        f"{wrong} and {n_warnings:,} of which {plural(n_warnings, 'makes', 'make')} them doubtful"
    )


def _counted(n: int, one: str, many: str) -> str:
    return f"{n:,} {plural(n, one, many)}"
