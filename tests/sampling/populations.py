"""Populations with known classes, and samples drawn from them cluster by cluster."""

import numpy as np

from analysis.corpus.corpus import LabelledCorpus, make_corpus

NAMES = ("bad", "bolt", "flange", "valve")
SHARES = (0.5, 0.3, 0.15, 0.05)


def population(n=600, n_clusters=6, seed=0):
    """A corpus whose clusters lean towards classes, and the class of every document."""
    rng = np.random.default_rng(seed)
    codes = rng.choice(len(NAMES), size=n, p=SHARES)
    clusters = (codes + rng.integers(0, 3, size=n)) % n_clusters
    words = rng.integers(0, 5, size=(n, 2))
    texts = [
        f"{NAMES[code]}word{a} common{b} doc{row}"
        for row, (code, (a, b)) in enumerate(zip(codes, words, strict=True))
    ]
    corpus = make_corpus(
        texts, ids=[f"d{row}" for row in range(n)], clusters=[f"c{c}" for c in clusters]
    )
    return corpus, codes


def sample(corpus, codes, rows):
    """The labelled documents at some rows of a corpus; every class keeps its place."""
    return LabelledCorpus(
        texts=corpus.texts[rows],
        ids=corpus.ids[rows],
        clusters=corpus.clusters[rows],
        codes=codes[rows].astype(np.int32),
        classes=NAMES,
        reject_class="bad",
        fingerprint=f"sample-{hash(tuple(rows))}",
    )


def draw(corpus, share, rng, shares=None):
    """Rows drawn from each cluster: a share of it, or a share for each cluster."""
    rows = []
    for i, name in enumerate(sorted(set(corpus.clusters))):
        of_cluster = np.flatnonzero(corpus.clusters == name)
        wanted = share if shares is None else shares[i]
        rows.append(rng.choice(of_cluster, size=round(wanted * len(of_cluster)), replace=False))
    return np.sort(np.concatenate(rows))
