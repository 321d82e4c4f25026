import numpy as np

from analysis.explain.learnability.class_sizes import size_groups
from tests.corpora import labelled


def corpus_of(support):
    names = [f"class {k}" for k, n in enumerate(support) for _ in range(n)]
    return labelled([f"text {i}" for i in range(len(names))], names)


def test_every_class_is_in_one_group_of_its_size():
    corpus = corpus_of([3, 9, 10, 19, 20, 120, 250])
    groups = size_groups(corpus)
    assert [list(corpus.support[group.codes]) for group in groups] == [
        [3, 9],
        [10, 19],
        [20],
        [120, 250],
    ]
    assert sorted(np.concatenate([group.codes for group in groups])) == list(range(7))
    assert [group.n_documents for group in groups] == [12, 29, 20, 370]


def test_groups_are_named_by_their_classes():
    names = [group.name for group in size_groups(corpus_of([1, 10, 19, 20, 1500]))]
    assert names == [
        "1 class of 1 label",
        "2 classes of 10 to 19 labels",
        "1 class of 20 labels",
        "1 class of 1,500 labels",
    ]
