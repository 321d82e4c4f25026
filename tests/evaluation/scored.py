"""A small corpus with made-up out-of-fold scores, which tests of the evaluation share."""

from dataclasses import replace

import numpy as np

from analysis.evaluation.evaluate import Evaluation, evaluate
from analysis.model.crossfit import OutOfFold
from tests.corpora import long_tailed


def scored(strength=3.0, seed=0, reject_class="bad", corpus=None):
    """A long-tailed corpus, and logits that hold its priors and some evidence."""
    corpus = (corpus or long_tailed()).with_reject_class(reject_class)
    rng = np.random.default_rng(seed)
    prior = corpus.support / corpus.n_documents
    evidence = rng.normal(size=(corpus.n_documents, corpus.n_classes))
    evidence[np.arange(corpus.n_documents), corpus.codes] += strength
    logits = (evidence + np.log(prior)).astype(np.float32)
    folds = np.zeros(corpus.n_documents, dtype=np.int8)
    return corpus, OutOfFold(logits, folds, prior, np.zeros(5))


def repeated(corpus, out_of_fold, times):
    """Every document as often as its weight says, without weights."""
    rows = np.repeat(np.arange(corpus.n_documents), times)
    copies = replace(corpus, texts=corpus.texts[rows], codes=corpus.codes[rows], weights=None)
    scores = OutOfFold(
        out_of_fold.logits[rows],
        out_of_fold.folds[rows],
        out_of_fold.training_prior,
        out_of_fold.gaps,
    )
    return copies, scores


def evaluated(settings, **kwargs) -> Evaluation:
    """The corpus of `scored`, evaluated."""
    return evaluate(*scored(**kwargs), settings)
