"""A refit with one pair, beside scikit-learn's models of the same columns."""

import numpy as np
import pytest
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from analysis.explain.interactions.additive_reference import AdditiveReference
from analysis.explain.interactions.joint_refit import refit_with_pairs
from analysis.model.features import count_terms
from analysis.model.settings import TrainingSettings
from analysis.progress import Cancelled, Progress
from tests.explain.interacting import each_twice, either_or

N_FOLDS, C = 3, 10.0
PAIR = ("pepper", "salt")


def folds_of(corpus):
    """A document and its copy lie in one fold."""
    return (np.arange(corpus.n_documents) // 2 % N_FOLDS).astype(np.int8)


def held_words(corpus):
    """Whether each document holds pepper, and salt."""
    return np.array([[word in text.split() for word in PAIR] for text in corpus.texts], dtype=float)


def posteriors(corpus, added):
    """Out of fold by scikit-learn, with columns beside those of single words."""
    folds, found = folds_of(corpus), np.empty((corpus.n_documents, corpus.n_classes))
    for fold in range(N_FOLDS):
        vectoriser = TfidfVectorizer().fit(corpus.texts[folds != fold])
        columns = sparse.hstack([vectoriser.transform(corpus.texts), added], format="csr")
        model = LogisticRegression(C=C, tol=1e-8, max_iter=10_000)
        model.fit(columns[folds != fold], corpus.codes[folds != fold])
        found[folds == fold] = model.predict_proba(columns[folds == fold])
    return found


def losses(corpus, posterior):
    """Each model knows of one document more, spread evenly over the classes."""
    n_trained = corpus.n_documents * (N_FOLDS - 1) / N_FOLDS
    of_class = posterior[np.arange(corpus.n_documents), corpus.codes]
    return -np.log((n_trained * of_class + 1 / corpus.n_classes) / (n_trained + 1))


def refit(corpus, logits, chosen=((PAIR,),) * N_FOLDS, progress=None):
    settings = TrainingSettings(c=0.1)
    return refit_with_pairs(
        corpus,
        count_terms(corpus.texts, settings.features),
        folds_of(corpus),
        settings,
        AdditiveReference(np.full(N_FOLDS, C), {}, logits.astype(np.float32)),
        list(chosen),
        progress or Progress(2 * N_FOLDS),
    )


@pytest.fixture(scope="module")
def case():
    """A corpus, its losses by words, by words doubled and with the pair, and what is found."""
    corpus = each_twice(either_or(150))
    held = held_words(corpus)
    both = held.all(axis=1, keepdims=True)
    scored = [posteriors(corpus, added) for added in (held[:, :0], held, both)]
    found = refit(corpus, np.log(scored[0]))
    return corpus, [losses(corpus, each) for each in scored], found


def test_the_loss_of_single_words_is_that_of_the_reference(case):
    _, (words, _, _), found = case
    assert found.log_loss == pytest.approx(words.mean(), rel=1e-5)


def test_what_the_pair_saves_is_what_it_saves_in_scikit_learn(case):
    _, (words, doubled, with_pair), found = case
    assert found.over_words.value == pytest.approx((words - with_pair).mean(), abs=1e-5)
    assert found.over_doubled.value == pytest.approx((doubled - with_pair).mean(), abs=1e-5)
    assert found.over_words.low > 0


def test_the_interval_is_that_of_a_bootstrap_over_groups_of_identical_documents(case):
    corpus, (words, _, with_pair), found = case
    groups = corpus.identical_groups
    sizes = np.bincount(groups)
    saved = np.bincount(groups, words - with_pair)
    rng = np.random.default_rng(0)
    drawn = rng.integers(len(sizes), size=(4000, len(sizes)))
    low, high = np.percentile(saved[drawn].sum(1) / sizes[drawn].sum(1), [2.5, 97.5])
    assert found.over_words.high - found.over_words.low == pytest.approx(high - low, rel=0.1)


def test_a_pair_of_several_folds_counts_once_and_a_fold_without_any_saves_nothing(case):
    corpus, _, everywhere = case
    logits = np.zeros((corpus.n_documents, corpus.n_classes))
    found = refit(corpus, logits, [(PAIR,), (PAIR, ("day1", "salt")), ()])
    assert (everywhere.n_pairs, found.n_pairs) == (1, 2)
    nothing = refit(corpus, logits, [()] * N_FOLDS)
    assert nothing.n_pairs == 0
    assert {(each.value, each.low, each.high) for each in nothing.savings} == {(0, 0, 0)}


def test_it_stops_when_asked_to(case):
    corpus, *_ = case
    progress = Progress(2 * N_FOLDS)
    progress.cancel()
    with pytest.raises(Cancelled):
        refit(corpus, np.zeros((corpus.n_documents, corpus.n_classes)), progress=progress)
