"""Checks of documents, labelled or not; each looks at one question.

Every check takes a corpus and returns a finding, or None where there is nothing to find.
"""

import re

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.corpus import Corpus
from analysis.corpus.findings import Finding, Severity, first_offenders, plural

LONG_CHARACTERS = 100
# A corpus in which more than every tenth document is long is not what the product is made for.
_MANY_LONG = 0.1
# Tab, line breaks and the like count as blanks.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_INVISIBLE = re.compile(
    "[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)


def empty_documents(corpus: Corpus) -> Finding | None:
    """Report documents that hold nothing but blanks."""
    return _finding(
        corpus,
        np.array([not text for text in corpus.normalised_texts], dtype=bool),
        code="empty-documents",
        severity="warning",
        what=("is empty", "are empty"),
        remedy="Remove them: a document without words is decided by the priors alone.",
    )


def long_documents(corpus: Corpus) -> Finding | None:
    """Report documents of more than 100 characters."""
    is_long = np.array([len(text) > LONG_CHARACTERS for text in corpus.texts], dtype=bool)
    what = f"longer than {LONG_CHARACTERS} characters"
    return _finding(
        corpus,
        is_long,
        code="long-documents",
        severity="warning" if is_long.sum() > _MANY_LONG * len(is_long) else "note",
        what=(f"is {what}", f"are {what}"),
        remedy="Look whether lines were run together. Longer texts work, but are not what the "
        "pages are made for.",
    )


def duplicate_documents(corpus: Corpus) -> Finding | None:
    """Report documents that repeat an earlier one, but for case, blanks and compatible letters."""
    _, first = np.unique(corpus.identical_groups, return_index=True)
    repeats = np.array([bool(text) for text in corpus.normalised_texts], dtype=bool)
    repeats[first] = False
    return _finding(
        corpus,
        repeats,
        code="duplicate-documents",
        severity="note",
        what=("repeats an earlier one", "repeat an earlier one"),
        remedy="Nothing needs to be done: identical documents never lie on both sides of a fold.",
    )


def control_characters(corpus: Corpus) -> Finding | None:
    """Report documents with control characters other than blanks."""
    return _finding(
        corpus,
        _holding(corpus, _CONTROL),
        code="control-characters",
        severity="warning",
        what=("holds control characters", "hold control characters"),
        remedy="Look whether the file was read in the right encoding.",
    )


def invisible_characters(corpus: Corpus) -> Finding | None:
    """Report documents with zero-width characters or controls of the writing direction."""
    what = "characters of zero width or controls of the writing direction"
    return _finding(
        corpus,
        _holding(corpus, _INVISIBLE),
        code="invisible-characters",
        severity="note",
        what=(f"holds {what}", f"hold {what}"),
        remedy="They can keep texts apart that look alike. Emoji and some scripts need them.",
    )


def broken_characters(corpus: Corpus) -> Finding | None:
    """Report documents with the sign that stands for a character that was lost."""
    return _finding(
        corpus,
        np.array(["\ufffd" in text for text in corpus.texts], dtype=bool),
        code="broken-characters",
        severity="warning",
        what=("has lost characters (\ufffd)", "have lost characters (\ufffd)"),
        remedy="Go back to where the file was made: the characters cannot be brought back.",
    )


def missing_ids(corpus: Corpus) -> Finding | None:
    """Report documents without an id, where there are ids."""
    return _finding(
        corpus,
        _is_missing(corpus, corpus.ids),
        code="missing-ids",
        severity="note",
        what=("has no id", "have no id"),
        remedy="They are recognised by their text.",
    )


def duplicate_ids(corpus: Corpus) -> Finding | None:
    """Report documents whose id an earlier one has."""
    if corpus.ids is None:
        return None
    repeats = pd.Series(corpus.ids, dtype=object).duplicated().to_numpy()
    return _finding(
        corpus,
        repeats & ~_is_missing(corpus, corpus.ids),
        code="duplicate-ids",
        severity="warning",
        what=("has the id of an earlier one", "have the id of an earlier one"),
        remedy="Look whether the right column was chosen; an id stands for one document.",
    )


def missing_clusters(corpus: Corpus) -> Finding | None:
    """Report documents outside every cluster, where there are clusters."""
    return _finding(
        corpus,
        _is_missing(corpus, corpus.clusters),
        code="missing-clusters",
        severity="note",
        what=("lies in no cluster", "lie in no cluster"),
        remedy="They are left out where labels are compared with cluster sizes.",
    )


def _holding(corpus: Corpus, pattern: re.Pattern[str]) -> NDArray[np.bool_]:
    """Tell which texts hold one of the characters; none of them is printable."""
    return np.array(
        [not text.isprintable() and pattern.search(text) is not None for text in corpus.texts],
        dtype=bool,
    )


def _is_missing(corpus: Corpus, cells: NDArray[np.object_] | None) -> NDArray[np.bool_]:
    if cells is None:
        return np.zeros(corpus.n_documents, dtype=bool)
    return np.asarray(cells == "", dtype=bool)


def _finding(
    corpus: Corpus,
    is_offender: NDArray[np.bool_],
    *,
    code: str,
    severity: Severity,
    what: tuple[str, str],
    remedy: str,
) -> Finding | None:
    """Report the offenders, if there are any; `what` is said of one, and of many."""
    offenders = np.flatnonzero(is_offender)
    if not len(offenders):
        return None
    return Finding(
        code=code,
        severity=severity,
        message=f"{len(offenders):,} of {corpus.n_documents:,} documents "
        f"{plural(len(offenders), *what)}.",
        remedy=remedy,
        count=len(offenders),
        offenders=first_offenders(corpus.texts[offenders]),
    )
