"""A corpus: documents, and for a labelled one their classes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.fingerprint import fingerprint
from analysis.corpus.normalise import equal_groups, normalised_texts

TextArray = NDArray[np.object_]


@dataclass(frozen=True, eq=False, kw_only=True)
class Corpus:
    """Documents in the order in which they were read.

    Parameters
    ----------
    texts : ndarray of str, shape (n_documents,)
        The texts as they came.
    fingerprint : str
        Hash of the content; two corpora with the same fingerprint hold the same documents.
    ids : ndarray of str, shape (n_documents,), optional
        The analyst's own document ids.
    clusters : ndarray of str, shape (n_documents,), optional
        Name of the cluster that each document lies in.
    """

    texts: TextArray
    fingerprint: str
    ids: TextArray | None = None
    clusters: TextArray | None = None

    @property
    def n_documents(self) -> int:
        """Number of documents."""
        return len(self.texts)

    @cached_property
    def normalised_texts(self) -> list[str]:
        """Each text in the form in which identical documents are equal; computed once."""
        return normalised_texts(self.texts)

    @cached_property
    def identical_groups(self) -> NDArray[np.int64]:
        """Group of identical documents of each document, shape (n_documents,), from 0."""
        return equal_groups(self.normalised_texts)


@dataclass(frozen=True, eq=False, kw_only=True)
class LabelledCorpus(Corpus):
    """A corpus in which every document has one class.

    Parameters
    ----------
    codes : ndarray of int32, shape (n_documents,)
        Position of each document's class in `classes`.
    classes : tuple of str
        Class names, sorted; their order is that of every class axis.
    reject_class : str or None
        Name of the none-of-the-above class.
    selection_probabilities : ndarray of float64, shape (n_documents,), optional
        Chance, in (0, 1], that the document had when it was drawn by a plan; nan where it is
        not known, as for labels that were there before. None where it is known of no document.
    weights : ndarray of float64, shape (n_documents,), optional
        How much each document counts in figures, and in a training that is asked to weigh them:
        how many documents of the whole corpus it stands for, in units of the average label.
        None where all stand for as many.
    """

    codes: NDArray[np.int32]
    classes: tuple[str, ...]
    reject_class: str | None = None
    selection_probabilities: NDArray[np.float64] | None = None
    weights: NDArray[np.float64] | None = None

    @property
    def n_classes(self) -> int:
        """Number of classes."""
        return len(self.classes)

    @property
    def support(self) -> NDArray[np.int64]:
        """Number of labels of each class, shape (n_classes,)."""
        return np.bincount(self.codes, minlength=self.n_classes)

    @property
    def reject_code(self) -> int | None:
        """Position of the reject class in `classes`; None where there is none."""
        return None if self.reject_class is None else self.classes.index(self.reject_class)

    @property
    def all_chances_known(self) -> bool:
        """Whether the selection probability of every document is known."""
        chances = self.selection_probabilities
        return chances is not None and not np.isnan(chances).any()

    def with_reject_class(self, name: str | None) -> "LabelledCorpus":
        """Return the same documents with another reject class, or with none.

        Parameters
        ----------
        name : str or None
            One of `classes`, or None.

        Returns
        -------
        LabelledCorpus
            With a fingerprint of its own.
        """
        changed = replace(self, reject_class=name)
        return replace(changed, fingerprint=_labelled_fingerprint(changed))

    def with_weights(self, weights: NDArray[np.float64] | None) -> "LabelledCorpus":
        """Return the same documents with weights, in place of any there were.

        Parameters
        ----------
        weights : ndarray of float64, shape (n_documents,), or None
            Positive and finite.

        Returns
        -------
        LabelledCorpus
            With a fingerprint of its own where there are weights.

        Raises
        ------
        ValueError
            If there is not one positive, finite weight for each document.
        """
        if weights is not None:
            usable = np.isfinite(weights) & (weights > 0)
            if weights.shape != (self.n_documents,) or not usable.all():
                raise ValueError("weights: one positive finite number a document is wanted")
        changed = replace(self, weights=weights)
        return replace(changed, fingerprint=_labelled_fingerprint(changed))


def make_corpus(
    texts: Sequence[str] | TextArray,
    *,
    ids: Sequence[str] | TextArray | None = None,
    clusters: Sequence[str] | TextArray | None = None,
) -> Corpus:
    """Make a corpus and its fingerprint.

    Parameters
    ----------
    texts : sequence of str, n_documents
    ids, clusters : sequence of str, n_documents, optional

    Returns
    -------
    Corpus
    """
    return Corpus(
        texts=_text_array(texts),
        ids=None if ids is None else _text_array(ids),
        clusters=None if clusters is None else _text_array(clusters),
        fingerprint=fingerprint(texts, ids=ids, clusters=clusters),
    )


def make_labelled_corpus(
    texts: Sequence[str] | TextArray,
    labels: Sequence[str] | TextArray,
    *,
    ids: Sequence[str] | TextArray | None = None,
    clusters: Sequence[str] | TextArray | None = None,
    reject_class: str | None = None,
    selection_probabilities: NDArray[np.float64] | None = None,
) -> LabelledCorpus:
    """Make a labelled corpus and its fingerprint; its classes are those that have labels.

    Parameters
    ----------
    texts, labels : sequence of str, n_documents
    ids, clusters : sequence of str, n_documents, optional
    reject_class : str or None
        One of the labels, or None.
    selection_probabilities : ndarray of float64, shape (n_documents,), optional
        In (0, 1], or nan where not known.

    Returns
    -------
    LabelledCorpus
    """
    codes, classes = _coded(_text_array(labels))
    corpus = LabelledCorpus(
        texts=_text_array(texts),
        ids=None if ids is None else _text_array(ids),
        clusters=None if clusters is None else _text_array(clusters),
        codes=codes,
        classes=classes,
        reject_class=reject_class,
        selection_probabilities=selection_probabilities,
        fingerprint="",
    )
    return replace(corpus, fingerprint=_labelled_fingerprint(corpus))


def _text_array(texts: Sequence[str] | TextArray) -> TextArray:
    return np.asarray(texts, dtype=object)


def _coded(labels: TextArray) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """Return each document's position among the sorted class names, and those names."""
    found, names = pd.factorize(labels)
    order = sorted(range(len(names)), key=names.__getitem__)
    position = np.empty(len(names), dtype=np.int32)
    position[order] = np.arange(len(names), dtype=np.int32)
    return position[found], tuple(names[order])


def _labelled_fingerprint(corpus: LabelledCorpus) -> str:
    return fingerprint(
        corpus.texts,
        ids=corpus.ids,
        clusters=corpus.clusters,
        codes=corpus.codes,
        classes=corpus.classes,
        reject_class=corpus.reject_class,
        selection_probabilities=corpus.selection_probabilities,
        weights=corpus.weights,
    )
