"""Terms of a model found by a piece of them."""

import numpy as np
from numpy.typing import NDArray

from analysis.explain.vocabulary.term_counts import ClassTermCounts


def find_terms(counts: ClassTermCounts, sought: str, n_shown: int = 50) -> NDArray[np.object_]:
    """Find the terms that hold a piece of text.

    Parameters
    ----------
    counts : ClassTermCounts
    sought : str
        Compared letter by letter whatever its case.
    n_shown : int, default 50
        Greatest number of terms.

    Returns
    -------
    ndarray of str, shape (n_found,)
        The term that equals what is sought first, then those in most documents.
    """
    folded = sought.strip().casefold()
    if not folded:
        return counts.terms[:0]
    found = np.array([i for i, term in enumerate(counts.terms) if folded in term.casefold()], int)
    exact = np.array([counts.terms[i].casefold() == folded for i in found], dtype=bool)
    return counts.terms[found[np.lexsort((-counts.total[found], ~exact))][:n_shown]]
