"""Draw the documents to label next, each with the chance that it had."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.corpus import Corpus
from analysis.corpus.selection import (
    CLUSTER_COLUMN,
    PLANNED_ON_COLUMN,
    PROBABILITY_COLUMN,
    ROW_COLUMN,
    corpus_mark,
)
from analysis.errors import InputError
from analysis.sampling.coverage.strata import Strata
from analysis.sampling.plan.free_texts import LABELLED, FreeTexts

# A chance this near to one is one: rounding must not draw a text twice.
_CERTAIN = 1 - 1e-9


@dataclass(frozen=True, eq=False)
class Drawn:
    """Documents drawn, no two with the same text.

    Parameters
    ----------
    rows : ndarray of int, shape (n_drawn,)
        Of the corpus, in the order in which they are to be labelled.
    probabilities : ndarray of float64, shape (n_drawn,)
        Chance that the document had, in (0, 1].
    """

    rows: NDArray[np.int64]
    probabilities: NDArray[np.float64]


def draw_documents(free: FreeTexts, new_labels: NDArray[np.int64], seed: int) -> Drawn:
    """Draw from every cluster as many documents as it was allocated.

    Parameters
    ----------
    free : FreeTexts
    new_labels : ndarray of int, shape (n_clusters,)
        Of each cluster, at most its free texts.
    seed : int
        At least 0; the same seed draws the same documents.

    Returns
    -------
    Drawn
        In random order, so that labels that stop half way are a random half.

    Raises
    ------
    InputError
        If the seed is negative.

    Notes
    -----
    Within a cluster every document without a label has the same chance, x_h / U_h, as if
    documents were drawn at random: a text is drawn with a chance in proportion to its copies
    (systematically, from a random order), and one of its copies stands for them. A text with so
    many copies that it is certain to be drawn leaves 1 over their number to each. One over a
    document's chance is therefore how many documents it stands for (Horvitz and Thompson), and
    every identical text is labelled once.

    References
    ----------
    Madow (1949), "On the theory of systematic sampling, II"; Goodman, Kish (1950), "Controlled
    selection"; Horvitz, Thompson (1952), JASA 47.
    """
    if seed < 0:
        raise InputError(f"seed: {seed} is below 0. Give a whole number from 0 on.")
    rng = np.random.default_rng(seed)
    copies = free.copies
    of_cluster = np.argsort(free.cluster_of_text, kind="stable")
    by_cluster = np.split(of_cluster, np.cumsum(free.texts)[:-1])
    texts, chances = [], []
    for candidates, n in zip(by_cluster, new_labels.tolist(), strict=True):
        chance = inclusion_chances(copies[candidates], n)
        chosen = _systematic(chance, rng)
        texts.append(candidates[chosen])
        chances.append(chance[chosen])
    drawn = np.concatenate(texts)
    order = rng.permutation(len(drawn))
    drawn, probabilities = drawn[order], (np.concatenate(chances) / copies[drawn])[order]
    return Drawn(_one_copy(free, copies, drawn, rng), probabilities)


def inclusion_chances(copies: NDArray[np.int64], n: int) -> NDArray[np.float64]:
    """Chance of each text to be among n drawn in proportion to its copies.

    Parameters
    ----------
    copies : ndarray of int, shape (n_texts,)
        Positive.
    n : int
        At most n_texts.

    Returns
    -------
    ndarray of shape (n_texts,)
        Up to 1; sums to n.
    """
    chances = np.zeros(len(copies))
    certain = np.zeros(len(copies), dtype=bool)
    while n > certain.sum():
        rest = np.where(certain, 0, copies)
        chances = np.where(certain, 1.0, rest * ((n - certain.sum()) / rest.sum()))
        more = chances >= _CERTAIN
        if (more == certain).all():
            return chances
        certain = more
    return certain.astype(np.float64)


def plan_frame(corpus: Corpus, strata: Strata, drawn: Drawn) -> pd.DataFrame:
    """Show the documents drawn, as the file to be filled with labels.

    Parameters
    ----------
    corpus : Corpus
        From which they were drawn.
    strata : Strata
    drawn : Drawn

    Returns
    -------
    DataFrame
        Columns `id` (the corpus's own, else the number of the row), `text`, `label` (empty),
        `cluster`, `selection_probability`, `row` (in the corpus, from 1), and `planned_on`, the
        mark of the corpus. The index is the rows, from 0.
    """
    numbers = drawn.rows + 1
    columns = {
        "id": numbers.astype(str) if corpus.ids is None else corpus.ids[drawn.rows],
        "text": corpus.texts[drawn.rows],
        "label": "",
        CLUSTER_COLUMN: strata.clusters[strata.cluster_of_document[drawn.rows]],
        PROBABILITY_COLUMN: drawn.probabilities,
        ROW_COLUMN: numbers,
        PLANNED_ON_COLUMN: corpus_mark(corpus),
    }
    return pd.DataFrame(columns, index=drawn.rows)


def _one_copy(
    free: FreeTexts, copies: NDArray[np.int64], texts: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.int64]:
    """Row of one of the documents of each text, at random."""
    rows = np.argsort(free.text_of_document, kind="stable")
    rows = rows[free.text_of_document[rows] != LABELLED]
    first = np.cumsum(copies) - copies
    return rows[first[texts] + rng.integers(copies[texts])]


def _systematic(chances: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.intp]:
    """Positions drawn with given chances, which sum to a whole number: exactly as many."""
    order = rng.permutation(len(chances))
    passed = np.cumsum(chances[order])
    # A whole number, from which rounding must take nothing.
    passed[-1:] = np.round(passed[-1:])
    return order[np.flatnonzero(np.diff(np.floor(passed + rng.random()), prepend=0))]
