"""Allocations against their definitions, and against every other way to spread the labels."""

from itertools import product

import numpy as np
import pytest

from analysis.errors import InputError
from analysis.sampling.plan.allocation import ALLOCATIONS, Clusters, allocate


def clusters(documents, labels=None, free_texts=None, spread=None):
    documents = np.array(documents)
    labels = np.zeros_like(documents) if labels is None else np.array(labels)
    free = documents - labels
    return Clusters(
        documents=documents,
        labels=labels,
        free_documents=free,
        free_texts=free if free_texts is None else np.array(free_texts),
        spread=np.ones(len(documents)) if spread is None else np.array(spread, dtype=float),
    )


def some_clusters(seed, n=12):
    rng = np.random.default_rng(seed)
    documents = np.round(10 ** rng.uniform(0, 4, size=n)).astype(int)
    labels = rng.integers(0, documents // 5 + 1)
    free_texts = np.maximum(0, ((documents - labels) * rng.uniform(0.3, 1, size=n)).astype(int))
    return clusters(documents, labels, free_texts, rng.uniform(0, 2, size=n))


def every_way(n_labels, lowest, most):
    ranges = [range(a, b + 1) for a, b in zip(lowest, most, strict=True)]
    return np.array([way for way in product(*ranges) if sum(way) == n_labels])


@pytest.mark.parametrize("allocation", ALLOCATIONS)
@pytest.mark.parametrize("floor", [0, 3])
@pytest.mark.parametrize("seed", range(5))
def test_labels_sum_to_the_number_wanted_and_respect_what_is_there(allocation, floor, seed):
    given = some_clusters(seed)
    for n_labels in (40, 500, int(given.free_texts.sum())):
        new = allocate(allocation, given, n_labels, floor=floor)
        assert new.sum() == n_labels
        assert (new <= given.free_texts).all()
        assert (new >= np.minimum(floor, given.free_texts)).all()


def test_everything_is_drawn_if_everything_is_wanted():
    given = some_clusters(3)
    for allocation in ALLOCATIONS:
        new = allocate(allocation, given, int(given.free_texts.sum()))
        np.testing.assert_array_equal(new, given.free_texts)


def test_proportional_labels_are_proportional_to_the_documents_without_a_label():
    new = allocate("proportional", clusters([1000, 600, 400], labels=[0, 100, 400]), 150)
    np.testing.assert_array_equal(new, [100, 50, 0])


def test_square_root_and_equal_labels_are_what_they_say():
    np.testing.assert_array_equal(
        allocate("square-root", clusters([900, 400, 100]), 60), [30, 20, 10]
    )
    np.testing.assert_array_equal(allocate("equal", clusters([900, 400, 100]), 60), [20, 20, 20])


def test_what_a_cluster_cannot_give_goes_to_the_others():
    given = clusters([900, 400, 100], free_texts=[900, 400, 4])
    np.testing.assert_array_equal(allocate("equal", given, 60), [28, 28, 4])
    np.testing.assert_array_equal(allocate("square-root", given, 54), [30, 20, 4])


def test_the_floor_comes_first_and_the_rest_follows_the_allocation():
    new = allocate("proportional", clusters([9800, 100, 100]), 100, floor=5)
    np.testing.assert_array_equal(new, [90, 5, 5])


@pytest.mark.parametrize("seed", range(6))
def test_neyman_is_the_best_of_all_ways(seed):
    rng = np.random.default_rng(seed)
    given = clusters(
        rng.integers(5, 60, size=4),
        labels=rng.integers(0, 5, size=4) + 1,
        free_texts=rng.integers(3, 9, size=4),
        spread=rng.uniform(0.1, 3, size=4),
    )
    floor = seed % 2
    ways = every_way(10, np.minimum(floor, given.free_texts), given.free_texts)
    size = given.documents / given.documents.sum()
    variance = ((size * given.spread) ** 2 / (given.labels + ways)).sum(axis=1)
    new = allocate("neyman", given, 10, floor=floor)
    ours = ((size * given.spread) ** 2 / (given.labels + new)).sum()
    assert ours == pytest.approx(variance.min())


def test_neyman_without_labels_follows_size_times_spread():
    given = clusters([1000, 1000, 500], spread=[1, 3, 2])
    np.testing.assert_array_equal(allocate("neyman", given, 50), [10, 30, 10])


def test_neyman_makes_up_for_the_labels_that_are_there():
    given = clusters([1000, 1000], labels=[40, 0])
    np.testing.assert_array_equal(allocate("neyman", given, 60), [10, 50])


@pytest.mark.parametrize("allocation", ["proportional", "square-root", "equal"])
@pytest.mark.parametrize("seed", range(4))
def test_rounding_is_the_nearest_to_the_shares(allocation, seed):
    rng = np.random.default_rng(seed)
    given = clusters(rng.integers(20, 400, size=4))
    power = {"proportional": 1, "square-root": 0.5, "equal": 0}[allocation]
    quota = 11 * given.documents**power / (given.documents**power).sum()
    ways = every_way(11, np.zeros(4, int), np.full(4, 11))
    off = ((ways - quota) ** 2 / quota).sum(axis=1)
    new = allocate(allocation, given, 11)
    assert ((new - quota) ** 2 / quota).sum() == pytest.approx(off.min())


@pytest.mark.parametrize(
    ("n_labels", "floor", "message"),
    [
        (0, 0, "labels: 0 cannot be drawn. Give 1 to 1,500"),
        (1501, 0, "labels: 1,501 cannot be drawn. Give 1 to 1,500"),
        (10, 6, "floor: 6 from each cluster makes 12 labels, and 10 .* floor of 0 to 5"),
        (10, -1, "floor: -1 .* 0 to 5"),
    ],
)
def test_what_cannot_be_drawn_is_refused(n_labels, floor, message):
    with pytest.raises(InputError, match=message):
        allocate("equal", clusters([1000, 500]), n_labels, floor=floor)


def test_a_corpus_that_is_labelled_throughout_leaves_nothing_to_draw():
    with pytest.raises(InputError, match="Nothing is left to draw"):
        allocate("equal", clusters([10], labels=[10]), 1)
