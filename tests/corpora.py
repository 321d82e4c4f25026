"""Small corpora that tests share."""

import numpy as np

from analysis.corpus.corpus import LabelledCorpus

# Powers of 1.5 from 3 on: a long tail in miniature.
LONG_TAIL = (77, 51, 34, 23, 15, 10, 7, 5, 3)


def labelled(texts, labels, reject_class=None):
    """A labelled corpus from two sequences."""
    classes, codes = np.unique(np.asarray(labels, dtype=object), return_inverse=True)
    return LabelledCorpus(
        texts=np.asarray(texts, dtype=object),
        fingerprint=f"test-{hash((tuple(texts), tuple(labels)))}",
        codes=codes.astype(np.int32),
        classes=tuple(classes),
        reject_class=reject_class,
    )


def long_tailed(seed=0, support=LONG_TAIL):
    """Classes of very unequal size, each with words of its own among common words.

    The most frequent class, "bad", draws its words from all classes.
    """
    rng = np.random.default_rng(seed)
    names = ["bad", *(f"class {k}" for k in range(1, len(support)))]
    texts, labels = [], []
    for k, (name, n) in enumerate(zip(names, support, strict=True)):
        for _ in range(n):
            source = rng.integers(1, len(support), size=2) if k == 0 else np.full(2, k)
            own = [f"word{s}{rng.choice(list('abcd'))}" for s in source]
            common = [f"common{i}" for i in rng.integers(0, 20, size=3)]
            texts.append(" ".join(rng.permutation([*own, *common])))
            labels.append(name)
    order = rng.permutation(len(texts))
    return labelled([texts[i] for i in order], [labels[i] for i in order], reject_class="bad")
