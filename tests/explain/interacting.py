"""Corpora in which it is known which words interact."""

import numpy as np

from analysis.corpus.corpus import make_labelled_corpus
from analysis.explain.interactions.interactions import find_interactions, interactions_progress
from analysis.model.crossfit import deal_folds
from analysis.model.features import count_terms
from analysis.model.settings import TrainingSettings


def either_or(n_documents=500, seed=0, mistaken=0.1):
    """Salt and pepper: both or neither is "same", one alone "other"; some labels are wrong."""
    rng = np.random.default_rng(seed)
    texts, labels = [], []
    for _ in range(n_documents):
        salt, pepper = rng.random(2) < 0.5
        same = (salt == pepper) != (rng.random() < mistaken)
        words = [f"day{i}" for i in rng.integers(0, 30, 3)]
        words += ["salt"] * int(salt) + ["pepper"] * int(pepper)
        texts.append(" ".join(rng.permutation(words)))
        labels.append("same" if same else "other")
    return make_labelled_corpus(texts, labels)


def additive(seed, n_documents=300, n_classes=3, n_words=25):
    """Words that are independent given the class, so that their evidence adds up exactly."""
    rng = np.random.default_rng(seed)
    share = 0.7 ** np.arange(n_classes)
    codes = rng.choice(n_classes, size=n_documents, p=share / share.sum())
    prefers = rng.normal(0, 1, (n_classes, n_words)) * (rng.random((n_classes, n_words)) < 0.4)
    log_odds = rng.normal(-2.5, 0.6, n_words) + prefers
    held = rng.random((n_documents, n_words)) < 1 / (1 + np.exp(-log_odds))[codes]
    names = np.array([f"word{i}" for i in range(n_words)])
    return make_labelled_corpus([" ".join(names[row]) for row in held], [f"c{k}" for k in codes])


def each_twice(corpus):
    """Every document and a copy of it right after it."""
    names = np.array(corpus.classes, dtype=object)[corpus.codes]
    return make_labelled_corpus(np.repeat(corpus.texts, 2), np.repeat(names, 2))


def interactions_of(corpus, **settings):
    """What is found on a corpus, with every default."""
    settings = TrainingSettings(**settings)
    return find_interactions(
        corpus,
        count_terms(corpus.texts, settings.features),
        deal_folds(corpus, settings),
        settings,
        interactions_progress(settings),
    )
