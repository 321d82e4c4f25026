"""The terms of a whole corpus, counted once for every different text."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.corpus.corpus import Corpus, LabelledCorpus, TextArray
from analysis.errors import InputError
from analysis.model.features import TermCounts, count_known_terms
from analysis.model.settings import FeatureSettings
from analysis.progress import Progress
from analysis.sampling.frequencies.parts import NOTHING_KEPT, Arrays, Parts, computed_in_chunks

# Texts worked on between two looks at whether to stop: logits of 9 MB at 133 classes.
CHUNK = 16_384
NO_LABEL = -1


@dataclass(frozen=True, eq=False)
class CorpusCounts:
    """How often each different text of a corpus holds each term.

    Parameters
    ----------
    counts : TermCounts
        One row a text.
    text_of_document : ndarray of int, shape (n_documents,)
        Row of each document's text.
    label_of_text : ndarray of int, shape (n_texts,)
        Row of a labelled document that is identical after normalising, or -1.
    """

    counts: TermCounts
    text_of_document: NDArray[np.int64]
    label_of_text: NDArray[np.int64]

    @property
    def n_texts(self) -> int:
        """Number of different texts."""
        return len(self.label_of_text)


def count_corpus(
    labelled: LabelledCorpus,
    unlabelled: Corpus,
    terms: TextArray,
    settings: FeatureSettings,
    progress: Progress,
    *,
    step: int = 0,
    parts: Parts = NOTHING_KEPT,
) -> CorpusCounts:
    """Count the terms of a model in a whole corpus.

    Parameters
    ----------
    labelled : LabelledCorpus
        What the model was trained on.
    unlabelled : Corpus
    terms : ndarray of str, shape (n_terms,)
        Those of the model.
    settings : FeatureSettings
    progress : Progress
        Looked at after every chunk, to stop where that was asked for.
    step : int
        Which of its fits this is.
    parts : Parts
        Chunks that were counted before are taken from there.

    Returns
    -------
    CorpusCounts

    Raises
    ------
    InputError
        If no document holds a term of the model.
    Cancelled
        If the progress was cancelled.
    """
    text_of_document, texts = pd.factorize(unlabelled.texts)

    def count(rows: slice) -> Arrays:
        chunk = count_known_terms(np.asarray(texts[rows], dtype=object), terms, settings).counts
        return {"data": chunk.data, "indices": chunk.indices, "indptr": chunk.indptr}

    counted = computed_in_chunks("counts", chunks(len(texts)), count, progress, step, parts)
    matrices = [_matrix(arrays, len(terms)) for _, arrays in counted]
    counts = sparse.vstack(matrices, format="csr", dtype=np.float32)
    if counts.nnz == 0:
        raise InputError(
            f"corpus: none of its {unlabelled.n_documents:,} documents has a word in common with "
            "the labelled ones. Check the text column, the language and the encoding of both files."
        )
    return CorpusCounts(
        TermCounts(counts, terms),
        text_of_document.astype(np.int64),
        _labels_of_texts(labelled, unlabelled, text_of_document, len(texts)),
    )


def chunks(n_texts: int) -> list[slice]:
    """Cut the rows of all texts into chunks.

    Parameters
    ----------
    n_texts : int

    Returns
    -------
    list of slice
    """
    return [slice(start, min(start + CHUNK, n_texts)) for start in range(0, n_texts, CHUNK)]


def _matrix(arrays: Arrays, n_terms: int) -> sparse.csr_matrix:
    shape = (len(arrays["indptr"]) - 1, n_terms)
    return sparse.csr_matrix((arrays["data"], arrays["indices"], arrays["indptr"]), shape=shape)


def _labels_of_texts(
    labelled: LabelledCorpus,
    unlabelled: Corpus,
    text_of_document: NDArray[np.int64],
    n_texts: int,
) -> NDArray[np.int64]:
    """Look every text up among the labelled ones."""
    rows: dict[str, int] = {}
    for row, text in enumerate(labelled.normalised_texts):
        rows.setdefault(text, row)
    first = np.zeros(n_texts, dtype=np.int64)
    first[text_of_document[::-1]] = np.arange(len(text_of_document))[::-1]
    normalised = unlabelled.normalised_texts
    return np.array([rows.get(normalised[i], NO_LABEL) for i in first], dtype=np.int64)
