"""Checks of labels and classes; each looks at one question.

Every check takes a corpus and returns a finding, or None where there is nothing to find.
"""

import unicodedata
from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.corpus.findings import Finding, first_offenders, plural

# With fewer labels the interval of a class's recall is wider than 0.5 at its middle.
TINY_SUPPORT = 10
_MANY_TINY = 0.5
_ID_LIKE = 0.5


def conflicting_labels(corpus: LabelledCorpus) -> Finding | None:
    """Report identical documents with different labels."""
    groups = _conflicting_groups(corpus)
    if not len(groups):
        return None
    rows = np.flatnonzero(np.isin(corpus.identical_groups, groups))
    return Finding(
        code="conflicting-labels",
        severity="warning",
        message=f"{len(groups):,} {plural(len(groups), 'text has', 'texts have')} different "
        f"labels; {len(rows):,} of {corpus.n_documents:,} documents are concerned.",
        remedy="Decide for one label each. Until then at most one of them can be found.",
        count=len(rows),
        offenders=first_offenders(_with_labels(corpus, group) for group in groups),
    )


def small_classes(corpus: LabelledCorpus, folds: int) -> Finding | None:
    """Report classes with fewer different documents than folds.

    Parameters
    ----------
    corpus : LabelledCorpus
    folds : int
        Identical documents lie in one fold together and count once.

    Returns
    -------
    Finding or None
    """
    _, codes = _different_labels(corpus)
    n_different = np.bincount(codes, minlength=corpus.n_classes)
    small = np.flatnonzero(n_different < folds)
    if not len(small):
        return None
    return Finding(
        code="small-classes",
        severity="warning",
        message=f"{len(small):,} of {corpus.n_classes:,} classes "
        f"{plural(len(small), 'has', 'have')} fewer different documents than the {folds} folds: "
        "their figures rest on some of the folds.",
        remedy="Label more documents of these classes, merge classes, or use fewer folds.",
        count=len(small),
        offenders=first_offenders(_by_support(corpus, small)),
    )


def many_tiny_classes(corpus: LabelledCorpus) -> Finding | None:
    """Report that most classes have fewer than ten labels."""
    tiny = np.flatnonzero(corpus.support < TINY_SUPPORT)
    if len(tiny) <= _MANY_TINY * corpus.n_classes:
        return None
    return Finding(
        code="many-tiny-classes",
        severity="warning",
        message=f"{len(tiny):,} of {corpus.n_classes:,} classes have fewer than {TINY_SUPPORT} "
        "labels: single classes can hardly be told apart by their figures.",
        remedy="Look at the intervals before comparing classes; consider merging some.",
        count=len(tiny),
        offenders=first_offenders(_by_support(corpus, tiny)),
    )


def similar_class_names(corpus: LabelledCorpus) -> Finding | None:
    """Report class names that differ only by case or blanks."""
    by_form = defaultdict(list)
    for name in corpus.classes:
        form = unicodedata.normalize("NFKC", name).casefold()
        by_form["".join(form.split())].append(name)
    similar = [names for names in by_form.values() if len(names) > 1]
    if not similar:
        return None
    return Finding(
        code="similar-class-names",
        severity="warning",
        message=f"{len(similar):,} {plural(len(similar), 'class is', 'classes are')} written in "
        "several ways that differ only by case or blanks; each way counts as a class.",
        remedy="Write each class in one way.",
        count=len(similar),
        offenders=first_offenders(" / ".join(f'"{name}"' for name in names) for names in similar),
    )


def label_column_like_ids(corpus: LabelledCorpus) -> Finding | None:
    """Report nearly as many classes as documents."""
    if corpus.n_classes <= _ID_LIKE * corpus.n_documents:
        return None
    return Finding(
        code="label-column-like-ids",
        severity="problem",
        message=f"There are {corpus.n_classes:,} classes for {corpus.n_documents:,} documents: "
        "the label column looks like ids or texts.",
        remedy="Choose another label column.",
        count=corpus.n_classes,
        offenders=first_offenders(corpus.classes),
    )


def _different_labels(corpus: LabelledCorpus) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the group and the class of each label, once for identical documents."""
    pairs = np.unique(corpus.identical_groups * corpus.n_classes + corpus.codes)
    return pairs // corpus.n_classes, pairs % corpus.n_classes


def _conflicting_groups(corpus: LabelledCorpus) -> NDArray[np.int64]:
    """Return groups of identical documents, not empty ones, with more than one class."""
    groups, n_labels = np.unique(_different_labels(corpus)[0], return_counts=True)
    is_empty = np.array(corpus.normalised_texts, dtype=object) == ""
    empty = np.unique(corpus.identical_groups[is_empty])
    return groups[(n_labels > 1) & ~np.isin(groups, empty)]


def _with_labels(corpus: LabelledCorpus, group: int) -> str:
    rows = np.flatnonzero(corpus.identical_groups == group)
    labels = " / ".join(corpus.classes[code] for code in np.unique(corpus.codes[rows]))
    return f"{corpus.texts[rows[0]]}: {labels}"


def _by_support(corpus: LabelledCorpus, codes: NDArray[np.int64]) -> list[str]:
    """Return class names, those with the fewest labels first."""
    order = codes[np.argsort(corpus.support[codes], kind="stable")]
    return [corpus.classes[code] for code in order]
