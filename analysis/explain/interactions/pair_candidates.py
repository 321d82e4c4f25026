"""Pairs of words whose joint presence a model of single words leaves unexplained."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import softmax

# Below one expected document the standard error says nothing: one odd label would make any
# score.
LEAST_VARIANCE = 1.0
# Pairs scored against all classes at a time, which bounds the memory.
BLOCK = 4096
# A model that never errs on thousands of documents can still meet a wrong label: beyond odds of
# 20,000 to 1, a single one would pass for proof.
LARGEST_LOG_ODDS = 10.0


@dataclass(frozen=True, eq=False)
class Candidates:
    """Pairs and classes, those with the score farthest from 0 first.

    Parameters
    ----------
    pairs, classes : ndarray of int, shape (n_candidates,)
    """

    pairs: NDArray[np.intp]
    classes: NDArray[np.intp]


def score_candidates(
    pairs: sparse.csc_matrix,
    logits: NDArray[np.floating],
    codes: NDArray[np.integer],
    least_texts: int,
    n_wanted: int,
) -> Candidates:
    """Find the pairs and classes with the largest residuals.

    Parameters
    ----------
    pairs : csc_matrix of bool, shape (n_texts, n_pairs)
    logits : ndarray, shape (n_texts, n_classes)
        From models of single words that did not see the text.
    codes : ndarray of int, shape (n_texts,)
    least_texts : int
        Of these texts that hold the pair; so many of them have to be of the class, or expected to
        be.
    n_wanted : int
        Greatest number of candidates.

    Returns
    -------
    Candidates

    Notes
    -----
    The score of a pair (s, t) for class k is sum_i (1[y_i = k] - p_ik) x_is x_it over the square
    root of sum_i p_ik (1 - p_ik) x_is x_it, with x 1 where the text holds the word: positive
    where the class is more frequent beside both words than the model expects.
    """
    posterior = softmax(logits, axis=1).astype(np.float32)
    residuals = -posterior
    residuals[np.arange(len(codes)), codes] += 1
    variances = posterior * (1 - posterior)
    enough = np.flatnonzero(pairs.getnnz(axis=0) >= least_texts)
    found = [(enough[:0], enough[:0], np.empty(0))]
    for block in _blocks(enough):
        held = pairs[:, block].T.astype(np.float32)
        excess, expected = held @ residuals, held @ posterior
        scores = excess / np.sqrt(np.maximum(held @ variances, LEAST_VARIANCE))
        # Too few texts on either side to learn anything from.
        scores[np.maximum(expected, expected + excess) < least_texts] = 0
        rows, classes = _largest(scores, n_wanted)
        found.append((block[rows], classes, scores[rows, classes].astype(np.float64)))
    columns, classes, scores = (np.concatenate(part) for part in zip(*found, strict=True))
    order = np.argsort(-np.abs(scores), kind="stable")[:n_wanted]
    return Candidates(columns[order], classes[order])


def class_log_odds(logits: NDArray[np.floating]) -> NDArray[np.float32]:
    """Log-odds of each class against all others together.

    Parameters
    ----------
    logits : ndarray, shape (n_texts, n_classes)

    Returns
    -------
    ndarray of float32, shape (n_texts, n_classes)
        Within ±10.
    """
    posterior = softmax(logits, axis=1)
    with np.errstate(divide="ignore"):
        log_odds = np.log(posterior) - np.log1p(-posterior)
    return np.clip(log_odds, -LARGEST_LOG_ODDS, LARGEST_LOG_ODDS, dtype=np.float32)


def _blocks(columns: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    return [columns[begin : begin + BLOCK] for begin in range(0, len(columns), BLOCK)]


def _largest(
    scores: NDArray[np.float32], n_wanted: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows and columns of the scores farthest from 0."""
    sizes = np.abs(scores).ravel()
    largest = np.argpartition(-sizes, min(n_wanted, sizes.size) - 1)[:n_wanted]
    rows, columns = np.divmod(largest[sizes[largest] > 0], scores.shape[1])
    return rows, columns
