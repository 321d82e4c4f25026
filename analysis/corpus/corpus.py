"""A corpus: documents, and for a labelled one their classes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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
    """

    codes: NDArray[np.int32]
    classes: tuple[str, ...]
    reject_class: str | None = None

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
