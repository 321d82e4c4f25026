"""Small softmax problems that tests share."""

import numpy as np
from scipy import sparse

from analysis.model.duality import SoftmaxProblem


def documents(n_documents=120, n_terms=40, n_classes=5, seed=0):
    """Short documents of very unequal classes; every class has words that it prefers."""
    rng = np.random.default_rng(seed)
    shares = 0.7 ** np.arange(n_classes)
    codes = rng.choice(n_classes, size=n_documents, p=shares / shares.sum())
    codes[:n_classes] = np.arange(n_classes)
    preferred = (np.arange(n_terms) % n_classes) == codes[:, None]
    # About three words of the class and three of any.
    chance = 3 / n_terms * np.where(preferred, n_classes, 1)
    occurs = rng.random((n_documents, n_terms)) < chance
    features = sparse.csr_matrix(np.where(occurs, rng.random(occurs.shape), 0))
    return features, codes


def many_documents():
    """Too many for Newton steps alone, some of them the same but for their class."""
    features, codes = documents(n_documents=2500, n_terms=600, n_classes=20)
    repeated = np.r_[np.arange(2500), np.repeat(np.arange(10), 20)]
    codes = np.r_[codes, np.tile(np.arange(20), 10)]
    return features[repeated], codes


def problem(features, codes, weights):
    """A softmax problem without merged documents."""
    n_documents, n_classes = len(codes), int(codes.max()) + 1
    entries = (np.broadcast_to(weights, n_documents), (np.arange(n_documents), codes))
    targets = sparse.csr_matrix(entries, shape=(n_documents, n_classes), dtype=np.float64)
    return SoftmaxProblem(features, targets)


def balanced(codes):
    """Weights that give every class the same total."""
    support = np.bincount(codes)
    return len(codes) / (len(support) * support[codes])
