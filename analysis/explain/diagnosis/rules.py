"""The word, or pair of words, that alone finds the documents of a class best.

A rule says: a document that holds this word, or both of these, belongs to the class. For every
fold it is chosen on the documents of the others and put to the test on its own, so that its
figures are out of fold like those of the model.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.evaluation.wording import counted
from analysis.model.features import TermCounts

# Pairs looked at for a class in a fold, those that hold most of its documents first.
PAIRS_TRIED = 60

Rule = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class RuleTest:
    """The best rule of a class, and how well such a rule does out of fold.

    Parameters
    ----------
    words : tuple of str
        One word, or two that a document has to hold both; chosen on all documents.
    support : int
        Documents of the class.
    found, false : int
        Documents of the class and of others that the rules chosen in the folds find.
    folds_alike : int
        Folds in which the same rule was chosen.
    n_folds : int
    """

    words: tuple[str, ...]
    support: int
    found: int
    false: int
    folds_alike: int
    n_folds: int


def best_rule(
    counts: TermCounts,
    codes: NDArray[np.integer],
    folds: NDArray[np.integer],
    class_code: int,
) -> RuleTest | None:
    """Find the rule of a class with the best F1.

    Parameters
    ----------
    counts : TermCounts
        Of the labelled documents; only their words are used.
    codes, folds : ndarray of int, shape (n_documents,)
        Class of each document, and the fold in which it is held out.
    class_code : int

    Returns
    -------
    RuleTest or None
        None for a class without a word in any two documents.
    """
    search = _RuleSearch(counts, codes, class_code)
    everywhere = np.ones(len(codes), dtype=bool)
    best = search.best(everywhere)
    if best is None:
        return None
    n_folds = int(folds.max()) + 1
    chosen = [search.best(folds != fold) for fold in range(n_folds)]
    found = false = 0
    for fold, rule in enumerate(chosen):
        rows = search.rows(rule) if rule else np.empty(0, dtype=np.intp)
        of_class = codes[rows[folds[rows] == fold]] == class_code
        found, false = found + int(of_class.sum()), false + int((~of_class).sum())
    return RuleTest(
        words=tuple(str(counts.terms[term]) for term in best),
        support=int((codes == class_code).sum()),
        found=found,
        false=false,
        folds_alike=sum(rule == best for rule in chosen),
        n_folds=n_folds,
    )


class _RuleSearch:
    """Rules for one class, judged on any part of the documents."""

    def __init__(self, counts: TermCounts, codes: NDArray[np.integer], class_code: int) -> None:
        is_word = np.array([not term.startswith("‹") for term in counts.terms], dtype=bool)
        self._of_class = codes == class_code
        own = counts.counts[self._of_class]
        in_class = np.bincount(own.indices, minlength=len(is_word))
        self._terms = np.flatnonzero((in_class >= 2) & is_word)
        holds = counts.counts[:, self._terms].tocsc()
        holds.sort_indices()
        holds.data = np.ones_like(holds.data)
        self._holds = holds
        self._own = holds[self._of_class].tocsr()
        self._gathered: dict[Rule, NDArray[np.intp]] = {}

    def best(self, part: NDArray[np.bool_]) -> Rule | None:
        """Terms of the rule with the best F1 on a part of the documents; a word wins a tie."""
        if not self._terms.size:
            return None
        words = self._f1_of_words(part)
        best: Rule = (int(words.argmax()),)
        f1 = float(words.max())
        for pair in self._promising_pairs(part[self._of_class], f1):
            of_pair = self._f1(pair, part)
            if of_pair > f1:
                best, f1 = pair, of_pair
        return tuple(int(self._terms[word]) for word in best)

    def rows(self, rule: Rule) -> NDArray[np.intp]:
        """Documents that a rule gathers."""
        return self._rows(tuple(int(i) for i in np.searchsorted(self._terms, rule)))

    def _f1_of_words(self, part: NDArray[np.bool_]) -> NDArray[np.float64]:
        inside = part[self._of_class]
        found = np.asarray(inside.astype(np.float32) @ self._own).ravel()
        gathered = np.asarray(part.astype(np.float32) @ self._holds).ravel()
        return 2 * found / np.maximum(inside.sum() + gathered, 1)

    def _promising_pairs(self, inside: NDArray[np.bool_], f1: float) -> list[Rule]:
        """Pairs that would beat a word if they found no false document; the most found first."""
        own = self._own[inside]
        together = sparse.triu(own.T @ own, k=1, format="coo")
        could_reach = 2 * together.data / (inside.sum() + together.data)
        order = np.argsort(-together.data, kind="stable")
        order = order[could_reach[order] > f1][:PAIRS_TRIED]
        return [(int(together.row[i]), int(together.col[i])) for i in order]

    def _f1(self, words: Rule, part: NDArray[np.bool_]) -> float:
        rows = self._rows(words)
        rows = rows[part[rows]]
        found = int(self._of_class[rows].sum())
        return 2 * found / (int((self._of_class & part).sum()) + len(rows))

    def _rows(self, words: Rule) -> NDArray[np.intp]:
        """Documents that hold all of some words; each pair is looked up once."""
        if words not in self._gathered:
            begin = self._holds.indptr
            of_word = [self._holds.indices[begin[word] : begin[word + 1]] for word in words]
            rows = of_word[0]
            for other in of_word[1:]:
                rows = np.intersect1d(rows, other, assume_unique=True)
            self._gathered[words] = rows
        return self._gathered[words]


def rule_sentence(rule: RuleTest, found_by_model: int) -> str:
    """Say how well the rule does beside the model.

    Parameters
    ----------
    rule : RuleTest
    found_by_model : int
        Documents of the class that the model finds.

    Returns
    -------
    str
        For instance "'flange' alone finds 9 of 10 documents with 2 false ones; the model finds
        0.".
    """
    words = " with ".join(f"'{word}'" for word in rule.words)
    how = "alone finds" if len(rule.words) == 1 else "finds"
    alike = (
        "the same rule in every fold"
        if rule.folds_alike == rule.n_folds
        else f"the same rule in {rule.folds_alike} of {rule.n_folds} folds"
    )
    return (
        f"{words} {how} {rule.found:,} of {counted(rule.support, 'document')} with "
        f"{rule.false:,} false; the model finds {found_by_model:,}. Chosen inside the folds, "
        f"{alike}."
    )
