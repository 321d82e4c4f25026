"""What hides in the reject class: groups of its documents that may be classes of their own."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.corpus.corpus import Corpus, LabelledCorpus
from analysis.model.features import TermCounts, count_terms, term_weights, tfidf
from analysis.model.settings import FeatureSettings
from analysis.progress import Progress
from analysis.sampling.clusters.dense_groups import DENSE_STEPS, NO_GROUP, dense_groups
from analysis.sampling.clusters.known_classes import (
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
    progress: Progress,
) -> HiddenGroups:
    """Search the documents of the reject class for groups that chance does not explain.

    Parameters
    ----------
    labelled : LabelledCorpus
        With a reject class.
    unlabelled : Corpus or None
    sent_to_reject : ndarray of bool, shape (n_documents,), optional
        Documents of the corpus that a model decides as the reject class.
    progress : Progress
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
    texts = _different_texts(labelled, unlabelled)
    progress.finish(0)
    own = np.flatnonzero(labelled.codes == labelled.reject_code)
    sent = np.flatnonzero([] if sent_to_reject is None else sent_to_reject)
    there = texts.that_share_a_word(np.concatenate([texts.of_label[own], texts.of_corpus[sent]]))
    searched = _sample(there)
    found = dense_groups(*texts.counts_of(searched), FEATURES, _SEED, progress, first_step=1)
    group_of_text = np.full(texts.n_texts, NO_GROUP)
    group_of_text[searched] = found.group_of_text
    closest, resembles, gathers = _beside_known_classes(
        texts, labelled, group_of_text, found.n_groups
    )
    progress.finish(HIDDEN_STEPS - 1)
    return HiddenGroups(
        label_rows=own,
        label_groups=group_of_text[texts.of_label[own]],
        corpus_rows=sent,
        corpus_groups=group_of_text[texts.of_corpus[sent]],
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


@dataclass(frozen=True, eq=False)
class _Texts:
    """The different texts of the labels and of the corpus together.

    Parameters
    ----------
    of_label : ndarray of int, shape (n_labels,)
    of_corpus : ndarray of int, shape (n_documents,)
        Empty without a corpus.
    counts : TermCounts
        One row a text.
    weights : ndarray of float64, shape (n_terms,)
    """

    of_label: NDArray[np.int64]
    of_corpus: NDArray[np.int64]
    counts: TermCounts
    weights: NDArray[np.float64]

    @property
    def n_texts(self) -> int:
        return self.counts.counts.shape[0]

    def that_share_a_word(self, texts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Those that hold a word of another text, each once and in order."""
        share = np.asarray(self.counts.counts @ (self.weights > 0) > 0)
        different = np.unique(texts)
        return different[share[different]]

    def counts_of(self, texts: NDArray[np.int64]) -> tuple[TermCounts, NDArray[np.float64]]:
        """Counts of some texts, and the weights of the terms that they hold."""
        own = self.counts.counts[texts]
        held = np.bincount(own.indices, minlength=own.shape[1]) > 0
        terms = np.flatnonzero(held & (self.weights > 0))
        some = TermCounts(sparse.csr_matrix(own[:, terms]), self.counts.terms[terms])
        return some, self.weights[terms]


def _different_texts(labelled: LabelledCorpus, unlabelled: Corpus | None) -> _Texts:
    n_labels = labelled.n_documents
    more = [] if unlabelled is None else unlabelled.normalised_texts
    of_row, texts = pd.factorize(np.array([*labelled.normalised_texts, *more], dtype=object))
    counts = count_terms(texts, FEATURES)
    return _Texts(of_row[:n_labels], of_row[n_labels:], counts, term_weights(counts, FEATURES))


def _sample(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    if len(rows) <= MOST_TEXTS:
        return rows
    drawn = np.random.default_rng(_SEED).choice(rows, size=MOST_TEXTS, replace=False)
    return np.sort(drawn)


def _beside_known_classes(
    texts: _Texts, labelled: LabelledCorpus, group_of_text: NDArray[np.int64], n_groups: int
) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.int64]]:
    """Each group's closest class, whether it resembles that one, and what it would gather."""
    features = tfidf(texts.counts, texts.weights, FEATURES)
    classes = known_classes(features, texts.of_label, labelled)
    closest, resembles = closest_class(features, group_of_text, n_groups, classes)
    gathered = gathered_texts(features, group_of_text, n_groups, classes)
    unlabelled = np.bincount(texts.of_corpus, minlength=texts.n_texts)
    unlabelled[texts.of_label] = 0
    taken = gathered != NO_GROUP
    gathers = np.bincount(gathered[taken], weights=unlabelled[taken], minlength=n_groups)
    return closest, resembles, gathers.astype(np.int64)
