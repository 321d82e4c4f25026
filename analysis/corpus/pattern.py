"""Documents whose text a regular expression finds something in."""

import re

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import Corpus
from analysis.errors import InputError


def find_pattern(corpus: Corpus, pattern: str) -> NDArray[np.intp]:
    r"""Find the documents in which a regular expression matches anywhere, whatever the case.

    Parameters
    ----------
    corpus : Corpus
    pattern : str
        In the notation of Python, for instance ``r"m\d+ (bolt|nut)"``.

    Returns
    -------
    ndarray of int
        Rows of the corpus, ascending.

    Raises
    ------
    InputError
        If it is not a regular expression.
    """
    try:
        matches = re.compile(pattern, re.IGNORECASE).search
    except (re.error, OverflowError, RecursionError) as error:
        raise InputError(
            f"regular expression: {pattern!r} cannot be read ({error}). Put a backslash before a "
            "sign that is meant as it is, such as \\( or \\+, or search for the words instead."
        ) from error
    return np.flatnonzero([matches(text) is not None for text in corpus.texts])
