"""What hides in the reject class: groups of its documents that may be classes of their own."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.corpus.corpus import Corpus, LabelledCorpus
from analysis.model.features import TermCounts, count_terms, term_weights, tfidf
from analysis.model.progress import TrainingProgress
from analysis.model.settings import FeatureSettings
from analysis.sampling.clusters.dense_groups import DENSE_STEPS, NO_GROUP, dense_groups
from analysis.sampling.clusters.known_classes import (
    KnownClasses,
    closest_class,
    gathered_texts,
    known_classes,
)

FEATURES = FeatureSettings(split_letters_digits=True, sublinear=True, min_document_frequency=2)
# More texts make the search slow, and a group that needs more of them to show is a large one.
MOST_TEXTS = 10_000
HIDDEN_STEPS = 1 + DENSE_STEPS + 1
_SEED = 0

Arrays = dict[str, NDArray[np.generic]]


@dataclass(frozen=True, eq=False, kw_only=True)
class HiddenGroups:
    """Dense groups among the documents of the reject class, the densest first.

    Parameters
    ----------
    label_rows, label_groups : ndarray of int64, shape (n_labels_searched,)
        Rows of the labelled documents of the reject class, and the group of each; -1 for none.
    corpus_rows, corpus_groups : ndarray of int64, shape (n_documents_searched,)
        The same for documents of the corpus that the model sends to the reject class.
    cohesion, density : ndarray of float64, shape (n_groups,)
        As in `DenseGroups`.
    density_by_chance : float
        The largest that words dealt at random reached.
    closest : ndarray of int64, shape (n_groups,)
        Code of the known class closest to each group; -1 where there is none.
    resembles : ndarray of bool, shape (n_groups,)
        Whether the group is as close to it as one in four of its own documents are.
    gathers : ndarray of int64, shape (n_groups,)
        Documents without a label, of the whole corpus, that are as close to the group as three
        in four of its own documents are, and closer than to any known class.
    n_texts, n_texts_there : int
        Different texts that were searched, and of which they are a sample.
    """

    label_rows: NDArray[np.int64]
    label_groups: NDArray[np.int64]
    corpus_rows: NDArray[np.int64]
    corpus_groups: NDArray[np.int64]
    cohesion: NDArray[np.float64]
    density: NDArray[np.float64]
    density_by_chance: float
    closest: NDArray[np.int64]
    resembles: NDArray[np.bool_]
    gathers: NDArray[np.int64]
    n_texts: int
    n_texts_there: int

    @property
    def n_groups(self) -> int:
        """Number of groups."""
        return len(self.density)


def find_hidden_groups(
    labelled: LabelledCorpus,
    unlabelled: Corpus | None,
    sent_to_reject: NDArray[np.bool_] | None,
    progress: TrainingProgress,
) -> HiddenGroups:
    """Search the documents of the reject class for groups that chance does not explain.

    Parameters
    ----------
    labelled : LabelledCorpus
        With a reject class.
    unlabelled : Corpus or None
    sent_to_reject : ndarray of bool, shape (n_documents,), optional
        Documents of the corpus that a model decides as the reject class.
    progress : TrainingProgress
        With `HIDDEN_STEPS` steps.

    Returns
    -------
    HiddenGroups

    Raises
    ------
    Cancelled
        If the progress was cancelled.

    Notes
    -----
    Every different text counts once, however often it occurs.
    """
    n_labels = labelled.n_documents
    more = [] if unlabelled is None else unlabelled.normalised_texts
    text_of, texts = pd.factorize(np.array([*labelled.normalised_texts, *more], dtype=object))
    counts = count_terms(texts, FEATURES)
    weights = term_weights(counts, FEATURES)
    progress.finish(0)
    sent = np.zeros(len(more), dtype=bool) if sent_to_reject is None else sent_to_reject
    of_reject = np.concatenate([labelled.codes == labelled.reject_code, sent])
    there = np.unique(text_of[of_reject])
    there = there[_hold_a_term(counts, weights)[there]]
    searched = _sample(there)
    own_counts, own_weights = _counts_of(counts, weights, searched)
    found = dense_groups(own_counts, own_weights, FEATURES, _SEED, progress, first_step=1)
    features = tfidf(counts, weights, FEATURES)
    classes = known_classes(features, text_of[:n_labels], labelled)
    group_of_text = np.full(len(texts), NO_GROUP)
    group_of_text[searched] = found.group_of_text
    closest, resembles = closest_class(features, group_of_text, found.n_groups, classes)
    gathers = _gathers(features, group_of_text, found.n_groups, classes, text_of, n_labels)
    progress.finish(HIDDEN_STEPS - 1)
    rows = np.flatnonzero(of_reject)
    own, others = rows[rows < n_labels], rows[rows >= n_labels]
    return HiddenGroups(
        label_rows=own,
        label_groups=group_of_text[text_of[own]],
        corpus_rows=others - n_labels,
        corpus_groups=group_of_text[text_of[others]],
        cohesion=found.cohesion,
        density=found.density,
        density_by_chance=found.density_by_chance,
        closest=closest,
        resembles=resembles,
        gathers=gathers,
        n_texts=len(searched),
        n_texts_there=len(there),
    )


def groups_as_arrays(groups: HiddenGroups) -> Arrays:
    """Put groups into arrays, to be kept on disk.

    Parameters
    ----------
    groups : HiddenGroups

    Returns
    -------
    dict of str to ndarray
    """
    return {field.name: np.asarray(getattr(groups, field.name)) for field in fields(groups)}


def groups_from_arrays(arrays: Arrays) -> HiddenGroups:
    """Undo `groups_as_arrays`.

    Parameters
    ----------
    arrays : dict of str to ndarray

    Returns
    -------
    HiddenGroups
    """
    held: dict[str, Any] = {
        name: array if array.ndim else array.item() for name, array in arrays.items()
    }
    return HiddenGroups(**held)


def _hold_a_term(counts: TermCounts, weights: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether each text holds a word of another one."""
    return np.asarray(counts.counts @ (weights > 0) > 0)


def _sample(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    if len(rows) <= MOST_TEXTS:
        return rows
    drawn = np.random.default_rng(_SEED).choice(rows, size=MOST_TEXTS, replace=False)
    return np.sort(drawn)


def _counts_of(
    counts: TermCounts, weights: NDArray[np.float64], rows: NDArray[np.int64]
) -> tuple[TermCounts, NDArray[np.float64]]:
    """Counts of some texts, and the weights of the terms that they hold."""
    own = counts.counts[rows]
    held = np.bincount(own.indices, minlength=own.shape[1]) > 0
    terms = np.flatnonzero(held & (weights > 0))
    return TermCounts(sparse.csr_matrix(own[:, terms]), counts.terms[terms]), weights[terms]


def _gathers(
    features: sparse.csr_matrix,
    group_of_text: NDArray[np.int64],
    n_groups: int,
    classes: KnownClasses,
    text_of: NDArray[np.int64],
    n_labels: int,
) -> NDArray[np.int64]:
    """Documents without a label that each group would gather."""
    times = np.bincount(text_of[n_labels:], minlength=features.shape[0])
    times[text_of[:n_labels]] = 0
    group = gathered_texts(features, group_of_text, n_groups, classes)
    taken = group != NO_GROUP
    gathers = np.bincount(group[taken], weights=times[taken], minlength=n_groups)
    return gathers.astype(np.int64)
