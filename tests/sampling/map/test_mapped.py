import math

import numpy as np
import pytest

from analysis.corpus.corpus import make_corpus
from analysis.sampling.map.map_wording import (
    highlighted_sentence,
    map_sentence,
    region_sentence,
    umap_sentence,
)
from analysis.sampling.map.mapped import UNKNOWN, map_documents, togetherness
from analysis.sampling.map.projection import Projection
from analysis.sampling.map.region_tables import nearest_on_map, region_classes, region_documents
from tests.corpora import labelled

GIVEN = labelled(["t0", "t1", "t2", "t3"], ["a", "b", "a", "c"])
CORPUS = make_corpus(["x", "t2", "y", "t0", "t1"], clusters=["k", "k", "l", "l", "k"])
MAPPED = map_documents(GIVEN, CORPUS, np.array([3, 4, 1, -1]))
PLACES = [[0, 0], [10, 0], [0, 30], [10, 1], [60_000, 0], [9, 60_000]]
POINTS = np.array(PLACES, dtype=np.uint16)
DECIDED = np.array([2, 0, UNKNOWN, 0, 1, UNKNOWN])


def test_labels_are_put_on_the_documents_they_belong_to():
    np.testing.assert_array_equal(MAPPED.codes[:5], [UNKNOWN, 0, UNKNOWN, 0, 1])
    assert [MAPPED.label_of(row) for row in range(5)] == [None, "a", None, "a", "b"]


def test_labelled_documents_that_are_not_in_the_corpus_come_at_its_end():
    assert MAPPED.corpus.texts.tolist() == [*CORPUS.texts, "t3"]
    assert MAPPED.label_of(5) == "c"
    assert MAPPED.cluster_names == ("", "k", "l")
    np.testing.assert_array_equal(MAPPED.strata, [1, 1, 2, 2, 1, 0])
    assert MAPPED.corpus.fingerprint != CORPUS.fingerprint
    everything = map_documents(GIVEN, CORPUS, np.array([3, 4, 1, 0]))
    assert everything.corpus is CORPUS


def test_without_another_corpus_the_labelled_documents_are_mapped():
    mapped = map_documents(GIVEN, None, None)
    np.testing.assert_array_equal(mapped.codes, GIVEN.codes)
    assert mapped.cluster_names == ()
    assert not mapped.strata.any()


def test_togetherness_is_what_a_plain_search_finds():
    generator = np.random.default_rng(0)
    codes = generator.integers(0, 4, 200)
    mapped = map_documents(labelled([f"t{i}" for i in range(200)], codes), None, None)
    places = (1_000 * codes[:, None] + generator.integers(0, 2_000, (200, 2))).astype(np.uint16)
    away = np.linalg.norm(places[:, None].astype(float) - places[None], axis=2)
    np.fill_diagonal(away, np.inf)
    expected = (codes[away.argmin(axis=1)] == codes).mean()
    found = togetherness(mapped, places)
    assert found.share == pytest.approx(expected, abs=0.02)
    n = np.bincount(codes)
    assert found.by_chance == pytest.approx((n * (n - 1)).sum() / (200 * 199))


def test_identical_documents_do_not_count_as_their_own_neighbours():
    twins = labelled(["same"] * 5 + ["other"], ["a"] * 5 + ["b"])
    found = togetherness(map_documents(twins, None, None), np.zeros((6, 2), dtype=np.uint16))
    assert found.n.sum() == 2
    assert found.share == 0


def test_one_label_says_nothing_of_neighbours():
    alone = map_documents(labelled(["t"], ["a"]), None, None)
    found = togetherness(alone, np.zeros((1, 2), dtype=np.uint16))
    assert math.isnan(found.share)
    assert "too few" in map_sentence(alone, found)


def test_documents_of_a_region_carry_label_decision_and_cluster():
    frame = region_documents(MAPPED, np.array([2, 1]), np.array([2, 2, 1, 0, UNKNOWN, 0]))
    assert frame["text"].tolist() == ["y", "t2"]
    assert frame["label"].tolist() == ["", "a"]
    assert frame["decided"].tolist() == ["b", "c"]
    assert frame["cluster"].tolist() == ["l", "k"]


def test_classes_of_a_region_are_counted():
    table = region_classes(MAPPED, np.array([0, 1, 4]), DECIDED)
    assert table["class"].tolist() == ["a", "b", "c"]
    assert table["labels"].tolist() == [1, 1, 0]
    assert table["decided"].tolist() == [1, 1, 1]
    assert table["of_class"].tolist() == [0.5, 1, 0]
    assert (table["share_low"] < table["share"])[:2].all()


def test_a_region_without_labels_says_so():
    table = region_classes(MAPPED, np.array([0, 2]), None)
    assert table.empty
    assert "2 documents (33 %), none with a label" in region_sentence(MAPPED, 2, table)


def test_nearest_on_the_map_come_in_order():
    np.testing.assert_array_equal(nearest_on_map(3, POINTS)[:5], [3, 1, 0, 2, 4])


def test_sentences_hold_the_numbers():
    projection = Projection(positions=POINTS, n_texts=500, n_fitted=200, n_without_words=1)
    said = umap_sentence(projection, 7)
    assert "fitted on 200 of 500 different texts, drawn in proportion from 7 clusters" in said
    assert "other 300" in said
    assert "1 document that shares no word" in said
    assert "3 of 5 documents (60 %)" in highlighted_sentence(3, 5, "labelled a")
