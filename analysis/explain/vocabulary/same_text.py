"""From a typed text to the labelled documents that read the same."""

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import Corpus
from analysis.corpus.normalise import normalised_texts


def documents_reading(corpus: Corpus, text: str) -> NDArray[np.intp]:
    """Find the documents that are identical to a text after normalising.

    Parameters
    ----------
    corpus : Corpus
    text : str

    Returns
    -------
    ndarray of int
        Rows, ascending.
    """
    (sought,) = normalised_texts([text])
    rows = [row for row, each in enumerate(corpus.normalised_texts) if each == sought]
    return np.array(rows, dtype=np.intp)
