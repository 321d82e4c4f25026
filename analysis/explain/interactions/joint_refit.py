"""What pairs of words gain together in a refit, beside what their words gain as columns anew."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import softmax

from analysis.corpus.corpus import LabelledCorpus
from analysis.explain.interactions.additive_reference import AdditiveReference
from analysis.explain.learnability.log_loss import losses_of
from analysis.model.crossfit import training_weights, usable_rows
from analysis.model.features import TermCounts, count_known_terms, term_weights, tfidf
from analysis.model.linear import fit_linear
from analysis.model.settings import TrainingSettings
from analysis.model.threads import map_in_threads
from analysis.model.word_pairs import WordPair, pair_term
from analysis.progress import Progress

NORMAL_QUANTILE = 1.96


@dataclass(frozen=True)
class Saving:
    """Mean log loss that one model saves over another, in nats a document.

    Parameters
    ----------
    value, low, high : float
        With its 95 % interval, over groups of identical documents.
    """

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class JointRefit:
    """The same documents scored out of fold by single words, and with pairs beside them.

    Parameters
    ----------
    log_loss : float
        Of single words, at a C chosen anew.
    n_pairs : int
        Pairs that were chosen inside of at least one fold.
    over_words : Saving
        Of the model with pairs over that of single words.
    over_doubled : Saving
        Of the model with pairs over one in which their words have columns of their own once more:
        columns beside the others relieve the penalty, whatever they hold.
    """

    log_loss: float
    n_pairs: int
    over_words: Saving
    over_doubled: Saving

    @property
    def savings(self) -> tuple[Saving, Saving]:
        """Over single words, and over words doubled."""
        return self.over_words, self.over_doubled


def refit_with_pairs(
    corpus: LabelledCorpus,
    counts: TermCounts,
    folds: NDArray[np.int8],
    settings: TrainingSettings,
    reference: AdditiveReference,
    chosen: list[tuple[WordPair, ...]],
    progress: Progress,
) -> JointRefit:
    """Refit each fold with the pairs that were chosen outside of it.

    Parameters
    ----------
    corpus : LabelledCorpus
    counts : TermCounts
    folds : ndarray of int8, shape (n_documents,)
    settings : TrainingSettings
    reference : AdditiveReference
        Gives the C of each fold and the scores of single words.
    chosen : list of tuple of (str, str), n_folds
    progress : Progress
        For two fits a fold.

    Returns
    -------
    JointRefit

    Raises
    ------
    Cancelled
        If the progress was cancelled.
    """
    losses = np.empty((3, corpus.n_documents))

    def score(fold: int) -> None:
        held = np.flatnonzero(folds == fold)
        refit = _Refit(
            corpus,
            counts,
            np.setdiff1d(usable_rows(corpus, settings), held),
            held,
            replace(settings, c=float(reference.c[fold]), class_weight="none"),
        )
        part = progress.part(2 * fold, 2)
        losses[:, held] = refit.side_by_side(chosen[fold], reference.logits[held], part)

    map_in_threads(score, range(len(chosen)))
    return JointRefit(
        float(losses[0].mean()),
        len({pair for pairs in chosen for pair in pairs}),
        _saving(losses[0] - losses[2], corpus.identical_groups),
        _saving(losses[1] - losses[2], corpus.identical_groups),
    )


@dataclass(frozen=True, eq=False)
class _Refit:
    """A model of single words and some terms more, fitted on some documents."""

    corpus: LabelledCorpus
    counts: TermCounts
    rows: NDArray[np.intp]
    held: NDArray[np.intp]
    settings: TrainingSettings

    def side_by_side(
        self,
        pairs: tuple[WordPair, ...],
        by_words: NDArray[np.float32],
        progress: Progress,
    ) -> NDArray[np.float64]:
        """Losses by single words, with these doubled, and with pairs, shape (3, n_held)."""
        losses = np.tile(self.losses(by_words), (3, 1))
        words = sorted({word for pair in pairs for word in pair})
        for number, terms in enumerate((self.indicators(words), self.pairs(pairs))):
            if pairs:
                losses[1 + number] = self.losses(self.logits(terms, progress, number))
            progress.finish(number)
        return losses

    def indicators(self, words: list[str]) -> sparse.csr_matrix:
        """Words as they stand: scaling them together would tell which stand together."""
        held = self._counted(words).counts != 0
        return held.astype(np.float32)

    def pairs(self, pairs: tuple[WordPair, ...]) -> sparse.csr_matrix:
        """Pairs as features, normalised by themselves."""
        counted, features = (
            self._counted([pair_term(pair) for pair in pairs]),
            self.settings.features,
        )
        return tfidf(counted, term_weights(counted, features, self.rows), features)

    def _counted(self, terms: list[str]) -> TermCounts:
        known = np.array(terms, dtype=object)
        return count_known_terms(self.corpus.texts, known, self.settings.features)

    def logits(
        self, added: sparse.csr_matrix, progress: Progress, number: int
    ) -> NDArray[np.float32]:
        """Score the documents held out, with columns beside those of single words."""
        progress.raise_if_cancelled()
        features = self.settings.features
        weights = term_weights(self.counts, features, self.rows)
        known, unknown = (
            sparse.hstack([tfidf(self.counts, weights, features, rows), added[rows]], format="csr")
            for rows in (self.rows, self.held)
        )
        fitted = fit_linear(
            known,
            self.corpus.codes[self.rows],
            self.settings,
            on_pass=lambda _, gap: progress.report(number, gap),
            weights=training_weights(self.corpus, self.settings, self.rows),
        )
        return fitted.logits(unknown, self.corpus.n_classes)

    def losses(self, logits: NDArray[np.float32]) -> NDArray[np.float64]:
        """Log losses of the documents held out."""
        codes = self.corpus.codes[self.held]
        posterior = softmax(logits, axis=1)[np.arange(len(codes)), codes]
        return losses_of(posterior, len(self.rows), self.corpus.n_classes)


def _saving(differences: NDArray[np.float64], groups: NDArray[np.integer]) -> Saving:
    """Mean of paired differences; identical documents vary together."""
    mean = float(differences.mean())
    of_group = np.bincount(groups, differences - mean)
    half = NORMAL_QUANTILE * float(np.sqrt((of_group**2).sum())) / len(differences)
    return Saving(mean, mean - half, mean + half)
