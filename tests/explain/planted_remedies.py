"""Small corpora in which a single remedy helps, or none."""

import numpy as np

from tests.corpora import labelled

SIZES = (90, 60, 40, 30, 24, 20, 16, 12)
N_CLASSES = len(SIZES)


def _draw(seed, write):
    rng = np.random.default_rng(seed)
    texts, labels = [], []
    for k, n in enumerate(SIZES):
        for _ in range(n):
            texts.append(write(rng, k))
            labels.append(f"class {k}")
    order = rng.permutation(len(texts))
    return labelled([texts[i] for i in order], [labels[i] for i in order])


def only_penalty(seed=0):
    """Each class has sixty words of its own, rare ones: a heavy penalty leaves only the priors."""
    return _draw(seed, lambda rng, k: " ".join(f"word{k}x{i}" for i in rng.integers(60, size=6)))


def only_tokens(seed=0):
    """Three letters say the class, glued to digits that are never the same."""
    return _draw(seed, lambda rng, k: f"{'abcdefgh'[k] * 3}{rng.integers(10**7)} common")


def nothing(seed=0):
    """The words know nothing of the classes."""
    return _draw(seed, lambda rng, k: " ".join(f"word{i}" for i in rng.integers(30, size=4)))


def faint(seed=0):
    """A word in four says the class: whatever is chosen among noisy figures looks too good."""
    return _draw(
        seed,
        lambda rng, k: " ".join(
            f"own{k}{rng.integers(3)}" if rng.random() < 0.25 else f"word{rng.integers(30)}"
            for _ in range(3)
        ),
    )
