"""Offsets that raise macro-F1, found class by class.

With all other offsets held, raising the offset of a class hands it one document after another,
in the order of their margins. Macro-F1 after each of them follows from counts alone, so that the
best offset of a class is found exactly; a few rounds over all classes make the search.
"""

import numpy as np
from numpy.typing import NDArray

N_ROUNDS = 2
# A class is not moved further than this at once: beyond it, few documents are left to decide.
LARGEST_STEP = 4.0
_SMALLEST_GAIN = 1e-9
# Weight that was taken away again, of documents of mean weight one, is 0 but for rounding.
_NOTHING = 1e-4

Scores = NDArray[np.float64]


def search_offsets(
    logits: NDArray[np.floating],
    codes: NDArray[np.integer],
    start: NDArray[np.float64],
    weights: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Raise macro-F1 on these documents by moving one offset at a time.

    Parameters
    ----------
    logits : ndarray of float, shape (n_documents, n_classes)
        Minus infinity for a class that must not be decided.
    codes : ndarray of int, shape (n_documents,)
    start : ndarray of shape (n_classes,)
        Offsets to begin with.
    weights : ndarray of float64, shape (n_documents,), optional
        How much each document counts; all alike if not given.

    Returns
    -------
    ndarray of shape (n_classes,)
        Macro-F1 with them is no lower than with `start`, on the same documents.
    """
    offsets = start.copy()
    leaders = _Leaders((logits + start).T.astype(np.float64))
    weights = np.ones(len(codes)) if weights is None else weights
    movable = np.flatnonzero(np.isfinite(leaders.scores).all(axis=1))
    for _ in range(N_ROUNDS):
        for code in movable:
            step = _best_step(leaders, codes, weights, int(code))
            if step:
                offsets[code] += step
                leaders.move(int(code), step)
    return offsets


class _Leaders:
    """The two best classes of every document, kept up to date as offsets move.

    Attributes
    ----------
    scores : ndarray of shape (n_classes, n_documents)
        Classes first, so that all scores of a class lie side by side.
    first, second : ndarray of int, shape (n_documents,)
    """

    def __init__(self, scores: Scores) -> None:
        self.scores = np.ascontiguousarray(scores)
        self.first = np.zeros(scores.shape[1], dtype=np.int64)
        self.second = np.zeros(scores.shape[1], dtype=np.int64)
        self._rank(np.arange(scores.shape[1]))

    def move(self, code: int, step: float) -> None:
        """Change the offset of a class; only documents near to it are ranked anew."""
        self.scores[code] += step
        near = (self.first == code) | (self.second == code)
        documents = np.arange(len(near))
        near |= self.scores[code] >= self.scores[self.second, documents]
        self._rank(np.flatnonzero(near))

    def _rank(self, documents: NDArray[np.intp]) -> None:
        scores = self.scores[:, documents]
        first = scores.argmax(axis=0)
        scores[first, np.arange(len(documents))] = -np.inf
        self.first[documents] = first
        self.second[documents] = scores.argmax(axis=0)


def _best_step(leaders: _Leaders, codes: NDArray[np.integer], weights: Scores, code: int) -> float:
    """How far to move the offset of a class; 0 where no move raises macro-F1."""
    rival = np.where(leaders.first == code, leaders.second, leaders.first)
    margin = leaders.scores[rival, np.arange(len(rival))] - leaders.scores[code]
    within_reach = np.flatnonzero(np.abs(margin) <= LARGEST_STEP)
    if not len(within_reach):
        return 0.0
    order = within_reach[np.argsort(margin[within_reach], kind="stable")]
    decided = np.where(margin < -LARGEST_STEP, code, rival)
    sums = _sums_of_f1(codes, decided, weights, order, code, len(leaders.scores))
    margin = margin[order]
    # Documents of one margin change hands together.
    sums[1:-1][margin[1:] == margin[:-1]] = -np.inf
    best = int(sums.argmax())
    if sums[best] <= sums[np.searchsorted(margin, 0.0)] + _SMALLEST_GAIN:
        return 0.0
    bounds = np.concatenate([[-LARGEST_STEP], margin, [LARGEST_STEP]])
    return float((bounds[best] + bounds[best + 1]) / 2)


def _sums_of_f1(
    codes: NDArray[np.integer],
    decided: NDArray[np.integer],
    weights: Scores,
    order: NDArray[np.intp],
    code: int,
    n_classes: int,
) -> Scores:
    """Sum of all F1 after the first 0, 1, ... documents of an order go over to a class."""
    right = codes == decided
    correct = np.bincount(decided[right], weights[right], minlength=n_classes)
    total = np.bincount(codes, weights, n_classes) + np.bincount(decided, weights, n_classes)
    moved = weights[order]
    found = correct[code] + _summed(moved * (codes[order] == code))
    own = _f1(found, total[code] + _summed(moved))
    others = np.delete(_f1(correct, total), code).sum()
    lost = _changes_of_rivals(decided[order], right[order], moved, correct, total)
    return own + others + _summed(lost)


def _changes_of_rivals(
    rival: NDArray[np.integer],
    right: NDArray[np.bool_],
    weights: Scores,
    correct: NDArray[np.number],
    total: NDArray[np.number],
) -> Scores:
    """How the F1 of each document's rival changes as the document is taken from it, in order."""
    by_rival = np.argsort(rival, kind="stable")
    classes, own = rival[by_rival], weights[by_rival]
    hits = own * right[by_rival]
    begins = np.searchsorted(classes, classes)
    removed, hits_removed = (_since(begins, each) for each in (own, hits))
    after = _f1(correct[classes] - hits_removed, total[classes] - removed)
    before = _f1(correct[classes] - hits_removed + hits, total[classes] - removed + own)
    changes = np.empty(len(classes))
    changes[by_rival] = after - before
    return changes


def _since(begins: NDArray[np.intp], values: Scores) -> Scores:
    """Sum of the values from a beginning up to each."""
    sums = _summed(values)
    return sums[1:] - sums[begins]


def _summed(values: Scores) -> Scores:
    """Sums of the first 0, 1, ... values."""
    return np.concatenate([[0.0], np.cumsum(values)])


def _f1(correct: NDArray[np.number], total: NDArray[np.number]) -> Scores:
    """2 correct / (support + predicted), 0 where both are 0, but for rounding."""
    return 2 * correct / np.maximum(total, _NOTHING)
