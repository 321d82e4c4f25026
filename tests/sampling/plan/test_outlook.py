"""What is promised of new labels against what drawing them brings, on populations known in full."""

import numpy as np
import pytest

from analysis.corpus.corpus import LabelledCorpus, make_corpus
from analysis.sampling.coverage.strata import stratify
from analysis.sampling.frequencies.moments import label_moments
from analysis.sampling.frequencies.prevalence import stratified_share
from analysis.sampling.plan.allocation import ALLOCATIONS
from analysis.sampling.plan.draw import draw_documents
from analysis.sampling.plan.outlook import compare_allocations, make_pilot

N_DOCUMENTS, N_CLUSTERS, N_CLASSES = 8_000, 30, 12
NEW = 400


def long_tailed_population(purity, seed=0):
    """Clusters of very unequal size, each with a main class that holds a share of its documents."""
    rng = np.random.default_rng(seed)
    sizes = 1 / np.arange(1, N_CLUSTERS + 1)
    clusters = rng.choice(N_CLUSTERS, size=N_DOCUMENTS, p=sizes / sizes.sum())
    main = np.minimum(np.arange(N_CLUSTERS) // 2, N_CLASSES - 1)
    shares = 0.7 ** np.arange(N_CLASSES)
    strays = rng.choice(N_CLASSES, size=N_DOCUMENTS, p=shares / shares.sum())
    codes = np.where(rng.random(N_DOCUMENTS) < purity, main[clusters], strays)
    corpus = make_corpus(
        [f"document {row}" for row in range(N_DOCUMENTS)],
        clusters=[f"c{cluster:02}" for cluster in clusters],
    )
    return corpus, codes


def labels_of(corpus, codes, rows):
    return LabelledCorpus(
        texts=corpus.texts[rows],
        clusters=corpus.clusters[rows],
        codes=codes[rows].astype(np.int32),
        classes=tuple(f"k{code:02}" for code in range(N_CLASSES)),
        fingerprint="",
    )


def pilot_of(corpus, codes, rows):
    labelled = labels_of(corpus, codes, rows)
    return make_pilot(labelled, corpus, stratify(labelled, corpus))


def first_rows(corpus, n=600, seed=1):
    return np.random.default_rng(seed).choice(corpus.n_documents, size=n, replace=False)


def after_drawing(pilot, corpus, codes, rows, new_labels, seed):
    """Labels of each class and estimated frequencies once the documents are drawn and labelled."""
    drawn = draw_documents(pilot.free, new_labels, seed)
    labelled = labels_of(corpus, codes, np.concatenate([rows, drawn.rows]))
    strata = stratify(labelled, corpus)
    return labelled.support, stratified_share(strata, label_moments(strata, labelled))


@pytest.mark.parametrize("allocation", ALLOCATIONS)
@pytest.mark.parametrize("purity", [0.2, 0.85])
def test_what_is_expected_is_what_drawing_brings(allocation, purity):
    corpus, codes = long_tailed_population(purity)
    rows = first_rows(corpus)
    pilot = pilot_of(corpus, codes, rows)
    promised = compare_allocations(pilot, NEW).by_allocation[allocation]
    support, width = [], []
    for seed in range(15):
        counts, estimate = after_drawing(pilot, corpus, codes, rows, promised.new_labels, seed)
        support.append(counts)
        width.append(estimate.high - estimate.low)
    # The pilot's 600 labels know the shares of the classes only so well.
    new = promised.expected - pilot.support
    assert np.abs(new - (np.mean(support, axis=0) - pilot.support)).sum() < 0.2 * NEW
    promised_width = promised.frequencies.high - promised.frequencies.low
    np.testing.assert_allclose(np.median(promised_width / np.mean(width, axis=0)), 1, atol=0.1)


def errors_after(allocation, purity, n_draws=30):
    """Mean squared relative error of the frequencies of the rarer half of the classes."""
    corpus, codes = long_tailed_population(purity)
    truth = np.bincount(codes, minlength=N_CLASSES) / len(codes)
    rare = np.argsort(truth)[: N_CLASSES // 2]
    squared = []
    for seed in range(n_draws):
        rows = first_rows(corpus, seed=seed)
        pilot = pilot_of(corpus, codes, rows)
        new = compare_allocations(pilot, NEW).by_allocation[allocation].new_labels
        _, estimate = after_drawing(pilot, corpus, codes, rows, new, seed)
        squared.append((((estimate.share - truth) / truth)[rare] ** 2).mean())
    return float(np.mean(squared))


def test_pure_clusters_recommend_another_allocation_and_it_helps():
    corpus, codes = long_tailed_population(0.85)
    outlooks = compare_allocations(pilot_of(corpus, codes, first_rows(corpus)), NEW)
    assert not outlooks.only_proportional
    assert errors_after(outlooks.best, 0.85) < 0.9 * errors_after("proportional", 0.85)


def test_clusters_that_say_nothing_warn_and_nothing_else_helps():
    corpus, codes = long_tailed_population(0.0)
    outlooks = compare_allocations(pilot_of(corpus, codes, first_rows(corpus)), NEW)
    assert outlooks.only_proportional
    for allocation in ("square-root", "equal"):
        assert outlooks.worth(allocation) < 1
        assert errors_after(allocation, 0.0) > errors_after("proportional", 0.0)


def test_labelling_everything_leaves_no_width():
    corpus, codes = long_tailed_population(0.5)
    pilot = pilot_of(corpus, codes, first_rows(corpus))
    everything = compare_allocations(pilot, int(pilot.free.texts.sum()))
    for each in everything.by_allocation.values():
        np.testing.assert_allclose(each.relative_widths, 0, atol=1e-12)
        assert each.expected.sum() == pytest.approx(N_DOCUMENTS)
    assert everything.alike
    assert everything.best == "proportional"
    assert np.isnan(everything.worth("neyman"))


def test_purity_is_that_of_the_population_although_labels_are_few():
    for purity in (0.2, 0.5, 0.85):
        corpus, codes = long_tailed_population(purity)
        table = np.zeros((N_CLUSTERS, N_CLASSES))
        np.add.at(table, ([int(name[1:]) for name in corpus.clusters], codes), 1)
        truth = table.max(axis=1).sum() / N_DOCUMENTS
        assert pilot_of(corpus, codes, first_rows(corpus)).purity == pytest.approx(truth, abs=0.1)


def test_a_corpus_without_clusters_has_one_way_to_draw():
    corpus, codes = long_tailed_population(0.5)
    plain = make_corpus(corpus.texts)
    rows = first_rows(plain)
    labelled = labels_of(corpus, codes, rows)
    outlooks = compare_allocations(make_pilot(labelled, plain, stratify(labelled, plain)), NEW)
    assert outlooks.alike
    assert not outlooks.only_proportional
    assert {each.new_labels.tolist()[0] for each in outlooks.by_allocation.values()} == {NEW}
