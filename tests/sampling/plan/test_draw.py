"""What is drawn, how often, and what its probabilities are good for."""

import numpy as np
import pytest

from analysis.corpus.columns import guess_columns, labelled_corpus
from analysis.corpus.corpus import make_corpus, make_labelled_corpus
from analysis.corpus.csv_export import safe_csv
from analysis.corpus.read import read_table
from analysis.corpus.selection import require_planned_on
from analysis.sampling.coverage.strata import stratify, with_more_labels
from analysis.sampling.plan.draw import draw_documents, inclusion_chances, plan_frame
from analysis.sampling.plan.free_texts import free_texts
from tests.sampling.populations import draw, population, sample

# Texts with 1 to 6 copies; two of them bear a label already.
COPIES = {"a": 6, "b": 1, "c": 2, "d": 1, "e": 3, "f": 1, "g": 1, "h": 2, "i": 1, "j": 1}
CLUSTER = {text: "1" if text < "f" else "2" for text in COPIES}


@pytest.fixture
def repeated():
    texts = [text for text, n in COPIES.items() for _ in range(n)]
    corpus = make_corpus(
        [text.upper() if row % 2 else text for row, text in enumerate(texts)],
        ids=[f"d{row}" for row in range(len(texts))],
        clusters=[CLUSTER[text] for text in texts],
    )
    labelled = make_labelled_corpus(["D", "j"], ["x", "y"], clusters=["1", "2"])
    strata = stratify(labelled, corpus)
    return corpus, strata, free_texts(labelled, corpus, strata)


def test_free_texts_count_identical_documents_once_and_leave_out_what_is_labelled(repeated):
    corpus, _, free = repeated
    assert free.texts.tolist() == [4, 4]
    assert free.documents.tolist() == [12, 5]
    lowered = np.array([text.lower() for text in corpus.texts])
    assert set(lowered[free.text_of_document == -1]) == {"d", "j"}


def test_a_document_recognised_by_its_id_takes_its_text_with_it():
    corpus = make_corpus(["a", "a", "b", "c"], ids=["1", "2", "3", "4"])
    labelled = make_labelled_corpus(["b", "x", "c"], ["u", "v", "u"], ids=["3", "1", "4"])
    free = free_texts(labelled, corpus, stratify(labelled, corpus))
    assert free.texts.tolist() == [0]


def test_a_draw_has_as_many_documents_as_allocated_and_no_text_twice(repeated):
    corpus, strata, free = repeated
    for seed in range(50):
        drawn = draw_documents(free, np.array([3, 2]), seed)
        texts = [corpus.texts[row].lower() for row in drawn.rows]
        assert len(set(texts)) == len(texts) == 5
        assert not {"d", "j"} & set(texts)
        names = strata.clusters[strata.cluster_of_document[drawn.rows]].tolist()
        assert (names.count("1"), names.count("2")) == (3, 2)
        assert ((drawn.probabilities > 0) & (drawn.probabilities <= 1)).all()


def test_the_same_seed_draws_the_same_documents(repeated):
    free = repeated[2]
    one, same, other = (draw_documents(free, np.array([3, 2]), seed) for seed in (7, 7, 8))
    np.testing.assert_array_equal(one.rows, same.rows)
    assert one.rows.tolist() != other.rows.tolist()


def test_chances_are_in_proportion_to_copies_up_to_certainty():
    np.testing.assert_allclose(inclusion_chances(np.array([1, 2, 1]), 1), [0.25, 0.5, 0.25])
    np.testing.assert_allclose(inclusion_chances(np.array([6, 1, 2, 3]), 2), [1, 1 / 6, 2 / 6, 0.5])
    np.testing.assert_allclose(inclusion_chances(np.array([6, 1, 2, 3]), 4), 1)
    np.testing.assert_allclose(inclusion_chances(np.array([6, 1]), 0), 0)
    np.testing.assert_allclose(inclusion_chances(np.array([5, 5, 1, 1]), 3), [1, 1, 0.5, 0.5])


def test_documents_are_drawn_as_often_as_their_probability_says(repeated):
    corpus, _, free = repeated
    n_draws = 6000
    drawn, said = np.zeros(corpus.n_documents), np.zeros(corpus.n_documents)
    for seed in range(n_draws):
        plan = draw_documents(free, np.array([2, 2]), seed)
        drawn[plan.rows] += 1
        said[plan.rows] = plan.probabilities
    np.testing.assert_allclose(drawn / n_draws, said, atol=0.03)
    assert (drawn[free.text_of_document >= 0] > 0).all()


def test_weights_by_the_probabilities_count_documents_without_bias(repeated):
    corpus, _, free = repeated
    of_letter = np.array([text.lower() in "ace" for text in corpus.texts])
    totals = []
    for seed in range(3000):
        plan = draw_documents(free, np.array([2, 1]), seed)
        totals.append((of_letter[plan.rows] / plan.probabilities).sum())
    assert np.mean(totals) == pytest.approx(11, rel=0.03)


def test_the_file_says_where_each_document_comes_from_and_is_read_back(repeated):
    corpus, strata, free = repeated
    drawn = draw_documents(free, np.array([3, 2]), 0)
    clusters = strata.clusters[strata.cluster_of_document]
    frame = plan_frame(corpus, strata, drawn)
    assert frame["text"].tolist() == corpus.texts[drawn.rows].tolist()
    assert frame["id"].tolist() == corpus.ids[drawn.rows].tolist()
    assert frame["row"].tolist() == (drawn.rows + 1).tolist()
    frame["label"] = ["u", "v", "u", "u", "v"]
    table = read_table("plan.csv", safe_csv(frame))
    require_planned_on(table, corpus)
    columns = guess_columns(table)
    assert (columns.text, columns.label, columns.id) == ("text", "label", "id")
    labelled, _ = labelled_corpus(table, columns)
    np.testing.assert_array_equal(labelled.selection_probabilities, drawn.probabilities)
    assert labelled.clusters.tolist() == clusters[drawn.rows].tolist()


def test_without_ids_the_number_of_the_row_stands_for_one(repeated):
    _, strata, free = repeated
    corpus = make_corpus(repeated[0].texts)
    drawn = draw_documents(free, np.array([1, 0]), 0)
    frame = plan_frame(corpus, strata, drawn)
    assert frame["id"].tolist() == [str(drawn.rows[0] + 1)]


def test_strata_with_more_labels_are_those_of_the_documents_labelled():
    corpus, codes = population()
    rows = draw(corpus, 0.05, np.random.default_rng(0))
    labelled = sample(corpus, codes, rows)
    strata = stratify(labelled, corpus)
    free = free_texts(labelled, corpus, strata)
    new = np.array([3, 0, 5, 1, 2, 4])
    drawn = draw_documents(free, new, 1)
    both = stratify(sample(corpus, codes, np.concatenate([rows, drawn.rows])), corpus)
    planned = with_more_labels(strata, new)
    np.testing.assert_array_equal(planned.cluster_labels, both.cluster_labels)
    np.testing.assert_array_equal(planned.stratum_of_cluster, both.stratum_of_cluster)
    np.testing.assert_allclose(planned.fractions, both.fractions)
