"""How the labels were drawn decides which correction is right: one simulation for each way.

A population of texts is known to the last label. Labels are drawn from it in one way, a model is
fitted on them, and its posteriors are held against the whole population: as they are, shifted to
the true class shares, and refitted with design weights. The right correction lowers the log loss
of the population, a wrong one raises it.
"""

from functools import cache

import numpy as np
import pytest

from analysis.corpus.corpus import LabelledCorpus, make_corpus
from analysis.decision.decide import decide_and_score, posteriors
from analysis.decision.settings import DecisionSettings
from analysis.model.crossfit import fit_model
from analysis.model.features import count_known_terms, count_terms, tfidf
from analysis.model.settings import TrainingSettings
from analysis.sampling.coverage.design_weights import weights_by_cluster
from analysis.sampling.coverage.strata import stratify

CLASSES = ("bad", "bolt", "flange", "nut", "valve")
CLASS_SHARES = np.array([0.5, 0.25, 0.13, 0.08, 0.04])
CLUSTER_SHARES = np.array([0.4, 0.25, 0.15, 0.1, 0.06, 0.04])
N_WORDS = 12
N_DOCUMENTS, N_LABELS = 6000, 1200
SETTINGS = TrainingSettings(c=10.0, design_weights=True)
AS_LEARNED = DecisionSettings()
DRAWS = range(4)
# Nats; a correction that is right or wrong makes more of a difference than this.
HARDLY = 0.004


@cache
def population(seed, *, words_depend_on_cluster):
    """Texts of a topic, which is their cluster, and two words; and the class of each.

    Where words say the same in every cluster, a linear model can be true; where they do not, it
    is a compromise, which depends on how many labels each cluster has.
    """
    rng = np.random.default_rng(seed)
    n_classes, n_clusters = len(CLASSES), len(CLUSTER_SHARES)
    cluster = rng.choice(n_clusters, size=N_DOCUMENTS, p=CLUSTER_SHARES)
    words = rng.integers(0, N_WORDS, size=(N_DOCUMENTS, 2))
    of_cluster = 1.5 * rng.normal(size=(n_clusters, n_classes))
    own = 1.5 * words_depend_on_cluster * rng.normal(size=(n_clusters, N_WORDS, n_classes))
    of_word = own + rng.normal(size=(N_WORDS, n_classes))
    evidence = of_cluster[cluster] + of_word[cluster[:, None], words].sum(axis=1)
    noise = rng.gumbel(size=(N_DOCUMENTS, n_classes))
    codes = (np.log(CLASS_SHARES) + evidence + noise).argmax(axis=1)
    texts = [f"topic{c} word{a} word{b}" for c, (a, b) in zip(cluster, words, strict=True)]
    return make_corpus(texts, clusters=[f"c{c}" for c in cluster]), codes


def labelled(corpus, codes, rows):
    return LabelledCorpus(
        texts=corpus.texts[rows],
        clusters=corpus.clusters[rows],
        codes=codes[rows].astype(np.int32),
        classes=CLASSES,
        fingerprint="of the simulation",
    )


def from_each(groups, sizes, rng):
    """Rows drawn at random from each group, no more than there are."""
    return np.concatenate(
        [
            rng.choice(rows := np.flatnonzero(groups == name), min(size, len(rows)), replace=False)
            for name, size in sizes.items()
        ]
    )


def in_proportion(corpus, codes, rng):
    names = [f"c{i}" for i in range(len(CLUSTER_SHARES))]
    shares = [(corpus.clusters == name).mean() for name in names]
    sizes = {name: round(N_LABELS * share) for name, share in zip(names, shares, strict=True)}
    return from_each(corpus.clusters, sizes, rng)


def equally_by_cluster(corpus, codes, rng):
    names = [f"c{i}" for i in range(len(CLUSTER_SHARES))]
    return from_each(corpus.clusters, dict.fromkeys(names, N_LABELS // len(names)), rng)


def equally_by_class(corpus, codes, rng):
    return from_each(codes, dict.fromkeys(range(len(CLASSES)), N_LABELS // len(CLASSES)), rng)


def by_margin(corpus, codes, rng):
    """The documents that a model fitted on a few random labels is least sure of."""
    first = labelled(corpus, codes, rng.choice(N_DOCUMENTS, N_LABELS // 4, replace=False))
    posterior = np.sort(scored(first, corpus, lambda *logits: posteriors(*logits, AS_LEARNED)))
    return np.argsort(posterior[:, -1] - posterior[:, -2])[:N_LABELS]


def scored(labels, corpus, score):
    counts = count_terms(labels.texts, SETTINGS.features)
    model = fit_model(labels, counts, SETTINGS)
    known = count_known_terms(corpus.texts, model.terms, SETTINGS.features)
    features = tfidf(known, model.inverse_document_frequency, SETTINGS.features)
    return score(model.logits(features), model.training_prior)


def log_loss(labels, corpus, codes, decision=AS_LEARNED):
    """Of the whole population."""

    def of_true_class(logits, prior):
        return decide_and_score(logits, prior, decision, codes)[2]

    return float(-np.log(scored(labels, corpus, of_true_class)).mean())


@cache
def losses(draw, *, words_depend_on_cluster):
    """Mean log loss over the draws: as it is, shifted, weighted, and shifted to equal shares."""
    each = []
    for seed in DRAWS:
        corpus, codes = population(seed, words_depend_on_cluster=words_depend_on_cluster)
        labels = labelled(corpus, codes, draw(corpus, codes, np.random.default_rng(seed)))
        shares = np.bincount(codes) / len(codes)
        to_corpus = DecisionSettings("custom", custom_prior=tuple(enumerate(shares.tolist())))
        weighted = labels.with_weights(weights_by_cluster(stratify(labels, corpus)))
        each.append(
            [
                log_loss(labels, corpus, codes),
                log_loss(labels, corpus, codes, to_corpus),
                log_loss(weighted, corpus, codes),
                log_loss(labels, corpus, codes, DecisionSettings("equal")),
            ]
        )
    return np.mean(each, axis=0)


@pytest.mark.parametrize("words_depend_on_cluster", [False, True])
def test_drawn_in_proportion_there_is_nothing_to_correct(words_depend_on_cluster):
    plain, shifted, weighted, equal = losses(
        in_proportion, words_depend_on_cluster=words_depend_on_cluster
    )
    assert abs(shifted - plain) < HARDLY
    assert abs(weighted - plain) < HARDLY
    assert equal > plain + 10 * HARDLY


def test_drawn_equally_by_cluster_design_weights_mend_it_and_a_shift_makes_it_worse():
    plain, shifted, weighted, _ = losses(equally_by_cluster, words_depend_on_cluster=True)
    assert weighted < plain - HARDLY
    assert shifted > plain + HARDLY


def test_drawn_equally_by_cluster_a_shift_is_wrong_even_where_the_model_is_true():
    """A true model needs no weights either: they only cost labels."""
    plain, shifted, weighted, _ = losses(equally_by_cluster, words_depend_on_cluster=False)
    assert shifted > weighted > plain


@pytest.mark.parametrize("words_depend_on_cluster", [False, True])
def test_drawn_by_class_a_shift_to_the_corpus_mends_it_and_weights_by_cluster_do_not(
    words_depend_on_cluster,
):
    plain, shifted, weighted, _ = losses(
        equally_by_class, words_depend_on_cluster=words_depend_on_cluster
    )
    assert shifted < plain - 10 * HARDLY
    assert abs(weighted - plain) < HARDLY


def test_chosen_by_margin_both_corrections_make_it_worse():
    plain, shifted, weighted, _ = losses(by_margin, words_depend_on_cluster=False)
    assert shifted > plain + HARDLY
    assert weighted > plain
