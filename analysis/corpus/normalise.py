"""When two texts count as the same document."""

import unicodedata
from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray


def normalised_texts(texts: Iterable[str]) -> list[str]:
    """Return each text in compatibility form, case-folded, with single blanks.

    Parameters
    ----------
    texts : iterable of str

    Returns
    -------
    list of str
        Texts that count as identical are equal here.
    """
    return [" ".join(unicodedata.normalize("NFKC", text).casefold().split()) for text in texts]


def equal_groups(texts: list[str]) -> NDArray[np.int64]:
    """Number the groups of equal texts.

    Parameters
    ----------
    texts : list of str, n_documents
        Normalised, if small differences are not to count.

    Returns
    -------
    ndarray of int, shape (n_documents,)
        Equal texts have the same number; numbers count from 0 in order of first appearance.
    """
    # Three times as fast on objects as on pandas' own strings.
    codes, _ = pd.factorize(np.array(texts, dtype=object))
    return codes.astype(np.int64, copy=False)


def identical_groups(texts: Iterable[str]) -> NDArray[np.int64]:
    """Number the groups of documents that are identical after normalising.

    Parameters
    ----------
    texts : iterable of str, n_documents

    Returns
    -------
    ndarray of int, shape (n_documents,)
        Documents with the same number are identical; numbers count from 0 in order of
        first appearance.
    """
    return equal_groups(normalised_texts(texts))
